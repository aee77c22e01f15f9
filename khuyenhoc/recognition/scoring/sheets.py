"""The sheet on which an entry scores itself: by which criteria, what it answered, what it may still change. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.spec import Area, CriteriaSetSpec, GroupSpec, ScoredIndicatorSpec
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.rules import BEFORE_MEETING
from khuyenhoc.recognition.scoring.areas import area_of_standing
from khuyenhoc.recognition.scoring.models import Draft, Evidence
from khuyenhoc.recognition.verdicts import Scores, Verdict, judge


@dataclass(frozen=True)
class Sheet:
    """`criteria`: those in force today, None where the model has none; `draft`: what was answered, None before the first page."""

    standing: Standing
    area: Area
    criteria: CriteriaSetSpec | None
    draft: Draft | None
    evidence: Sequence[Evidence]

    @property
    def is_open(self) -> bool:
        """Whether points can be given and changed now."""
        return self.criteria is not None and self.criteria.is_scored and self.standing.status in BEFORE_MEETING

    @property
    def indicators(self) -> Sequence[ScoredIndicatorSpec]:
        return self.criteria.indicators if self.criteria else ()

    @property
    def points(self) -> Mapping[str, int]:
        """What was answered, of the indicators that the criteria of today have."""
        said = self.draft.points if self.draft else {}
        return {i.code: said[i.code] for i in self.indicators if i.code in said}

    @property
    def group(self) -> GroupSpec | None:
        """The occupational group that was chosen; None before, and where the criteria know none."""
        code = self.draft.group if self.draft else ""
        return next((g for g in (self.criteria.groups if self.criteria else ()) if g.code == code), None)

    @property
    def asks_group(self) -> bool:
        """Whether the group has to be asked: the criteria have some, and none was chosen."""
        return bool(self.criteria and self.criteria.groups) and self.group is None

    @property
    def total(self) -> int:
        return sum(self.points.values())

    @property
    def missing(self) -> list[ScoredIndicatorSpec]:
        """Those without an answer, in their order."""
        return [i for i in self.indicators if i.code not in self.points]

    def proofs(self, indicator: str) -> list[Evidence]:
        return [e for e in self.evidence if e.indicator == indicator]

    def verdict(self) -> Verdict | None:
        """What the points come to by the criteria today; None where there are no criteria."""
        if self.criteria is None:
            return None
        points = {i.code: self.points.get(i.code) for i in self.indicators}
        return judge(self.criteria, Scores(points, self.area, self.group.code if self.group else ""), clock.today())


def sheet_of(standing: Standing) -> Sheet:
    """Four statements. `standing` with its entry and unit."""
    area = area_of_standing(standing)
    criteria = criteria_of(standing.model, standing.entry.scope, area, clock.today())
    draft = Draft.objects.filter(standing=standing).first()
    return Sheet(standing, area, criteria, draft, list(Evidence.objects.filter(standing=standing)))
