"""Labels that go on in the row below, and figures in a cell that is merged over several lines."""

from __future__ import annotations

import pytest

from tests.returns.intake.books import CLEAN, FORM
from tests.returns.intake.grids import HEAD, LINES, sheet, understood, values

TYPED = [i.code for i in FORM.typed]
HEADER = ["TT", "Nội dung", "ĐVT", "Kết quả"]
FIRST = len(HEAD) + 1


def rows(broken: dict[str, tuple[str, str]], *, upper: bool = True) -> list[list[object]]:
    """The lines; those of `broken` on two rows, the figure on the upper or on the lower one."""
    found: list[list[object]] = []
    for number, code, label, unit, figure in LINES:
        if code in broken:
            above, below = broken[str(code)]
            beside = [unit, figure]
            found += [[number, above, *(beside if upper else [])], [None, below, *([] if upper else beside)]]
        else:
            found.append([number, label, unit, figure])
    return found


BROKEN = {
    "TC04": ("Ban khuyến học", "dòng họ"),
    "HV02": ("Số hội viên", "phát triển mới trong năm"),
    "MH03": ("Gia đình được công nhận", "gia đình học tập"),
    "HB04": ("Học sinh khó khăn", "được hỗ trợ"),
}


@pytest.mark.parametrize("code", BROKEN)
@pytest.mark.parametrize("upper", [True, False])
def test_a_label_on_two_rows_is_one(index, code, upper):
    found = understood(index, sheet([*HEAD, HEADER, *rows({code: BROKEN[code]}, upper=upper)]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def test_the_first_half_of_a_label_takes_no_other_lines_place(index):
    """Its first words alone name a line that the sender left out."""
    kept = [row for row in rows({"TC04": BROKEN["TC04"]}) if row[1] != FORM.by_code["TC03"].label]
    found = understood(index, sheet([*HEAD, HEADER, *kept]))
    assert values(found, ["TC03", "TC04"]) == {"TC03": None, "TC04": CLEAN["TC04"]}


@pytest.mark.parametrize("heading", ["các mô hình học tập", "(số liệu có xác nhận của xã)", "Ghi chú"])
def test_a_heading_or_a_note_below_a_line_is_no_part_of_it(index, heading):
    lines = [[row[0], row[2], row[3], row[4]] for row in LINES]
    at = next(n for n, row in enumerate(LINES) if row[1] == "MH01")
    found = understood(index, sheet([*HEAD, HEADER, *lines[:at], [None, heading], *lines[at:]]))
    assert values(found, TYPED) == dict(CLEAN)


def merged_over(index, first: str, count: int):
    at = next(n for n, row in enumerate(LINES) if row[1] == first)
    lines = [
        [n, label, unit, None if at < k < at + count else figure] for k, (n, _, label, unit, figure) in enumerate(LINES)
    ]
    return understood(index, sheet([*HEAD, HEADER, *lines], [((FIRST + at, 3), (FIRST + at + count - 1, 3))]))


@pytest.mark.parametrize(("first", "codes"), [("MH02", ["MH02", "MH03"]), ("KT01", ["KT01", "KT02", "KT03"])])
def test_a_figure_merged_over_several_lines_is_asked(index, first, codes):
    found = merged_over(index, first, len(codes))
    (one,) = found.returns
    (doubt,) = one.uncertain
    assert (found.outcome, list(doubt.candidates)) == ("needs_mapping", codes)
    assert doubt.at == f"Báo cáo!D{FIRST + 1 + [row[1] for row in LINES].index(first)}"
    assert str(CLEAN[first]) in doubt.sentence
    assert FORM.by_code[codes[1]].label in doubt.sentence
    assert {code: one.cells[code].value for code in codes} == dict.fromkeys(codes)


def test_a_line_that_is_merged_as_a_whole_is_read(index):
    at = next(n for n, row in enumerate(LINES) if row[1] == "MH03")
    lines = [[n, label, unit, figure] for n, _, label, unit, figure in LINES]
    merged = [((FIRST + at, c), (FIRST + at + 1, c)) for c in range(4)]
    found = understood(index, sheet([*HEAD, HEADER, *lines[: at + 1], [None] * 4, *lines[at + 1 :]], merged))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def test_parts_that_are_set_in_by_a_column_are_lines(index):
    rows = [
        [n, *((None, label) if FORM.by_code[code].part_of else (label, None)), unit, figure]
        for n, code, label, unit, figure in LINES
    ]
    found = understood(index, sheet([*HEAD, ["TT", "Nội dung", None, "ĐVT", "Kết quả"], *rows]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def test_a_count_that_no_commune_can_have_is_asked(index):
    lines = [[n, label, 30_000_000 if code == "HB01" else figure] for n, code, label, _, figure in LINES]
    found = understood(index, sheet([*HEAD, ["TT", "Nội dung", "Kết quả"], *lines]))
    (one,) = found.returns
    (doubt,) = one.uncertain
    at = f"Báo cáo!C{FIRST + 1 + [row[1] for row in LINES].index('HB01')}"
    assert (doubt.at, doubt.candidates, one.cells["HB01"].value) == (at, ("HB01",), None)
