"""An installation whose commune keeps registers, for the handbook's pictures. Run as a script, in its own home.

    KHUYENHOC_HOME=FOLDER python -m docs.register_world

Xã Thanh Tùng keeps one of families with two villages and one of citizens, of people who do not exist. In thôn Đông some have
registered by the village's code and scored themselves; thôn Đoài has met, and one citizen of thôn Đông is proposed.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from khuyenhoc.access.models import User
    from khuyenhoc.recognition.models import Village

COMMUNE: Final = "11242"
KEEPER: Final = "thu-ky"
DISTRICT, OF_DISTRICT = "300", "can-bo-huyen"
"""Whose communes are put on its list for a picture."""
NOW: Final = dt.date(2023, 11, 20)
FAMILIES: Final = (
    "Nguyễn Văn Hùng", "Trần Thị Nguyệt", "Phạm Đức Ước", "Lê Thị Thoả", "Đỗ Quang Khải", "Vũ Thị Lụa", "Bùi Văn Đoàn",
    "Hoàng Thị Mẫn", "Đặng Văn Quý", "Ngô Thị Xuyến", "Phan Văn Tuệ", "Dương Thị Ngoãn",
)  # fmt: skip
CITIZENS: Final = (
    ("Nguyễn Thị Hoà", 1961),
    ("Trần Văn Lâm", 1984),
    ("Phạm Thị Thu Hằng", 1990),
    ("Đặng Thị Sen", 1972),
)
SCORED: Final = "Đặng Thị Sen"
"""Who has scored herself and was proposed."""


def build() -> None:
    """Founds the province on 1 November 2023 and plays what came until `NOW`."""
    from django.core.management import call_command

    from khuyenhoc.access.models import User
    from khuyenhoc.audit import clock
    from khuyenhoc.demo.people import settle
    from khuyenhoc.portal.acts import ensure_site
    from khuyenhoc.returns.founding import FOUNDER, found

    call_command("migrate", verbosity=0)
    with clock.told(2023, 11, 1):
        found(province="30", as_of=dt.date(2023, 12, 31), synthetic=True)
        settle(dt.date(2023, 1, 1))
        ensure_site(by=FOUNDER, unit="30")
    with clock.told(NOW.year, NOW.month, NOW.day):
        _play(User.objects.get(username=KEEPER))
        _keep(User.objects.get(username=OF_DISTRICT))


def _play(keeper: User) -> None:
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.joining.acts import invite, join_new
    from khuyenhoc.recognition.keeping.registering import register
    from khuyenhoc.recognition.listing import NewEntry, add_villages, enlist, keep_register
    from khuyenhoc.recognition.models import Standing
    from khuyenhoc.units.models import Unit

    unit, year = Unit.objects.get(code=COMMUNE), NOW.year
    names = [("thôn", "Đông"), ("thôn", "Đoài")]
    east, west = add_villages(by=keeper, unit=unit, names=names, valid_from=dt.date(2020, 1, 1))
    for model in (LearningModel.FAMILY, LearningModel.CITIZEN):
        keep_register(by=keeper, unit=unit, model=model, kept_from=dt.date(year, 1, 1), synthetic=True)
    new = [
        NewEntry(n, (east if i < 8 else west).pk, i, house=f"xóm {i % 3 + 1}") for i, n in enumerate(FAMILIES, start=1)
    ]
    step = enlist(by=keeper, unit=unit, model=LearningModel.FAMILY, year=year, entries=new)
    people = [NewEntry(n, east.pk, i, birth_year=born) for i, (n, born) in enumerate(CITIZENS, start=1)]
    enlist(by=keeper, unit=unit, model=LearningModel.CITIZEN, year=year, entries=people)
    posters = invite(
        by=keeper, unit=unit, villages=[east], model=LearningModel.FAMILY, year=year, expires_on=dt.date(year, 12, 31)
    )
    join_new(invitation=posters[0], new=NewEntry("Mai Văn Thành", house="xóm 3"))
    rows = list(Standing.objects.filter(step=step).order_by("entry__number"))
    register(by=keeper, standings=[s.pk for s in (*rows[2:5], *rows[8:])], on=dt.date(year, 11, 5))
    citizens = Standing.objects.filter(model=LearningModel.CITIZEN)
    register(by=keeper, standings=[s.pk for s in citizens], on=dt.date(year, 11, 5))
    _meet(keeper, west)
    _propose(keeper, east)


def _keep(officer: User) -> None:
    """What stands on the district's register is invented too."""
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.listing import keep_register
    from khuyenhoc.units.models import Unit

    unit, model = Unit.objects.get(code=DISTRICT), LearningModel.COMMUNITY
    keep_register(by=officer, unit=unit, model=model, kept_from=dt.date(NOW.year, 1, 1), synthetic=True)


def _propose(keeper: User, village: Village) -> None:
    """One citizen scores herself, and the village's meeting proposes her."""
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.meetings.acts import Held, hold_meeting
    from khuyenhoc.recognition.meetings.rules import Ballot
    from khuyenhoc.recognition.models import Standing
    from khuyenhoc.recognition.scoring.acts import choose_group, keep_points, opened, send

    row = Standing.objects.get(entry__name=SCORED, year=NOW.year).pk
    choose_group(standing=row, group="N2")
    for indicator in opened(row).indicators:
        keep_points(standing=row, indicator=indicator.code, points=9 if indicator.code == "CS1" else 8)
    send(standing=row)
    held = Held(dt.date(2023, 11, 14), 52, "Đặng Văn Trưởng", "Ngô Thị Ghi")
    hold_meeting(
        by=keeper, unit=village.unit, village=village, model=LearningModel.CITIZEN, year=NOW.year, held=held,
        ballots={row: Ballot(50, 2)},
    )  # fmt: skip


def _meet(keeper: User, village: Village) -> None:
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.meetings.acts import Held, hold_meeting
    from khuyenhoc.recognition.meetings.queries import to_vote_on
    from khuyenhoc.recognition.meetings.rules import Ballot

    waiting = to_vote_on(village.unit_id, village.pk, LearningModel.FAMILY, NOW.year)
    ballots = {s.pk: Ballot(46) if n else Ballot(20, 26) for n, s in enumerate(waiting)}
    held = Held(dt.date(2023, 11, 12), 46, "Đặng Văn Trưởng", "Ngô Thị Ghi")
    hold_meeting(
        by=keeper, unit=village.unit, village=village, model=LearningModel.FAMILY, year=NOW.year, held=held,
        ballots=ballots,
    )  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.full")
    django.setup()
    build()
