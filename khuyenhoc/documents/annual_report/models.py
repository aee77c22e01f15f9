"""The learning models of the whole unit: a table, and a chart of shares against the year's targets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from khuyenhoc.catalogue.spec import ModelSpec
from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.scribe import figure_cell, share_text
from khuyenhoc.documents.annual_report.tree import Bar, Cell, Chart, Column, Row, Table
from khuyenhoc.rollups.figures import AnnualReview, TargetResult
from khuyenhoc.vietnamese.numbers import format_percent
from khuyenhoc.vietnamese.text import capitalised

COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("name", "Mô hình", 45, "left"),
    Column("total", "Tổng số", 28),
    Column("registered", "Đăng ký", 28),
    Column("recognised", "Được công nhận", 30),
    Column("share", "Tỷ lệ (%)", 24),
)


def models_table(notes: Notes) -> Table:
    """One row a model: all, registered, recognised, share."""
    rows = tuple(_row(notes, number, model) for number, model in enumerate(notes.review.form.models, start=1))
    return Table("models", f"Kết quả xây dựng các mô hình học tập {notes.review.named.words}", COLUMNS, rows)


def _row(notes: Notes, number: int, model: ModelSpec) -> Row:
    codes = (model.total, model.registered, model.recognised, model.share)
    counts = (figure_cell(notes, notes.review.figures, code) for code in codes)
    return Row((Cell(str(number)), Cell(capitalised(model.title)), *counts))


def models_chart(notes: Notes) -> Iterator[Chart]:
    """Shares by model with a tick at the target; nothing where no share can be computed."""
    bars = tuple(bar for model in notes.review.form.models if (bar := _bar(notes, model)))
    if bars:
        tick = " (vạch đứng: chỉ tiêu)" if any(bar.target is not None for bar in bars) else ""
        caption = f"Tỷ lệ được công nhận theo mô hình {notes.review.named.words}{tick}"
        yield Chart(
            "models_chart", caption, f"Biểu đồ thanh ngang. {caption}: {'; '.join(map(_in_words, bars))}.", bars
        )


def _bar(notes: Notes, model: ModelSpec) -> Bar | None:
    review = notes.review
    share, text = review.figures.share.get(model.share), share_text(review, review.figures, model.share)
    if share is None or text is None:
        return None
    marks = "".join(f" ({mark})" for mark in notes.share_marks(review.figures, model.share))
    target = target_of(review, model.share)
    aim = Fraction(target.value) if target and target.value is not None else None
    return Bar(capitalised(model.title), share, text + marks, aim)


def target_of(review: AnnualReview, share: str) -> TargetResult | None:
    """The year's target whose measure is the formula of a share."""
    formula = (review.indicator(share).formula or "").replace(" ", "")
    return next((t for t in review.targets if t.measure.replace(" ", "") == formula), None)


def _in_words(bar: Bar) -> str:
    aim = f", chỉ tiêu {format_percent(bar.target, 0)} %" if bar.target is not None else ""
    return f"{bar.label} {bar.printed}{aim}"
