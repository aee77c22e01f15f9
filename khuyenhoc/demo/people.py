"""The demonstration's accounts and calendar, from `data/people.yaml`."""

from __future__ import annotations

import datetime as dt
from functools import cache

from khuyenhoc.access.acts import create_user, give_role, set_password
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.office import OFFICE
from khuyenhoc.demo.profile import Data, read_data
from khuyenhoc.returns.founding import FOUNDER
from khuyenhoc.units.models import Unit


class Account(Data, frozen=True, kw_only=True):
    username: str
    full_name: str
    role: Role
    unit: str


class Calendar(Data, frozen=True, kw_only=True):
    opened: dt.date
    first_accepted: dt.date
    accepted: dt.date
    signed: dt.date
    conference: dt.date


class People(Data, frozen=True, kw_only=True):
    password: str
    accounts: tuple[Account, ...]
    calendar: Calendar


@cache
def read_people() -> People:
    return read_data(People, "people.yaml")


def settle(valid_from: dt.date) -> dict[str, User]:
    """Gives every demonstration account its role, and all of them (the office's too) the printed password."""
    people = read_people()
    for account in people.accounts:
        user = create_user(by=FOUNDER, username=account.username, full_name=account.full_name, synthetic=True)
        give_role(
            by=FOUNDER, user=user, role=account.role, unit=Unit.objects.get(code=account.unit), valid_from=valid_from
        )
    names = [OFFICE, *(a.username for a in people.accounts)]
    return {
        name: set_password(by=FOUNDER, user=User.objects.get(username=name), password=people.password) for name in names
    }
