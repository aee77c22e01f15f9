"""Lines that name several indicators, or hold their figures themselves."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.joint import piece_in, stated_label
from khuyenhoc.sheets.view import Piece
from tests.returns.intake.books import CLEAN, FORM
from tests.returns.intake.grids import HEAD, LINES, OTHERS, sheet, understood, values

TYPED = [i.code for i in FORM.typed]
SHORT = ["GĐHT", "DHHT", "Cộng đồng học tập", "ĐVHT", "Công dân học tập"]


def paired(label: str, figures: str, *, apart: bool) -> list[list[object]]:
    rows: list[list[object]] = [["Nội dung", "Kết quả"], *[[row[2], row[4]] for row in OTHERS]]
    for model, short in zip(FORM.models, SHORT, strict=True):
        pair = figures.format(CLEAN[model.registered], CLEAN[model.recognised])
        rows.append([FORM.by_code[model.total].label, CLEAN[model.total]])
        rows.append([label.format(short), pair] if apart else [f"{label.format(short)}: {pair}", None])
    return rows


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("{} đăng ký/công nhận", "{}/{}"), ("{} (đăng ký/được công nhận)", "{} / {}"), ("Đăng ký/công nhận {}", "{}/{}"),
        ("Số {} đăng ký / số được công nhận", "{}/{}"),
    ],
)  # fmt: skip
def test_two_indicators_in_one_line(index, label, figures, apart):
    found = understood(index, sheet([*HEAD, *paired(label, figures, apart=apart)]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))
    assert len({found.returns[0].cells[m.registered].at for m in FORM.models}) == len(FORM.models)


def test_three_indicators_under_the_row_of_their_model(index):
    rows: list[list[object]] = [["Nội dung", "Kết quả"], *[[row[2], row[4]] for row in OTHERS]]
    for m in FORM.models:
        together = f"{CLEAN[m.total]}/{CLEAN[m.registered]}/{CLEAN[m.recognised]}"
        rows += [[m.title.capitalize()], ["Tổng số/đăng ký/công nhận", together]]
    found = understood(index, sheet([*HEAD, *rows]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


@pytest.mark.parametrize("spell", ["{label}: {figure}", "- {label} = {figure}", "{label}: {figure} {unit}"])
def test_a_sheet_of_nothing_but_labels_that_hold_their_figures(index, spell):
    rows = [[spell.format(label=row[2], figure=row[4], unit=row[3])] for row in LINES]
    found = understood(index, sheet([*HEAD, *rows]))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


@pytest.mark.parametrize("figures", ["2100", "2100/1800/90", "2100-1800", "khoảng 2100/1800"])
def test_as_many_figures_as_indicators_or_it_is_asked(index, figures):
    rows = [["Nội dung", "Kết quả"], ["GĐHT đăng ký/công nhận", figures], *[[row[2], row[4]] for row in OTHERS]]
    found = understood(index, sheet([*HEAD, *rows]))
    assert (found.outcome, values(found, ["MH02", "MH03"])) == ("needs_mapping", {"MH02": None, "MH03": None})


@pytest.mark.parametrize(("said", "outcome"), [("11", "read"), ("11 chi hội", "read"), ("12", "needs_mapping")])
def test_a_note_that_says_a_figure_again_must_not_say_another(index, said, outcome):
    rows = [["Nội dung", "Kết quả"], *[[row[2], row[4]] for row in LINES], [f"Số chi hội khuyến học: {said}", None]]
    found = understood(index, sheet([*HEAD, *rows]))
    assert (CLEAN["TC02"], found.outcome) == (11, outcome)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("GĐHT đăng ký/công nhận: 2100/1800", "GĐHT đăng ký/công nhận"),
        ("Trong đó: ban KH dòng họ: 12", "Trong đó: ban KH dòng họ"),
        ("Số dư: 36,7 triệu", "Số dư"), ("Ngày 12: không", ""), ("Dân số", ""), ("Điện thoại: 0912 345 678", "Điện thoại"),
    ],
)  # fmt: skip
def test_label_that_holds_its_figures(text, label):
    assert stated_label(text) == label


@pytest.mark.parametrize(
    ("content", "piece", "figure"),
    [
        ("2100/1800", Piece(1, 2), "1800"), ("A/b: 2.100 / 1.800", Piece(0, 2), "2.100"), ("2100", Piece(0, 2), ""),
        (2100, Piece(0, 2), ""),
        ("Số dư: 36,7 triệu", Piece(0, 1), "36,7 triệu"),
    ],
)  # fmt: skip
def test_one_figure_of_a_cell(content, piece, figure):
    assert piece_in(content, piece) == figure
