"""Loading earlier years: line by line what can be taken, all or nothing, taken back as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns.earlier.acts import Faults, load, withdraw
from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad
from khuyenhoc.returns.earlier.queries import loads, look_at
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.values import LastPeriod
from khuyenhoc.units.models import Unit
from tests.returns.earlier.tables import UNIT, faults, figures, last_period_of


def test_figures_are_stored_with_their_source_and_the_file_is_kept(office: User) -> None:
    data = figures("2022;11242;HV01;1.400", "năm 2022;xã Thanh Tùng;QK04;84.000.000", "2022;11242;KT01;Không có")
    made, preview = load(by=office, data=data, name="2022.csv", source="Báo cáo tổng kết 2022")
    rows = HistoricFigure.objects.order_by("indicator").values_list(
        "period", "unit__code", "indicator", "value", "none"
    )
    assert list(rows) == [
        ("2022", UNIT, "HV01", 1400, False), ("2022", UNIT, "KT01", None, True), ("2022", UNIT, "QK04", 84_000_000, False),
    ]  # fmt: skip
    assert {f.source for f in made.figures.all()} == {"Báo cáo tổng kết 2022"}
    assert (made.number, preview.units, preview.periods) == (3, 1, [("2022", 1, 3)])
    assert path_of(made.sha256).read_bytes() == data
    event = history("load", made.pk).get()
    assert (event.act, event.by, event.after["number"]) == ("load_earlier", office.username, 3)
    assert verify()[1] is None


def test_a_line_s_own_source_goes_before_that_of_the_table(office: User) -> None:
    header = "period,unit,indicator,value,source"
    data = figures("2022,11242,HV01,1400,Sổ hội viên", "2022,11242,HV02,50,", header=header)
    load(by=office, data=data, name="a.csv")
    assert dict(HistoricFigure.objects.values_list("indicator", "source")) == {
        "HV01": "Sổ hội viên",
        "HV02": "tệp a.csv",
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("2022;;HV01;1", "Thiếu đơn vị"),
        ("2022;99999;HV01;1", "Không có đơn vị nào mã 99999"),
        ("2022;288;HV01;1", "thành phố Hải Dương, không phải đơn vị nộp báo cáo"),
        ("2022;Minh Tân;HV01;1", "xã Minh Tân (huyện Nam Sách) hoặc phường Minh Tân (thị xã Kinh Môn)"),
        ("2022;xã Không Có;HV01;1", "Không có đơn vị nào tên là “xã Không Có”"),
        ("2022;xã Thanh Tùn;HV01;1", "có phải là xã Thanh Tùng"),
        ("22;11242;HV01;1", "Ghi năm bằng bốn chữ số"),
        (";11242;HV01;1", "Ghi năm bằng bốn chữ số"),
        ("2099;11242;HV01;1", "không phải là kỳ đã qua"),
        ("2022;11242;ZZ9;1", "không có chỉ tiêu “ZZ9”"),
        ("2022;11242;HV01;1,234", "hai cách"),
        ("2022;11242;HV01;12,5", "không phải là số nguyên"),
        ("2022;11242;HV01;mười", "không phải là số nguyên"),
        ("2022;11242;HV01;-3", "số âm"),
        ("2022;11242;QK04;36,7 tỷ", "Ghi đủ đến đồng"),
        ("2022;11242;HV01;99999999999999999999", "lớn quá mức"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_says_why_and_nothing_is_loaded(office: User, line: str, sentence: str) -> None:
    data = figures("2022;11242;HV02;50", line)
    assert list(faults(data)) == [3]
    assert sentence in faults(data)[3]
    with pytest.raises(Faults, match="Chưa nạp gì: tệp còn 1 dòng"):
        load(by=office, data=data, name="a.csv")
    assert not HistoricFigure.objects.exists()
    assert not HistoricLoad.objects.exists()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.400", 1400),
        ("1400", 1400),
        ("1 400", 1400),
        ("1400,0", 1400),
        ("0", 0),
        ("không có", None),
        ("KHONG CO", None),
    ],
)
def test_ways_to_write_a_figure(office: User, text: str, value: int | None) -> None:
    load(by=office, data=figures(f"2022;11242;HV01;{text}"), name="a.csv")
    assert HistoricFigure.objects.get().value == value


@pytest.mark.parametrize(
    "unit", [UNIT, "xã Thanh Tùng", "Thanh Tung", "Hội Khuyến học xã Thanh Tùng", "xã Thanh Tùng, huyện Thanh Miện"]
)
def test_ways_to_name_a_unit(office: User, unit: str) -> None:
    load(by=office, data=figures(f'2022;"{unit}";HV01;1'), name="a.csv")
    assert HistoricFigure.objects.get().unit.code == UNIT


def test_units_of_one_name_are_told_apart_by_their_district(office: User) -> None:
    lines = ('2022;"Minh Tân, huyện Nam Sách";HV01;1', '2022;"Minh Tân, thị xã Kinh Môn";HV01;2')
    load(by=office, data=figures(*lines), name="a.csv")
    assert HistoricFigure.objects.values("unit").distinct().count() == 2


def test_an_indicator_may_be_named_by_its_label(office: User) -> None:
    load(by=office, data=figures("2022;11242;Tổng số hội viên cuối năm;1400"), name="a.csv")
    assert HistoricFigure.objects.get().indicator == "HV01"


def test_what_is_empty_or_derived_is_left_out_and_counted(office: User) -> None:
    data = figures("2022;11242;HV01;1", "2022;11242;HV02;", "2022;11242;MH04;87,8")
    _made, preview = load(by=office, data=data, name="a.csv")
    judged = preview.judged
    assert (len(judged.added), judged.empty, judged.derived, preview.has_notes) == (1, 1, 1, True)


def test_the_same_twice_in_a_file_is_a_fault(office: User) -> None:
    assert faults(figures("2022;11242;HV01;1", "2022;xã Thanh Tùng;HV01;1")) == {
        3: "Trùng với dòng 2. Giữ lại một dòng."
    }


def test_what_stands_is_never_written_over(office: User) -> None:
    load(by=office, data=figures("2022;11242;HV01;1400"), name="a.csv", source="Sổ A")
    with pytest.raises(Refused, match="không có gì mới"):
        load(by=office, data=figures("2022;11242;HV01;1400"), name="a.csv")
    changed = figures("2022;11242;HV01;1500")
    assert "Đã có số 1.400 (nguồn: Sổ A), khác với 1.500" in faults(changed)[2]
    more = figures("2022;11242;HV01;1.400", "2022;11242;HV02;3")
    _made, preview = load(by=office, data=more, name="b.csv")
    assert (len(preview.judged.added), preview.judged.standing) == (1, 1)


def test_taken_back_as_a_whole_and_loaded_anew(office: User) -> None:
    made, _preview = load(by=office, data=figures("2022;11242;HV01;1400", "2022;11242;HV02;3"), name="a.csv")
    withdraw(by=office, load=made)
    assert last_period_of("2023") == {}
    with pytest.raises(WrongState, match="hoàn tác rồi"):
        withdraw(by=office, load=made)
    load(by=office, data=figures("2022;11242;HV01;1500"), name="b.csv")
    assert last_period_of("2023") == {UNIT: LastPeriod({"HV01": 1500})}
    assert [e.act for e in history("load", made.pk)] == ["load_earlier", "withdraw_earlier"]
    assert [(one.name, one.withdrawn_by) for one in loads()] == [("b.csv", None), ("a.csv", office)]


def test_only_the_province_s_officer_loads(person: Callable[[Role, str], User], office: User) -> None:
    data = figures("2022;11242;HV01;1400")
    made, _preview = load(by=office, data=data, name="a.csv")
    for role, unit in ((Role.COMMUNE_SECRETARY, UNIT), (Role.DISTRICT_OFFICER, "300"), (Role.PROVINCE_LEADER, "30")):
        somebody = person(role, unit)
        with pytest.raises(NotAllowed, match="nạp số liệu kỳ trước"):
            load(by=somebody, data=figures("2022;11242;HV02;3"), name="b.csv")
        with pytest.raises(NotAllowed):
            withdraw(by=somebody, load=made)
    assert HistoricFigure.objects.get().withdrawn_at is None


def test_the_database_keeps_one_figure_a_key_and_none_without_a_value(office: User) -> None:
    made, _preview = load(by=office, data=figures("2022;11242;HV01;1"), name="a.csv")
    unit = Unit.objects.get(code=UNIT)
    for wrong in (
        {"indicator": "HV01", "value": 2},
        {"indicator": "HV02"},
        {"indicator": "HV02", "value": 1, "none": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HistoricFigure.objects.create(load=made, period="2022", unit=unit, source="x", **wrong)


def test_looking_does_not_cost_more_for_more_lines(
    office: User, collection: Collection, django_assert_num_queries
) -> None:
    units = list(Unit.objects.filter(versions__level="commune").values_list("code", flat=True))
    with django_assert_num_queries(7):
        look_at(data=figures("2022;11242;HV01;1"), name="a.csv")
    with django_assert_num_queries(7):
        preview = look_at(data=figures(*(f"2022;{u};HV0{n};{n}" for u in units for n in (1, 2, 3))), name="a.csv")
    assert (len(preview.judged.added), preview.units) == (705, 235)


def test_without_a_collection_it_says_what_comes_first(db: None) -> None:
    with pytest.raises(Refused, match="Mở đợt báo cáo rồi nạp"):
        look_at(data=figures("2022;11242;HV01;1"), name="a.csv")
