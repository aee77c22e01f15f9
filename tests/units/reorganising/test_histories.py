"""Random histories of a small province: whatever is done to it, the map of every day is a tree, codes keep their meaning, no
unit is lost or doubled, and a year's figures add up to the same on all maps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from khuyenhoc.units.grounds import grounds
from khuyenhoc.units.history import Life
from khuyenhoc.units.proving import prove
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.checking import cycle
from khuyenhoc.units.succession import Link, Successions
from tests.units.reorganising.histories import KINDS, sheet
from tests.units.reorganising.small import BEFORE, LEVELS, UNITS, links, lived, lives, plan


class History(RuleBasedStateMachine):
    """Plans are applied one a day and undone from the last; the maps of all days are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.maps: list[UnitMap] = [BEFORE]
        self.known: list[dict[str, Life]] = [lives(UNITS)]
        self.links: list[list[Link]] = [[]]

    @rule(kind=st.sampled_from(KINDS), data=st.data())
    def redraw(self, kind: str, data: st.DataObject) -> None:
        now = replace(self.maps[-1], on=self.maps[-1].on + dt.timedelta(1))
        rows = sheet(kind, now, lambda several: data.draw(st.sampled_from(several)))
        if not rows:
            return
        made = plan(*rows, before=now, known=self.known[-1])
        assert not made.faults + made.questions
        assert not {u.code for u in made.begins} & set(self.known[-1])
        self.maps.append(made.after)
        self.known.append(lived(self.known[-1], made))
        self.links.append(links(made))

    @precondition(lambda self: len(self.maps) > 1)
    @rule()
    def undo(self) -> None:
        for kept in (self.maps, self.known, self.links):
            kept.pop()

    @invariant()
    def every_map_is_a_tree_below_one_top(self) -> None:
        map_ = self.maps[-1]
        assert cycle(map_) == []
        assert map_.children[None] == ("30",)
        assert {u.code for u in map_.below("30")} == set(map_.units)

    @invariant()
    def what_ended_leads_only_to_what_is_there_and_by_dates_that_go_on(self) -> None:
        graph = Successions([link for several in self.links for link in several])
        for code, life in self.known[-1].items():
            assert (code in self.maps[-1].units) == (life.until is None)
            assert all(self.known[-1][other].until is None for other in graph.leads_to(code, self.maps[-1].units))
            assert all(link.on >= life.began for link in graph.successors(code))

    @invariant()
    def no_unit_is_lost_and_none_doubled(self) -> None:
        proof = prove(self.maps, [link for several in self.links for link in several], LEVELS)
        assert proof.holds, [*proof.faults, *(fault for step in proof.steps for fault in step.faults)]

    @invariant()
    def the_sum_of_a_year_is_the_same_on_every_map_and_as_then_nothing_moves(self) -> None:
        """Each lowest unit of a map has a figure that no sum of others makes; the last map is asked about all years, and all
        maps about the year of the last.
        """
        graph = Successions([link for several in self.links for link in several])
        last = self.maps[-1]
        assert grounds(last, last, graph).placed == {}
        for other in self.maps[:-1]:
            for then, now in ((other, last), (last, other)):
                figures = {c: 2**n for n, c in enumerate(c for c in then.units if not then.children.get(c))}
                found = grounds(then, now, graph)
                assert sum(value for code, value in figures.items() if "30" in found.above(code)) == sum(
                    figures.values()
                )
                assert all(len(set(found.above(code))) == len(found.above(code)) for code in figures)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=12, stateful_step_count=10, deadline=None)
