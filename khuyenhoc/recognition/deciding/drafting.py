"""The draft of a decision: whom it is about, its number, day and signer, how it is worded. Nothing is decided by it yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.recognition.deciding.queries import LONGEST_REASON, Member
from khuyenhoc.recognition.deciding.sorting import sorted_out
from khuyenhoc.recognition.enums import Cause, DecisionKind, Issuer, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.recognition.moving import locked, of_one_list, require_keeper
from khuyenhoc.recognition.wholes.saying import cause_label, status_label
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper of a decision besides its list. `wording`: what is worded otherwise than our form, by part."""

    number: str = ""
    decided_on: dt.date | None = None
    issuer: Issuer = Issuer.ASSOCIATION
    body: str = ""
    signer: str = ""
    signer_title: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft_decision(*, by: User, kind: DecisionKind, chosen: Mapping[int, str]) -> Decision:
    """A draft about standings (rows) of one list: without a reason one is recognised, with one refused; a
    withdrawal has a reason for each.

    RecognitionRefused where nobody is chosen, a reason is missing or too long, or one of them is not where the decision would
    find it; NotAllowed.
    """
    standings = locked(chosen)
    first = of_one_list(standings)
    require_keeper(by, first.unit.code, Right.RECOGNISE)
    check_chosen(kind, standings, chosen)
    made = Decision.objects.create(
        unit=first.unit, model=first.model, scope=first.entry.scope, year=first.year, kind=kind, created_at=clock.now(),
        created_by=by.username, chosen={str(s.pk): chosen[s.pk].strip() for s in standings},
    )  # fmt: skip
    note(by, "draft_decision", made)
    return made


@transaction.atomic
def describe_decision(*, by: User, decision: int, paper: Paper) -> Decision:
    """Number, day, body, signer and wording of a draft, as the office has them. RecognitionRefused once issued; NotAllowed."""
    found = held_draft(by, decision)
    before = said(found)
    found.number, found.decided_on, found.issuer, found.body = paper.number, paper.decided_on, paper.issuer, paper.body
    found.signer, found.signer_title, found.wording = paper.signer, paper.signer_title, dict(paper.wording)
    found.save()
    if said(found) != before:
        note(by, "describe_decision", found)
    return found


@transaction.atomic
def drop_decision(*, by: User, decision: int) -> None:
    """A draft that nobody wants; whom it was about stays as they are. RecognitionRefused once issued; NotAllowed."""
    found = held_draft(by, decision)
    note(by, "drop_decision", found)
    found.delete()


@transaction.atomic
def narrow_decision(*, by: User, decision: int) -> int:
    """A draft is about those only of whom it can still be issued; how many it gave up. RecognitionRefused where nobody would be
    left, or once issued; NotAllowed."""
    found = held_draft(by, decision)
    chosen = {int(pk): reason for pk, reason in found.chosen.items()}
    standings = still_of(found, chosen)
    unfit = {s.pk for s, _why in _unfit(DecisionKind(found.kind), standings, chosen)}
    kept = {str(s.pk): chosen[s.pk] for s in standings if s.pk not in unfit}
    if not kept:
        raise RecognitionRefused(_("Không còn mục nào đưa vào quyết định được. Bỏ dự thảo này."))
    given_up = len(chosen) - len(kept)
    if given_up:
        found.chosen = kept
        found.save(update_fields=["chosen"])
        note(by, "narrow_decision", found)
    return given_up


def in_the_way(decision: Decision, members: Sequence[Member]) -> list[tuple[Standing, str]]:
    """Of whom a draft cannot be issued though it is about them, each with why. Two statements and one for each 500 of a list."""
    chosen = {m.standing.pk: m.reason for m in members}
    return _unfit(DecisionKind(decision.kind), [m.standing for m in members], chosen)


