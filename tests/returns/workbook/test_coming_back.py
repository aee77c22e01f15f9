"""A workbook of ours comes back: known by its signature, read exactly whatever program saved it; forged, not believed."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc.returns.identity import Identity, Seal, identity_in, signed
from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.returns.values import Stated
from khuyenhoc.returns.workbook.layout import RECKONING, SHEET, Column
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.sheets.reader import read_workbook
from tests.fixtures import CLEAN
from tests.returns.workbook.cases import LAST, at_random
from tests.returns.workbook.filling import COLLECTION, FORM, KEY, Row, cells, content, filled, last_period
from tests.returns.workbook.strangers import FORMULAS, by_openpyxl, of_formulas, of_parts, with_content

pytestmark = pytest.mark.xdist_group("workbook coming_back")
"""LibreOffice reckons their files once for all of them."""
THANH_TUNG, LE_HONG = "11242", "11266"
SEAL = Seal(KEY, COLLECTION)
FILLED: Row = {**CLEAN, "KT01": Stated.NONE, "TC06": 0}
REASONS = {"MH33": "Đã đối chiếu với quyết định công nhận.", "QK02": "Có nhà tài trợ mới.", "HB01": "-"}


@pytest.fixture
def read(index):
    def read_bytes(data: bytes, name: str = "x.xlsx", seal: Seal | None = SEAL) -> FileReading:
        return read_file(data, FORM, index, "2023", name, seal=seal)

    return read_bytes


def only(reading: FileReading):
    assert len(reading.returns) == 1, reading.reason
    return reading.returns[0]


def stated(reading: FileReading) -> dict[str, tuple[Stated, int | None]]:
    return {
        c: (cell.stated, cell.value) for c, cell in only(reading).cells.items() if c in {i.code for i in FORM.typed}
    }


def wanted(row: Row) -> dict[str, tuple[Stated, int | None]]:
    return {code: (cell.stated, cell.value) for code, cell in cells(row).items()}


def changed(data: bytes, **texts: str) -> bytes:
    """The workbook with other texts in cells of the sheet that is filled in."""
    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    for address, text in texts.items():
        book[SHEET][address] = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def home_again(reckoned) -> dict[str, bytes]:
    """The same workbook as it comes back through several programs, and some of others."""
    data = filled(workbook(content(last=last_period(LAST))), FILLED, REASONS)
    old = reckoned({"a": data, "parts": of_parts()}, "xls")
    ods = reckoned({"a": data, "by it": by_openpyxl(of_formulas()), "by nobody": of_formulas()}, "ods")
    return {
        "openpyxl": data, "xlsx": reckoned({"a": data})["a"], "ods": ods["a"], "xls": old["a"],
        "xlsx again": reckoned({"a": ods["a"]}, of="ods")["a"], "parts in an xls": old["parts"],
        "reckoned by it": ods["by it"], "reckoned by nobody": ods["by nobody"],
    }  # fmt: skip


@pytest.mark.parametrize("way", ["openpyxl", "xlsx", "ods", "xls", "xlsx again"])
def test_it_is_known_and_read_exactly_whatever_program_saved_it(home_again, read, way):
    reading = read(home_again[way], "Không nói gì.bin")
    found = only(reading)
    assert (reading.outcome, reading.reason, found.unit, found.note) == ("read", "", THANH_TUNG, "")
    assert stated(reading) == wanted(FILLED)
    assert found.reasons == {code: text for code, text in REASONS.items() if text != "-"}
    assert all(cell.at.startswith(f"{SHEET}!E") for cell in found.cells.values())


def test_parts_of_a_text_are_seen_in_an_xls_of_another_program(home_again):
    [sheet] = read_workbook(home_again["parts in an xls"]).sheets
    assert sheet.errors == {(0, 1): "120 135", (1, 1): "851", (2, 1): "185", (404, 1): "78"}


def test_formulas_in_an_ods_are_believed_where_they_are_so_and_reckoned_where_nobody_did(home_again):
    data = home_again["reckoned by it"]
    [kept, _], [ours, _] = (read_workbook(home_again[f"reckoned by {who}"]).sheets for who in ("it", "nobody"))
    assert (kept.errors, ours.errors) == ({}, {(len(FORMULAS), 0): "=ROUND(D1/3;1)"})
    values = [row[0] for row in kept.rows[1:]]
    assert [*values[:2], values[-1]] == [1234568.49, 0, 411522.6]
    assert [row[0] for row in ours.rows[1:-1]] == pytest.approx(values[:-1], rel=1e-14)
    [stale, _] = read_workbook(with_content(data, 'office:value="1234568.49"', 'office:value="1234567.49"')).sheets
    assert stale.errors == {(1, 0): "=SUM(A1:D1)"}
    [missing, _] = read_workbook(with_content(data, ' office:value-type="float" office:value="1234568.49"', "")).sheets
    assert (missing.errors, missing.at(1, 0)) == ({}, 1234568.49)


def test_every_line_is_read_beside_its_explanation(read):
    reading = read(filled(workbook(content()), {i.code: n for n, i in enumerate(FORM.typed, start=100)}), seal=None)
    assert only(reading).uncertain == ()
    assert stated(reading) == {i.code: (Stated.VALUE, n) for n, i in enumerate(FORM.typed, start=100)}


def test_what_has_not_been_filled_in_is_blank(read):
    reading = read(workbook(content(last=last_period(LAST))))
    assert {cell.stated for cell in only(reading).cells.values()} == {Stated.BLANK}
    assert only(reading).unit == THANH_TUNG


@pytest.mark.parametrize("case", [*at_random(8, seed=7)], ids=lambda case: case.name)
def test_whatever_is_typed_comes_back(case, read):
    assert stated(read(filled(workbook(content(last=case.last)), case.row))) == wanted(case.row)


def test_the_reason_for_the_whole_return_is_read(read):
    data = filled(workbook(content(last=last_period(LAST))), FILLED, {"Toàn bộ báo cáo": "Năm nay đúng như năm trước."})
    assert only(read(data)).reasons == {"": "Năm nay đúng như năm trước."}


# Whose it is


def test_a_signature_tells_units_of_one_name_apart(read):
    data = changed(workbook(content("11293")), A2="Hội Khuyến học xã Hồng Phong")
    assert (only(read(data)).unit, only(read(data, seal=None)).unit) == ("11293", None)


def test_a_signature_tells_the_unit_where_nothing_else_does(read):
    data = changed(workbook(content()), A2="")
    assert (only(read(data)).unit, only(read(data, seal=None)).unit) == (THANH_TUNG, None)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("x.xlsx", {"A2": "Hội Khuyến học xã Lê Hồng, huyện Thanh Miện"}), ("xa Le Hong.xlsx", {}), ("Xã Lê Hồng/x.xlsx", {}),
        ("x.xlsx", {"A2": "Hội Khuyến học xã Hồng Phong"}), ("x.xlsx", {"A2": "Hội Khuyến học xã Không Có Thật"}),
        ("x.xlsx", {"A2": "Mã đơn vị", "B2": LE_HONG}), ("x.xlsx", {"A2": "Hội Khuyến học xã Thanh Tùng, huyện Ninh Giang"}),
    ],
)  # fmt: skip
def test_a_signature_that_the_eye_contradicts_is_asked_about(read, name, texts):
    data = workbook(content())
    if texts:
        book = openpyxl.load_workbook(BytesIO(data))
        book[SHEET].unmerge_cells("A2:F2")
        out = BytesIO()
        book.save(out)
        data = changed(out.getvalue(), **texts)
    found = only(read(data, name))
    assert (found.unit, found.outcome, found.units[0]) == (None, "needs_mapping", THANH_TUNG)
    assert "Thanh Tùng" in found.reason


@pytest.mark.parametrize(
    "name", ["huyen Thanh Mien/x.xlsx", "BC Thanh Mien.xlsx", "xa Thanh Tung (ban sua).xlsx", "x.xlsx"]
)
def test_what_names_the_district_or_the_unit_itself_is_no_contradiction(read, name):
    assert only(read(workbook(content()), name)).unit == THANH_TUNG


@pytest.mark.parametrize("made_by", [b"another installation's key, as long", KEY])
def test_a_signature_that_is_not_ours_is_set_aside_with_a_note(read, made_by):
    data = workbook(content(key=made_by, signed_for=LE_HONG))
    if made_by == KEY:
        book = openpyxl.load_workbook(BytesIO(data))
        book[RECKONING]["A1"] = book[RECKONING]["A1"].value[:-3] + "abc"
        out = BytesIO()
        book.save(out)
        data = out.getvalue()
    found = only(read(data))
    assert (found.unit, found.outcome) == (THANH_TUNG, "read"), "the normal reading decides"
    assert found.note.startswith("Dấu nhận dạng trong tệp không phải do hệ thống này lập")


def test_a_true_signature_of_another_unit_is_asked_about(read):
    found = only(read(workbook(content(signed_for=LE_HONG))))
    assert (found.unit, found.units) == (None, (LE_HONG, THANH_TUNG))


def test_two_signatures_are_both_set_aside(read):
    book = openpyxl.load_workbook(BytesIO(workbook(content())))
    book[RECKONING]["B2"] = content(LE_HONG).token
    out = BytesIO()
    book.save(out)
    found = only(read(out.getvalue()))
    assert (found.unit, "nhiều đơn vị" in found.note) == (THANH_TUNG, True)


def test_a_unit_that_is_gone_is_read_by_its_name(read):
    token = signed(Identity("99999", FORM.code, FORM.version, COLLECTION), KEY)
    book = openpyxl.load_workbook(BytesIO(workbook(content())))
    book[RECKONING]["A1"] = token
    out = BytesIO()
    book.save(out)
    found = only(read(out.getvalue()))
    assert (found.unit, "99999" in found.note) == (THANH_TUNG, True)


def test_the_workbook_of_another_collection_is_refused(read):
    reading = read(filled(workbook(content(collection="BC-NAM-2022")), FILLED))
    assert (reading.outcome, reading.returns) == ("rejected", ())
    assert reading.reason.startswith("Biểu mẫu này được lập cho đợt BC-NAM-2022, còn đợt này là BC-NAM-2023.")


def test_the_hidden_sheet_that_somebody_shows_is_not_read_as_figures(read):
    book = openpyxl.load_workbook(BytesIO(filled(workbook(content()), FILLED)))
    book[RECKONING].sheet_state = "visible"
    out = BytesIO()
    book.save(out)
    assert stated(read(out.getvalue())) == wanted(FILLED)


def test_other_peoples_columns_of_reasons_are_read_too(read):
    data = changed(filled(workbook(content()), FILLED), G5="Giải trình tăng, giảm", G8="Tách chi hội.")
    assert only(read(data)).reasons == {"TC02": "Tách chi hội."}
    assert only(read(changed(data, G5="Ghi chú"))).reasons == {}
    assert Column.REASON == 6


# The signature itself


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=60), st.binary(min_size=16, max_size=40))
def test_no_text_is_an_identity(token, key):
    assert identity_in(token, key) is None


@given(st.builds(Identity, st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)))
def test_an_identity_comes_back_with_its_own_key_alone(identity):
    token = signed(identity, KEY)
    assert identity_in(token, KEY) == identity
    assert identity_in(token, b"another key that is long enough 1") is None
