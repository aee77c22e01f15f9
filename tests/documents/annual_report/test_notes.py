from __future__ import annotations

from dataclasses import replace

from khuyenhoc.documents.annual_report.content import ReportContent
from khuyenhoc.documents.annual_report.notes import take_notes
from khuyenhoc.documents.annual_report.tree import Paragraph
from khuyenhoc.rollups.figures import Flag
from tests.documents.factory import annual_review


def test_notes_follow_the_order_of_the_form() -> None:
    notes = take_notes(annual_review())
    assert notes.numbers == {("MH21", "K10"): 1, ("MH33", "K09"): 2}
    assert notes.texts[0].endswith("có thể đã đếm một loại khác. Mức so sánh chưa được kiểm chứng.")
    assert notes.texts[1].startswith("126.062 trên 126.065 (99,998")
    assert notes.texts[1].endswith("Cùng nhận xét ở 247 đơn vị cấp dưới.")


def test_a_mark_stands_at_the_figure_and_at_nothing_else() -> None:
    review = annual_review()
    notes = take_notes(review)
    marked = {code: notes.marks(review.figures, code) for code in review.form.by_code}
    assert {code: marks for code, marks in marked.items() if marks} == {"MH21": (1,), "MH33": (2,)}
    assert notes.share_marks(review.figures, "MH24") == (1,)
    assert notes.share_marks(review.figures, "MH04") == ()


def test_what_only_a_commune_carries_is_counted() -> None:
    review = annual_review()
    commune = review.communes["288"][0]
    odd = replace(commune, flags=(*commune.flags, Flag("MH13", "K09", "3 trên 3", verified=True)))
    communes = {**review.communes, "288": (odd, *review.communes["288"][1:])}
    notes = take_notes(replace(review, communes=communes))
    number = notes.numbers["MH13", "K09"]
    assert number == 1
    assert notes.texts[0] == (
        "Dòng họ được công nhận dòng họ học tập: cần xem lại (gần như toàn bộ được công nhận). Có ở 1 đơn vị cấp dưới."
    )
    assert notes.marks(odd, "MH13") == (1,)


def test_no_flags_no_notes() -> None:
    review = annual_review()
    plain = replace(review, figures=replace(review.figures, flags=()), districts=(), communes={})
    assert take_notes(plain).texts == ()


def test_the_marks_stand_in_the_text_and_in_the_tables(content: ReportContent) -> None:
    marked = [
        (run.text, run.marks)
        for block in content.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.marks
    ]
    assert marked == [("105.220/107.315", (1,)), ("126.062/126.065", (2,))]
    communes = content.annexes[1]
    at = [column.key for column in communes.columns].index("MH33")
    assert {row.cells[at].marks for row in communes.rows} == {(2,)}
