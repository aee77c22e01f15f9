"""One-time links: made for many units at once, revoked, used, used up; each an act with its event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState, Right, Role
from khuyenhoc.access.models import OneTimeLink, RoleAssignment, User
from khuyenhoc.access.queries import require
from khuyenhoc.access.tokens import hashed, is_from, new_nonce, token_from
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap

SALT: Final = "khuyenhoc.one-time-link"


def token_of(link: OneTimeLink) -> str:
    """What stands in the link's address: letters and digits, signed by the installation's key."""
    return token_from(SALT, link.nonce)


def find_link(token: str) -> OneTimeLink | None:
    """The link of a token, whatever its state; None for a token that is not ours. One statement. Capitals do not matter."""
    found = OneTimeLink.objects.select_related("unit", "user").filter(token_hash=hashed(token)).first()
    return found if found and is_from(token, SALT, found.nonce) else None


def state_of(link: OneTimeLink) -> LinkState:
    """Whether a link can be used now, and if not why not. No statement."""
    if link.used_at:
        return LinkState.USED
    if link.revoked_at:
        return LinkState.REVOKED
    return LinkState.EXPIRED if link.expires_at <= clock.now() else LinkState.OPEN


def open_links(purpose: str) -> dict[str, OneTimeLink]:
    """The links for a purpose that can be used now, by the unit's code. One statement."""
    links = OneTimeLink.objects.filter(purpose=purpose, used_at=None, revoked_at=None, expires_at__gt=clock.now())
    return {link.unit.code: link for link in links.select_related("unit", "user")}


@transaction.atomic
def create_links(
    *, by: User, units: Sequence[Unit], purpose: str, expires_on: dt.date, map_: UnitMap, right: Right = Right.CHASE,
    role: Role | None = Role.COMMUNE_SECRETARY,
) -> list[OneTimeLink]:  # fmt: skip
    """A link for each unit, good until the end of a day; those that the units have for the purpose are revoked.

    `right`: what gives it. `role`: what its holder may do at the unit; None for a link that only shows a page. NotAllowed.
    Statements do not grow with the units.
    """
    require(by=by, right=right, units=[u.code for u in units], map_=map_)
    standing = OneTimeLink.objects.filter(unit__in=units, purpose=purpose, used_at=None, revoked_at=None)
    _revoke(by, list(standing.select_related("unit", "user")))
    now, nonces = clock.now(), [new_nonce() for _unit in units]
    users = User.objects.bulk_create(_user(u, nonce, map_) for u, nonce in zip(units, nonces, strict=True))
    day = timezone.localtime(now).date()
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            user=user, role=role, unit=unit, valid_from=day, valid_to=expires_on + dt.timedelta(days=1)
        )
        for user, unit in zip(users, units, strict=True)
        if role
    )  # fmt: skip
    end = clock.start_of(expires_on + dt.timedelta(days=1))
    links = OneTimeLink.objects.bulk_create(
        OneTimeLink(
            unit=unit, purpose=purpose, nonce=nonce, token_hash=hashed(token_from(SALT, nonce)), user=user, created_at=now,
            created_by=by, expires_at=end,
        )
        for unit, nonce, user in zip(units, nonces, users, strict=True)
    )  # fmt: skip
    _journal(by, links, "create_link", {"purpose": purpose, "expires_on": expires_on.isoformat()})
    return links


@transaction.atomic
def revoke_links(*, by: User, links: Sequence[OneTimeLink], map_: UnitMap, right: Right = Right.CHASE) -> None:
    """From now on the links open nothing. Those that are used up or revoked already stay as they are. NotAllowed."""
    require(by=by, right=right, units=[link.unit.code for link in links], map_=map_)
    rows = OneTimeLink.objects.select_for_update(of=("self",)).filter(pk__in=[link.pk for link in links])
    _revoke(by, list(rows.filter(used_at=None, revoked_at=None).select_related("unit", "user")))


def _revoke(by: User, links: Sequence[OneTimeLink]) -> None:
    if not links:
        return
    keys = [link.pk for link in links]
    OneTimeLink.objects.filter(pk__in=keys).update(revoked_at=clock.now())
    User.objects.filter(link__in=keys).update(is_active=False)
    _journal(by, links, "revoke_link", {})


@transaction.atomic
def note_use(*, link: OneTimeLink, what: str, act: str = "use_link") -> None:
    """That something was done by a link, which stays open."""
    OneTimeLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1)
    _journal(link.user, [link], act, {"what": what})


@transaction.atomic
def use_up(*, link: OneTimeLink) -> None:
    """The link has done what it was made for and opens nothing any more."""
    OneTimeLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, used_at=clock.now())
    User.objects.filter(link=link).update(is_active=False)
    _journal(link.user, [link], "use_up_link", {})


def _user(unit: Unit, nonce: str, map_: UnitMap) -> User:
    known = map_.units.get(unit.code)
    name = _("Người giữ liên kết của %(unit)s") % {"unit": known.full_name if known else unit.code}
    # Digits of the nonce that do not help to find the token: it is keyed.
    username = f"lien-ket-{unit.code}-{nonce[:8]}"
    return User(username=username, full_name=name, password=make_password(None))


def _journal(by: User, links: Sequence[OneTimeLink], act: str, after: dict[str, Any]) -> None:
    now = clock.now()
    record_all(
        entries=[
            Entry(
                now, by.username, link.unit.code, act, "link", str(link.pk), None, after | {"user": link.user.username}
            )
            for link in links
        ]
    )
