"""Reading decisions: those of a year, and the entries of one in calling order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.calling import called, calling
from khuyenhoc.recognition.enums import DecisionKind
from khuyenhoc.recognition.models import Decision, Standing

LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of a decision; `reason` why it is refused or withdrawn, "" for one that is recognised."""

    standing: Standing
    reason: str = ""


def decisions_of(unit: str, model: str, year: int, scope: str = "") -> list[Decision]:
    """A unit's decisions about a list of a year, drafts too, the latest first. One statement."""
    return list(Decision.objects.filter(unit__code=unit, model=model, year=year, scope=scope).select_related("unit"))


def decision_of(pk: int) -> Decision:
    """One with its unit. Decision.DoesNotExist. One statement."""
    return Decision.objects.select_related("unit").get(pk=pk)


def members_of(decision: Decision) -> list[Member]:
    """Whom a decision is about, in calling order. One statement for each 500 of them.

    A draft is about those only who still are of its unit: a plan may have taken some of them to another one since. One that
    came in with a list, and not from a draft, is about those that it recognised. One statement.
    """
    if decision.loaded:
        rows = Standing.objects.filter(decision=decision, year=decision.year)
        return [Member(s) for s in rows.select_related("entry__village", "unit").order_by(*calling())]
    whole = Standing.objects.select_related("entry__village", "unit")
    whole = whole if decision.issued_at else whole.filter(unit=decision.unit_id)
    found = [s for part in in_parts(map(int, decision.chosen)) for s in whole.filter(pk__in=part)]
    return [Member(s, decision.chosen[str(s.pk)]) for s in sorted(found, key=called)]


def recognised_by(decision: Decision) -> list[Standing]:
    """Those whom a decision recognised or, still a draft, would recognise; in calling order. Statements as `members_of`."""
    return [m.standing for m in members_of(decision) if decision.kind == DecisionKind.RECOGNISE and not m.reason]
