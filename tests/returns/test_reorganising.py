"""Who may redraw the map, and that it stands once returns of its new units are accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.returns import acts
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reorganising import apply, keep_draft, undo
from khuyenhoc.units.models import Reorganisation, Unit
from khuyenhoc.units.planning import StandsOn

ON = dt.date(2023, 6, 1)
ROWS = [["Mã cũ", "Đơn vị mới"], ["11242", "xã Tùng Lâm"], ["11245", "xã Tùng Lâm"]]


def keep(by: User) -> Reorganisation:
    return keep_draft(by=by, rows=ROWS, on=ON, source="phụ lục", decision="1/NQ")[0]


@pytest.mark.parametrize(("role", "unit"), [(Role.COMMUNE_SECRETARY, "11242"), (Role.DISTRICT_OFFICER, "300")])
def test_only_the_province_redraws_its_map(person: Callable[..., User], office: User, role: Role, unit: str) -> None:
    somebody = person(role, unit)
    with pytest.raises(NotAllowed, match="không có quyền sáp nhập"):
        keep(somebody)
    plan = keep(office)
    with pytest.raises(NotAllowed):
        apply(by=somebody, plan=plan)
    assert Unit.objects.filter(code="11242-2023").count() == 0
    apply(by=office, plan=plan)
    with pytest.raises(NotAllowed):
        undo(by=somebody, plan=plan)
    assert Reorganisation.objects.get().state == "applied"


def test_a_plan_is_undone_until_a_return_of_a_new_unit_is_accepted(
    office: User, collection: Collection, draft: Callable[..., Return]
) -> None:
    plan = keep(office)
    apply(by=office, plan=plan)
    undo(by=office, plan=plan)
    plan = keep(office)
    apply(by=office, plan=plan)
    return_ = draft("11242-2023")
    with pytest.raises(StandsOn, match="Gỡ ra trước"):
        undo(by=office, plan=plan)
    acts.accept(by=office, return_=acts.submit(by=office, return_=return_))
    with pytest.raises(StandsOn) as refused:
        undo(by=office, plan=plan)
    assert refused.value.reasons == (
        "Báo cáo của xã Tùng Lâm trong đợt BC-NAM-2023 đã được chấp nhận. Muốn trở lại như trước thì lập phương án ngược.",
    )


def test_a_collection_after_it_is_owed_by_the_units_of_its_day_under_whatever_name(office: User) -> None:
    rows = [["Mã cũ", "Đơn vị mới"], *ROWS[1:], ["11248", "xã Tên Mới"]]
    plan, _drawn = keep_draft(by=office, rows=rows, on=dt.date(2024, 6, 1), source="phụ lục", decision="1/NQ")
    apply(by=office, plan=plan)
    opened = open_year(by=office, unit=Unit.objects.get(code="30"), year=2024)
    owing = set(opened.obligations.values_list("unit__code", flat=True))
    assert (len(owing), owing & {"11242", "11245", "11242-2024", "11248"}) == (234, {"11242-2024", "11248"})
