"""What the paper of a decision is made from: the decision, its list, and how its units are called on its day."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.queries import instruments
from khuyenhoc.desk.recognition.deciding.place import village_name
from khuyenhoc.desk.recognition.place import Place
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.decision.content import Decided, Listed
from khuyenhoc.documents.decision.forms import model_form
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.deciding.queries import Member, members_of
from khuyenhoc.recognition.enums import DecisionKind, LearningModel
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.recognition.rules import judged_on
from khuyenhoc.units.queries import UnitMap


def decided_of(request: DeskRequest, decision: Decision, place: Place, members: list[Member] | None = None) -> Decided:
    """The decision as its paper states it. Three statements, four for whole units; `members`: where they have been read."""
    found = members_of(decision) if members is None else members
    withdraws = decision.kind == DecisionKind.WITHDRAW
    named = [m for m in found if withdraws or not m.reason]
    map_ = _map(request, decision, place)
    unit = map_.units[place.unit]
    above = map_.units.get(unit.parent or "")
    wanted = {*model_form(decision.model).instruments, *_of_criteria(decision)}
    return Decided(
        kind=decision.kind, issuer=decision.issuer, unit=unit.full_name, bare=unit.name,
        above=above.full_name if above else "", model=decision.model, titled=place.titled,
        year=decision.year, listed=tuple(_listed(place, m, withdraws=withdraws) for m in named), number=decision.number,
        decided_on=decision.decided_on, until=None if withdraws else _until(named), body=decision.body,
        signer=decision.signer, signer_title=decision.signer_title, note_heading="Lý do" if withdraws else "",
        wording=decision.wording, instruments=[i for i in instruments() if i.code in wanted], synthetic=place.synthetic,
        whole=place.noun if decision.scope else "",
        is_own=bool(found) and all(m.standing.entry.about_id == decision.unit_id for m in found),
    )  # fmt: skip


def _of_criteria(decision: Decision) -> list[str]:
    """The instrument of the criteria by which whole units are judged, which is not that of villages."""
    on = decision.decided_on or judged_on(decision.year, clock.today())
    criteria = criteria_of(decision.model, decision.scope, "", on) if decision.scope else None
    return [criteria.instrument] if criteria and criteria.instrument else []


def _map(request: DeskRequest, decision: Decision, place: Place) -> UnitMap:
    """Of the decision's day, as far as it knows the unit."""
    then = request.visitor.map_on(decision.decided_on or clock.today())
    return then if place.unit in then.units else place.map


def _until(members: list[Member]) -> dt.date | None:
    return members[0].standing.valid_until if members else None


def _listed(place: Place, member: Member, *, withdraws: bool) -> Listed:
    standing = member.standing
    score = f"{standing.score} điểm" if standing.score is not None and not withdraws else ""
    return Listed(
        place.name(standing.entry),
        village_name(standing),
        _detail(place, standing),
        member.reason if withdraws else score,
    )


def _detail(place: Place, standing: Standing) -> str:
    """What tells namesakes apart, in the column beside the name."""
    entry = standing.entry
    if entry.model == LearningModel.CITIZEN:
        return str(entry.birth_year or "") if place.shown else ""
    return (entry.house if place.shown else "") or place.head(entry)
