"""A criteria set for families with words of its own, in force beside the shipped one, which has no contents yet."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.catalogue.acts import criteria_row
from khuyenhoc.catalogue.criteria.spec import (
    CriteriaSetSpec,
    CriterionSpec,
    GroupSpec,
    ScoredIndicatorSpec,
    SettingSpec,
    WordingSpec,
)
from khuyenhoc.catalogue.models import CriteriaSet

SAID = {"status": "unverified", "source": "mẫu để thử"}


def family_set(*, groups: bool = False) -> CriteriaSetSpec:
    """Three indicators of 10, 30 and 60 points, passed at 80 (70 in disadvantaged areas), two thirds of the votes."""
    wordings = (
        WordingSpec(group="N1", text="Đọc sách mỗi tuần", **SAID),
        WordingSpec(group="N2", text="Đọc báo", **SAID),
    )
    return CriteriaSetSpec(
        code="GD-THU", model="family", title="Bộ mẫu gia đình học tập", version="thử", valid_from=dt.date(2023, 1, 1),
        points=100, thresholds={"ordinary": 80, "disadvantaged": 70}, indicator_minimum=5,
        groups=(GroupSpec(code="N1", title="Công chức", **SAID), GroupSpec(code="N2", title="Nông dân", **SAID))
        if groups else (),
        criteria=(CriterionSpec(code="T1", title="Việc học của người lớn", points=100, **SAID),),
        indicators=(
            ScoredIndicatorSpec(code="C1", title="Đọc sách", criterion="T1", points=10, wordings=wordings if groups else (),
                                evidence="Ảnh tủ sách", **SAID),
            ScoredIndicatorSpec(code="C2", title="Con cháu đi học đủ", criterion="T1", points=30, **SAID),
            ScoredIndicatorSpec(code="C3", title="Học nghề, học số", criterion="T1", points=60, **SAID),
        ),
        votes_needed=SettingSpec(value=67, **SAID), **SAID,
    )  # fmt: skip


def put_in_force(spec: CriteriaSetSpec) -> CriteriaSet:
    """Its row, beside those that are shipped."""
    return CriteriaSet.objects.create(**{**criteria_row(spec), "position": 99})
