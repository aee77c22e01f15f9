"""What one row says, and what is wrong with it."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.incoming.columns import asked_for, kind_and_name
from khuyenhoc.recognition.incoming.decisions import Named, decision_in
from khuyenhoc.recognition.incoming.rows import NOBODY, Line, line_of
from khuyenhoc.sheets.lists.found import Columns, Row

DECIDED = Named("12/QĐ-HKH", dt.date(2023, 12, 5))


def row(model=LearningModel.FAMILY, **texts):
    keys = asked_for(model).keys
    columns = Columns("DS", {key: n for n, key in enumerate(keys)}, {key: (n,) for n, key in enumerate(keys)})
    return Row(columns, 7, tuple({"name": "Lê Hoà", **texts}.get(key, "") for key in keys))


def read(model=LearningModel.FAMILY, default=NOBODY, **texts):
    return line_of(row(model, **texts), model, 2023, default, 2023)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("QĐ 12/QĐ-HKH ngày 5/12/2023", DECIDED),
        ("Quyết định số 12/QĐ-HKH ngày 05 tháng 12 năm 2023", DECIDED),
        ("12/QĐ-HKH, 5.12.2023", DECIDED),
        ("số 12 ngày 5-12-2023", Named("12", dt.date(2023, 12, 5))),
        ("12/QĐ-HKH", Named("12/QĐ-HKH")),
        ("105/2023/QĐ-UBND", Named("105/2023/QĐ-UBND")),
        ("5/12/2023", Named("", dt.date(2023, 12, 5))),
        ("31/2/2023", Named()),
        ("theo danh sách", Named()),
    ],
)
def test_decisions_in_cells(text, named):
    assert decision_in(text) == named


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ({}, None),
        ({"registered": "x"}, Status.REGISTERED),
        ({"registered": "X", "recognised": "x"}, Status.RECOGNISED),
        ({"registered": "-"}, Status.LISTED),
        ({"registered": "15/3/2023"}, None),
        ({"status": "Đạt"}, Status.RECOGNISED),
        ({"status": "KHÔNG ĐẠT", "registered": "x"}, Status.REFUSED),
        ({"status": "chuyen di"}, Status.MOVED_AWAY),
        ({"recognised": "QĐ 12/QĐ-HKH ngày 5/12/2023"}, Status.RECOGNISED),
    ],
)
def test_what_a_row_says_of_the_year(texts, status):
    found = read(default=DECIDED, **texts)
    if texts.get("registered") == "15/3/2023":
        assert "Không hiểu “15/3/2023”" in found[0].text
    else:
        assert (found.status, found.decision) == (status, DECIDED if status == Status.RECOGNISED else NOBODY)


def test_a_whole_row():
    found = read(name=" Lê  Hoà", village="Thôn Đông", house="ngõ 3", status="đạt", score="92",
                 decision="QĐ 12/QĐ-HKH ngày 5/12/2023")  # fmt: skip
    assert found == Line(7, "DS!A7", "Lê Hoà", "Thôn Đông", "", "ngõ 3", None, Status.RECOGNISED, 92, DECIDED)
    assert read(LearningModel.CITIZEN, birth_year="12/3/1958").birth_year == 1958


@pytest.mark.parametrize(
    ("texts", "at", "said"),
    [
        ({"name": ""}, "DS!A7", "Thiếu tên."),
        ({"name": "1234"}, "DS!A7", "“1234” không phải là tên."),
        ({"name": "A" * 121}, "DS!A7", "Dài quá 120 chữ."),
        ({"status": "hơi hơi"}, "DS!E7", "Không hiểu “hơi hơi”."),
        ({"score": "chín"}, "DS!F7", "không phải là số nguyên"),
        ({"score": "101"}, "DS!F7", "nằm ngoài khoảng 0 đến 100"),
        ({"status": "đạt"}, "DS!G7", "không có số quyết định"),
        ({"status": "đạt", "decision": "12/QĐ-HKH"}, "DS!G7", "thiếu ngày"),
        ({"status": "đạt", "decision": "12/QĐ-HKH ngày 1/1/2022"}, "DS!G7", "không thuộc năm 2023"),
    ],
)
def test_what_is_wrong_with_a_row(texts, at, said):
    (fault,) = read(**texts)
    assert fault.row == 7
    assert said in fault.text
    keys = asked_for(LearningModel.FAMILY).keys
    expected = {"DS!A7": "name", "DS!E7": "status", "DS!F7": "score", "DS!G7": "decision"}[at]
    assert fault.at == f"DS!{chr(ord('A') + keys.index(expected))}7"


def test_years_of_birth():
    assert "Ghi bốn chữ số" in read(LearningModel.CITIZEN, birth_year="58")[0].text
    assert "không hợp lý" in read(LearningModel.CITIZEN, birth_year="1902")[0].text
    assert read(LearningModel.CITIZEN, birth_year="1903").birth_year == 1903


@pytest.mark.parametrize("model", LearningModel)
def test_each_model_asks_for_names(model):
    assert [column.key for column in asked_for(model).columns if column.needed] == ["name"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thôn  Đông", ("thôn", "Đông")), ("TDP số 3", ("tổ dân phố", "số 3")), ("KDC: Bình Minh", ("thôn", "KDC: Bình Minh")),
        ("Khu dân cư 5", ("khu dân cư", "5")), ("Đoài", ("thôn", "Đoài")), ("Thôn", ("thôn", "Thôn")),
    ],
)  # fmt: skip
def test_villages_by_kind_and_name(text, found):
    assert kind_and_name(text) == found


def test_a_row_that_is_struck_out_is_no_entry():
    keys = asked_for(LearningModel.FAMILY).keys
    (fault,) = line_of(replace(row(), struck=True), LearningModel.FAMILY, 2023, NOBODY, 2023)
    assert (fault.row, fault.at) == (7, f"DS!{chr(ord('A') + list(keys).index('name'))}7")
    assert "gạch bỏ" in fault.text
