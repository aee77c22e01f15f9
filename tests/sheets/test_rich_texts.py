"""Figures of which a part is struck out or raised."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.reader import read_workbook
from tests.sheets.files import ods

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="none" '
    'style:text-line-through-type="single" style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>'
)


@pytest.mark.parametrize(
    ("spans", "error"),
    [
        ([("T1", "120"), ("T2", "135")], "120135"), ([("T2", "85"), ("T3", "1")], "851"), ([("T2", "13"), ("T2", "5")], ""),
        ([("T2", "135"), ("T3", "*")], ""),
    ],
)  # fmt: skip
def test_parts_in_an_ods_that_make_no_one_figure_are_seen(spans, error):
    text = "".join(f'<text:span text:style-name="{style}">{part}</text:span>' for style, part in spans)
    cell = f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
    data = ods([["Hội viên"]], tail=f"<table:table-row><table:table-cell/>{cell}</table:table-row>", styles=styles)
    assert read_workbook(data).sheets[0].errors == ({(1, 1): error} if error else {})
