from __future__ import annotations

import zipfile
from io import BytesIO

from khuyenhoc.documents.annual_report.content import ReportContent, issuing_body, report_content
from khuyenhoc.documents.annual_report.tree import Table
from khuyenhoc.documents.templates.make_template import TARGET, make_template
from khuyenhoc.documents.templates.plan import planned
from tests.documents.factory import PARTS, part_of_a_year


def _parts(file: BytesIO | str) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("word/")}


def test_the_template_is_what_the_script_makes() -> None:
    made = BytesIO()
    make_template().save(made)
    kept, now = _parts(str(TARGET)), _parts(made)
    assert kept.keys() == now.keys()
    assert [name for name in kept if kept[name] != now[name]] == [], (
        "python -m khuyenhoc.documents.templates.make_template"
    )


def test_it_has_room_for_every_table_of_the_report(content: ReportContent) -> None:
    tables = [block for block in content.blocks if isinstance(block, Table)]
    assert [(t.key, [c.key for c in t.columns]) for t in planned().body] == [
        (t.key, [c.key for c in t.columns]) for t in tables
    ]
    parts = [part_of_a_year(*asked) for asked in PARTS]
    annexes = [content.annexes, *(report_content(review, issuing_body(review.unit)).annexes for review in parts)]
    assert [(t.key, [c.key for c in t.columns]) for t in planned().annexes] == [
        (t.key, [c.key for c in t.columns]) for found in annexes for t in found
    ]
