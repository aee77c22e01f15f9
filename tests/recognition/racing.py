"""Two officers at once, two phones of one family, a machine that dies while 300 are recognised: processes of their own.

Run as a script by `test_racing`; it says as JSON what came of each, and whether the books were whole after it.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import Any

from tests.at_once import at_once, dying, set_up

FAMILIES = 300
DIES_BEFORE = 'DELETE FROM "recognition_tally"'
"""The statement that is never made: all standings say by then that they are recognised, and no tally has been counted."""


def main() -> None:
    set_up()
    print(json.dumps(_played()))


def _played() -> dict[str, Any]:
    from khuyenhoc.recognition.deciding.issuing import issue_decision
    from khuyenhoc.recognition.errors import RecognitionRefused
    from khuyenhoc.recognition.tallies import differing

    race = partial(at_once, refused=RecognitionRefused)
    (ann, ben), standings = _commune()
    one, other, late = (_draft(ann, part, number) for part, number in _parts(standings))
    before = _books()
    killed = race(lambda: dying(lambda: issue_decision(by=ann, decision=one), DIES_BEFORE))
    whole = _books() == before
    same = race(lambda: issue_decision(by=ann, decision=one), lambda: issue_decision(by=ben, decision=one))
    both = race(lambda: issue_decision(by=ann, decision=other), lambda: issue_decision(by=ben, decision=late))
    joined = race(*[partial(_join, _poster(ann))] * 2)
    return {"killed": killed, "whole": whole, "one draft": same, "two drafts": both, "recognised": _recognised(),
            "one family": joined, "on the list": _namesakes(), "differing": differing()}  # fmt: skip


def _parts(standings: list[int]) -> list[tuple[list[int], str]]:
    """Three hundred families; then thirty more in two drafts of which ten stand in both."""
    return [(standings[:300], "1"), (standings[300:320], "2"), (standings[310:], "3")]


def _commune() -> tuple[list[Any], list[int]]:
    """A commune with two secretaries, whose villages have proposed 330 families with papers in order."""
    from khuyenhoc.access.acts import create_user, give_role
    from khuyenhoc.access.enums import Role
    from khuyenhoc.catalogue.acts import load_catalogue
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.recognition.appraising import accept_own_points
    from khuyenhoc.recognition.enums import LearningModel, Status
    from khuyenhoc.recognition.listing import NewEntry, enlist
    from khuyenhoc.recognition.models import Standing
    from khuyenhoc.units.acts import found_province
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.spec import UnitsFile
    from tests.recognition.deciding_people import moved
    from tests.units.reorganising.small import UNITS

    found_province(by="test", file=UnitsFile("thử", "unverified", "2023-01-01", UNITS))
    load_catalogue(by="test", catalogue=read_catalogue())
    unit = Unit.objects.get(code="3001")
    people = [create_user(by="test", username=name, full_name=name) for name in ("ann", "ben")]
    for user in people:
        give_role(by="test", user=user, role=Role.COMMUNE_SECRETARY, unit=unit, valid_from=dt.date(2023, 1, 1))
    new = [NewEntry(f"Nguyễn Văn {n}", number=n) for n in range(FAMILIES + 30)]
    step = enlist(by=people[0], unit=unit, model=LearningModel.FAMILY, year=2023, entries=new)
    rows = list(Standing.objects.filter(step=step).order_by("pk"))
    moved(people[0], rows, Status.REGISTERED, Status.PROPOSED)
    accept_own_points(by=people[0], standings=[s.pk for s in rows])
    return people, [s.pk for s in rows]


def _poster(by: Any) -> int:
    """The row of a code by which families of the whole commune register."""
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.joining.acts import invite
    from khuyenhoc.units.models import Unit

    unit, until = Unit.objects.get(code="3001"), dt.date(2099, 12, 31)
    (made,) = invite(by=by, unit=unit, villages=[None], model=LearningModel.FAMILY, year=2023, expires_on=until)
    return int(made.pk)


def _join(poster: int) -> None:
    """A family puts itself on the list: from two phones of one house."""
    from khuyenhoc.recognition.joining.acts import join_new
    from khuyenhoc.recognition.joining.models import Invitation
    from khuyenhoc.recognition.listing import NewEntry

    join_new(invitation=Invitation.objects.get(pk=poster), new=NewEntry("Vũ Văn Mới", house="xóm 1"))


def _namesakes() -> int:
    from khuyenhoc.recognition.models import Entry

    return Entry.objects.filter(name="Vũ Văn Mới").count()


def _draft(by: Any, standings: list[int], number: str) -> int:
    from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision
    from khuyenhoc.recognition.enums import DecisionKind

    made = draft_decision(by=by, kind=DecisionKind.RECOGNISE, chosen=dict.fromkeys(standings, ""))
    paper = Paper(number, dt.date(2023, 12, 1))
    return int(describe_decision(by=by, decision=made.pk, paper=paper).pk)


def _books() -> list[list[tuple[object, ...]]]:
    from khuyenhoc.audit.models import Event
    from khuyenhoc.recognition.models import Decision, Standing, Step, Tally

    tables = (Decision, Standing, Step, Tally, Event)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def _recognised() -> int:
    from khuyenhoc.recognition.enums import Status
    from khuyenhoc.recognition.models import Standing

    return Standing.objects.filter(status=Status.RECOGNISED).count()


if __name__ == "__main__":
    main()
