"""Loading earlier years: line by line what can be taken, all or nothing, taken back as a whole, and used by the checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.earlier.acts import Faults, load, withdraw
from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad, LoadedFact
from khuyenhoc.returns.earlier.queries import loads, look_at
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.situation import Situation, last_period
from khuyenhoc.returns.storage import path_of
from khuyenhoc.returns.values import LastPeriod
from khuyenhoc.units.models import Unit, UnitFact
from khuyenhoc.units.queries import facts

Draft = Callable[..., Return]
UNIT = "11242"


def figures(*lines: str, header: str = "period;unit;indicator;value") -> bytes:
    return "\n".join([header, *lines]).encode()


def villages(*lines: str, header: str = "unit;villages;from;source") -> bytes:
    return "\n".join([header, *lines]).encode()


def codes(return_: Return) -> set[str]:
    return {f.code for f in return_.findings.all()}


def faults(data: bytes) -> dict[int, str]:
    return {f.line: f.message for f in look_at(data=data, name="t.csv").judged.faults}


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


def last_period_of(period: str) -> dict[str, LastPeriod]:
    return last_period(Collection.objects.select_related("form").get(period=period))


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


@pytest.mark.parametrize(
    ("lines", "changed", "code"),
    [
        (["QK04;84.000.001"], {}, "K05"),
        (["QK04;84.000.000"], {}, None),
        (["HV01;900"], {}, "K07"),
        (["HV01;1450"], {}, None),
        (["HV03;6000"], {}, "K08"),
        (["HV03;7900"], {}, None),
        (["QK02;52.500"], {}, "K13"),
        (["QK02;50.000.000"], {}, None),
    ],
)  # fmt: skip
def test_checks_compare_with_what_was_loaded(
    office: User, draft: Draft, lines: list[str], changed: dict[str, int], code: str | None
) -> None:
    load(by=office, data=figures(*(f"2022;{UNIT};{line}" for line in lines)), name="a.csv")
    found = codes(draft(**changed))
    assert found == ({code} if code else set())


def test_last_year_s_file_sent_again_is_found(office: User, draft: Draft) -> None:
    same = {c.indicator.code: c.value for c in draft("11245").cells.select_related("indicator") if c.value}
    lines = [f"2022;{UNIT};{code};{value}" for code, value in same.items()]
    load(by=office, data=figures(*lines), name="a.csv")
    assert "K12" in codes(draft())


def test_of_the_other_years_nothing_is_compared(office: User, draft: Draft) -> None:
    load(by=office, data=figures(f"2021;{UNIT};HV01;100", "2022;11245;HV01;100"), name="a.csv")
    assert codes(draft()) == set()


def test_a_stated_none_is_compared_as_one_of_a_return_is(office: User, draft: Draft) -> None:
    load(by=office, data=figures(f"2022;{UNIT};QK04;không có", f"2022;{UNIT};HV01;không có"), name="a.csv")
    assert codes(draft()) == {"K05"}
    assert last_period_of("2023")[UNIT] == LastPeriod({"QK04": 0, "HV01": 0}, frozenset({"QK04", "HV01"}))


def test_an_accepted_return_goes_before_what_was_loaded(office: User, draft: Draft, collection: Collection) -> None:
    acts.accept(by=office, return_=acts.submit(by=office, return_=draft()))
    data = figures(f"2023;{UNIT};HV01;100", "2023;11245;HV01;200")
    _made, preview = load(by=office, data=data, name="a.csv")
    assert (preview.outshone, preview.has_notes) == (1, True)
    following = open_year(by=office, unit=collection.unit, year=2024)
    found = last_period(following)
    assert found[UNIT].values["HV01"] == 1500
    assert found["11245"] == LastPeriod({"HV01": 200})


def test_a_return_that_is_not_accepted_does_not_go_before(office: User, draft: Draft, collection: Collection) -> None:
    acts.submit(by=office, return_=draft())
    load(by=office, data=figures(f"2023;{UNIT};HV01;100"), name="a.csv")
    assert last_period(open_year(by=office, unit=collection.unit, year=2024))[UNIT] == LastPeriod({"HV01": 100})


def test_last_period_takes_two_statements(office: User, collection: Collection, django_assert_num_queries) -> None:
    load(by=office, data=figures(*(f"2022;{UNIT};HV0{n};5" for n in (1, 2, 3))), name="a.csv")
    collection = Collection.objects.select_related("form").get()
    with django_assert_num_queries(2):
        last_period(collection)


def test_looking_does_not_cost_more_for_more_lines(
    office: User, collection: Collection, django_assert_num_queries
) -> None:
    units = list(Unit.objects.filter(versions__level="commune").values_list("code", flat=True))
    with django_assert_num_queries(7):
        look_at(data=figures("2022;11242;HV01;1"), name="a.csv")
    with django_assert_num_queries(7):
        preview = look_at(data=figures(*(f"2022;{u};HV0{n};{n}" for u in units for n in (1, 2, 3))), name="a.csv")
    assert (len(preview.judged.added), preview.units) == (705, 235)


# How many villages units have


def test_villages_are_known_from_a_day_on_and_end_what_was_known(office: User, draft: Draft) -> None:
    load(by=office, data=villages("11242;20;2020;Danh mục 2020"), name="a.csv")
    load(by=office, data=villages("xã Thanh Tùng;8;01/07/2023;Nghị quyết sắp xếp thôn"), name="b.csv")
    rows = UnitFact.objects.order_by("valid_from").values_list("value", "valid_from", "valid_to", "source")
    assert list(rows) == [
        (20, dt.date(2020, 1, 1), dt.date(2023, 7, 1), "Danh mục 2020"),
        (8, dt.date(2023, 7, 1), None, "Nghị quyết sắp xếp thôn"),
    ]  # fmt: skip
    assert facts("villages", dt.date(2023, 6, 30)) == {UNIT: 20}
    assert facts("villages", dt.date(2023, 7, 1)) == {UNIT: 8}
    assert codes(draft()) == {"K10"}


def test_as_many_communities_as_villages_are_no_finding(office: User, draft: Draft) -> None:
    load(by=office, data=villages("11242;9;;"), name="a.csv")
    assert UnitFact.objects.get().valid_from == dt.date(2023, 1, 1)
    assert codes(draft(MH21=9)) == set()
    assert "K10" in codes(draft(MH21=10))


def test_a_number_put_before_another_ends_where_that_begins(office: User) -> None:
    load(by=office, data=villages("11242;12;2023;"), name="a.csv")
    load(by=office, data=villages("11242;20;2020;"), name="b.csv")
    assert list(UnitFact.objects.order_by("valid_from").values_list("value", "valid_to")) == [
        (20, dt.date(2023, 1, 1)), (12, None),
    ]  # fmt: skip


def test_taking_villages_back_opens_what_they_had_ended(office: User) -> None:
    load(by=office, data=villages("11242;20;2020;"), name="a.csv")
    second, _preview = load(by=office, data=villages("11242;15;2022;", "11242;12;2023;"), name="b.csv")
    assert LoadedFact.objects.count() == 3
    withdraw(by=office, load=second)
    assert list(UnitFact.objects.values_list("value", "valid_from", "valid_to")) == [(20, dt.date(2020, 1, 1), None)]
    assert Situation(Collection.objects.get(), office).context(UNIT).villages_known == 20


def test_the_last_loading_is_taken_back_first(office: User) -> None:
    first, _preview = load(by=office, data=villages("11242;20;2020;"), name="a.csv")
    second, _preview = load(by=office, data=villages("11242;12;2023;"), name="b.csv")
    with pytest.raises(WrongState, match=r"b\.csv"):
        withdraw(by=office, load=first)
    withdraw(by=office, load=second)
    withdraw(by=office, load=first)
    assert not UnitFact.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("11242;12;hôm qua;", "không phải là ngày"),
        ("11242;mười hai;2023;", "không phải là số nguyên"),
        ("Minh Tân;12;2023;", "Ghi mã đơn vị"),
    ],
)
def test_villages_that_cannot_be_taken(office: User, line: str, sentence: str) -> None:
    assert sentence in faults(villages("11245;8;2023;", line))[3]
    with pytest.raises(Faults):
        load(by=office, data=villages("11245;8;2023;", line), name="a.csv")
    assert not UnitFact.objects.exists()


def test_other_villages_of_the_same_day_are_a_fault(office: User) -> None:
    load(by=office, data=villages("11242;12;2023;Danh mục"), name="a.csv")
    assert "Đã có số 12 (nguồn: Danh mục), khác với 13" in faults(villages("11242;13;01/01/2023;"))[2]


def test_without_a_collection_it_says_what_comes_first(db: None) -> None:
    with pytest.raises(Refused, match="Mở đợt báo cáo rồi nạp"):
        look_at(data=figures("2022;11242;HV01;1"), name="a.csv")
