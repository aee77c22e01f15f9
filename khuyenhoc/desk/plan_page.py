"""What the pages of plans that redraw the map show: every change by its kind, and what a sheet has to be corrected in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from django.utils.translation import gettext as _

from khuyenhoc.desk.balances_page import HandedOver, handed_over
from khuyenhoc.returns.apportioning.queries import Waiting, waiting_between
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.moving import Proof, proofs
from khuyenhoc.rollups.queries import last_with_figures, periods
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.enums import PlanState, SuccessionKind
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import links, links_of
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import drawn, tops, tops_of
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.reorganising.plan import Note, Plan
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.text import in_sentence


@dataclass(frozen=True, slots=True)
class Move:
    """One change: from which units (name, whether all of it), to which one ("" for none) and under which."""

    sources: tuple[tuple[str, bool], ...]
    after: str
    above: str


@dataclass(frozen=True)
class Preview:
    """What a plan does or has done. `refusal`: why a draft can no longer be drawn; then nothing else is known.

    `tops`: the units on which the right is asked; none where nothing more is shown than in the list of plans.
    `proofs`: the sums of the last period, [] without figures; `synthetic`: these are invented. `waiting`: the units that it
    divides, with what of the last period before it has to be apportioned; `balances`: what is handed over on its day.
    """

    tops: Sequence[str]
    before: UnitMap
    kinds: Sequence[tuple[str, Sequence[Move]]] = ()
    begins: Sequence[UnitName] = ()
    ends: Sequence[UnitName] = ()
    plan: Plan | None = None
    proofs: Sequence[Proof] = ()
    waiting: Sequence[Waiting] = ()
    waiting_period: str = ""
    balances: Sequence[HandedOver] = ()
    period: str = ""
    synthetic: bool = False
    refusal: str = ""

    @property
    def loses_nothing(self) -> bool:
        return all(proof.holds for proof in self.proofs)


def preview(row: Reorganisation) -> Preview:
    """A draft as it would be applied now, or what an applied plan did; of one that was undone, its map alone."""
    before = unit_map(row.on - dt.timedelta(days=1))
    if row.state == PlanState.UNDONE:
        return Preview((), before)
    if row.state == PlanState.APPLIED:
        changes = [[link for _n, link in group] for _n, group in groupby(links_of(row), key=lambda pair: pair[0])]
        return _shown(row, tops_of(row), before, unit_map(row.on), changes, Successions(links()))
    try:
        plan = drawn(row)
    except UnitsRefused as refused:
        return Preview((), before, refusal=str(refused))
    graph = Successions([*links(), *chain.from_iterable(plan.links)])
    return _shown(row, tops(plan), before, plan.after, plan.links, graph, plan)


def _proved_in(before: UnitMap) -> str:
    """The last period of which there are figures to be proved; "" before there is any period."""
    known, tops_ = periods(), before.children.get(None, ())
    return last_with_figures(tops_[0], known) if known and tops_ else next(iter(known), "")


def _shown(
    row: Reorganisation, at: Sequence[str], before: UnitMap, after: UnitMap, changes: Sequence[Sequence[Link]],
    graph: Successions, plan: Plan | None = None,
) -> Preview:  # fmt: skip
    touched = {code for change in changes for link in change for code in (link.predecessor, link.successor)}
    period, (last, waiting) = _proved_in(before), waiting_between(before, after, graph)
    givers = {link.predecessor for change in changes for link in change if link.predecessor}
    return Preview(
        at, before, _by_kind(before, after, changes),
        [u for code, u in after.units.items() if code in touched and code not in before.units],
        [u for code, u in before.units.items() if code in touched and code not in after.units],
        plan, proofs(period, after, graph) if period else (),
        waiting, last.period if last else "",
        handed_over(row, before, after, graph, givers),
        period, bool(period) and books(period).synthetic,
    )  # fmt: skip


def _by_kind(before: UnitMap, after: UnitMap, changes: Iterable[Sequence[Link]]) -> list[tuple[str, Sequence[Move]]]:
    found: dict[str, list[Move]] = {}
    for change in changes:
        if change:
            found.setdefault(change[0].kind, []).append(_move(before, after, change))
    return [(str(kind.label), found[kind]) for kind in SuccessionKind if kind in found]


def _move(before: UnitMap, after: UnitMap, change: Sequence[Link]) -> Move:
    sources = tuple((in_sentence(before.name(link.predecessor)), link.whole) for link in change if link.predecessor)
    code = change[0].successor
    unit = after.units.get(code) if code else None
    above = in_sentence(after.name(unit.parent)) if unit and unit.parent else ""
    return Move(sources, in_sentence(after.name(code)) if code else "", above)


def to_correct(plan: Plan, lines: bool = True) -> list[Problem]:
    """Why the plan of a sheet cannot be applied, line by line (`lines`: with their numbers); [] where it can."""
    notes = [note if lines else replace(note, line=None) for note in (*plan.faults, *plan.questions)]
    found = [Problem(_sentence(note, _("Có thể là"))) for note in notes]
    return found or ([] if plan.can_be_applied else [Problem(_("Bảng này không đổi gì trên bản đồ đơn vị."))])


def to_read(plan: Plan) -> list[str]:
    """What should be read before the plan is applied."""
    return [_sentence(note, _("Đơn vị")) for note in plan.warnings]


def _sentence(note: Note, lead: str) -> str:
    """ "Dòng 3: … Có thể là: xã A (11242), xã B (11245)."."""
    text = _("Dòng %(line)s: %(text)s") % {"line": note.line, "text": note.message} if note.line else note.message
    units = ", ".join(f"{unit.full_name} ({unit.code})" for unit in note.candidates)
    return f"{text} {lead}: {units}." if units else text
