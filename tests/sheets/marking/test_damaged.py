"""Files that lack parts of what the format prescribes: marked all the same, and readable afterwards."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from khuyenhoc.sheets.limits import Refused
from khuyenhoc.sheets.marking.mark import mark
from khuyenhoc.sheets.marking.notes import Kind
from khuyenhoc.sheets.own_sheets import without_own
from khuyenhoc.sheets.reader import read_workbook
from tests.sheets.files import zipped
from tests.sheets.marking.books import lively, note, parts

PARTS = parts(lively())
XML = sorted(name for name in PARTS if name.endswith((".xml", ".rels", ".vml")))
NOTES = [
    note("B3"),
    note("C1", kind=Kind.REMARK),
    note("D9", kind=Kind.WARNING),
    note("A1", sheet="Năm trước"),
    note(""),
]


@settings(max_examples=250, deadline=None)
@given(
    part=st.sampled_from(XML),
    number=st.integers(0, 400),
    how=st.sampled_from(["element", "attributes", "text", "part"]),
)
def test_whatever_is_missing_it_is_marked_or_refused(part: str, number: int, how: str) -> None:
    changed = dict(PARTS)
    root = etree.fromstring(PARTS[part])
    elements = list(root.iter(etree.Element))
    victim = elements[number % len(elements)]
    if how == "part":
        del changed[part]
    elif how == "attributes":
        victim.attrib.clear()
    elif how == "text":
        victim.text = "�\u2028x"
    elif victim is not root:
        victim.getparent().remove(victim)
    if how != "part":
        changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    data = zipped(changed)
    try:
        before = read_workbook(data)
    except Refused:
        return
    found = mark(data, "a.xlsx", NOTES)
    after = without_own(read_workbook(found.data))
    assert len(after.sheets) == len(before.sheets)