def still_of(decision: Decision, chosen: Iterable[int]) -> list[Standing]:
    """The standings of a draft that a plan has not taken to another unit since, held still."""
    return [s for s in locked(chosen) if s.unit_id == decision.unit_id]


def check_chosen(kind: DecisionKind, standings: Sequence[Standing], chosen: Mapping[int, str]) -> None:
    """RecognitionRefused where a standing of the list, held still, is not one that a decision of this kind can be about."""
    for standing in standings:
        reason = chosen[standing.pk].strip()
        if len(reason) > LONGEST_REASON:
            raise RecognitionRefused(_("Lý do của “%s” quá dài. Viết gọn lại.") % standing.entry.name)
        if kind == DecisionKind.WITHDRAW and not reason:
            raise RecognitionRefused(_("Ghi lý do rút công nhận của “%s”.") % standing.entry.name)
    unfit = _unfit(kind, standings, chosen)
    if unfit or len(standings) < len(chosen):
        raise RecognitionRefused(_moved_on(unfit, len(chosen) - len(standings)))


def _unfit(kind: DecisionKind, standings: Sequence[Standing], chosen: Mapping[int, str]) -> list[tuple[Standing, str]]:
    """Those that the decision cannot be about, each with what is in the way."""
    if kind == DecisionKind.WITHDRAW or not standings:
        return [(s, _now(s)) for s in standings if s.status != Status.RECOGNISED]
    first = standings[0]
    found = sorted_out(first.unit.code, first.model, first.year, clock.today(), first.entry.scope)
    held = {h.standing.pk: h.cause for h in found.held}
    ready = {s.pk for s in found.ready} | {pk for pk, cause in held.items() if cause == Cause.DOUBLE}
    fits = {pk: ready if not reason.strip() else ready | held.keys() for pk, reason in chosen.items()}
    return [
        (s, cause_label(held[s.pk], s.entry.scope) if s.pk in held else _now(s))
        for s in standings
        if s.pk not in fits[s.pk]
    ]


def _now(standing: Standing) -> str:
    return status_label(standing.status, standing.entry.scope)


def _moved_on(unfit: Sequence[tuple[Standing, str]], gone: int) -> str:
    if not unfit:
        return _("Có %s mục không còn trong danh sách của đơn vị. Bỏ các mục ấy, hoặc lập lại dự thảo.") % format_count(
            gone
        )
    first, why = unfit[0]
    text = _("%(n)s mục nay không đưa vào quyết định được, ví dụ “%(name)s”: %(why)s. Lập lại từ danh sách hiện nay.")
    return text % {"n": format_count(len(unfit) + gone), "name": first.entry.name, "why": why}


def held_draft(by: User, decision: int) -> Decision:
    """A draft, held still until the transaction ends. RecognitionRefused where it has been issued or is gone; NotAllowed."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=decision).first()
    if found is None:
        raise RecognitionRefused(_("Dự thảo này đã được bỏ. Về trang quyết định để xem hiện có gì."))
    require_keeper(by, found.unit.code, Right.RECOGNISE)
    if found.issued_at or found.loaded:
        text = _("Quyết định số %(number)s ngày %(day)s đã được ban hành rồi, không sửa và không ban hành lần nữa.")
        day = format_date(found.decided_on) if found.decided_on else ""
        raise RecognitionRefused(text % {"number": found.number, "day": day})
    return found


def said(decision: Decision) -> dict[str, Any]:
    """What a decision says, as JSON, for the journal."""
    return {
        "decision": decision.pk, "kind": decision.kind, "year": decision.year, "entries": len(decision.chosen),
        "number": decision.number, "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "body": decision.body, "signer": decision.signer, "signer_title": decision.signer_title, "wording": decision.wording,
    }  # fmt: skip


def note(by: User, act: str, decision: Decision) -> None:
    """The journal's event of what was done to a decision."""
    record(
        by=by.username,
        unit=decision.unit.code,
        act=act,
        subject=("decision_on_models", decision.pk),
        after=said(decision),
    )
