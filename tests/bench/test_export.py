"""What is measured against each other says the same, and how a load is summed up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench import django_csv, export, populous
from bench.pages import Asked, summed_up
from khuyenhoc.cli.main import DONE, main


@pytest.mark.django_db
def test_we_and_django_write_the_same_figures(tmp_path: Path) -> None:
    populous._filled(3, 2)
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    assert main(list(export.asked(ours, 2)[1:])) == DONE
    django_csv.main(theirs)
    # The level by its name and by its code; a list by units, or as the rows come.
    rows = [
        sorted((row[0], row[1], row[3], *row[4:]) for row in list(csv.reader(text.splitlines()))[first:])
        for text, first in ((ours.read_text(encoding="utf-8-sig"), 1), (theirs.read_text(encoding="utf-8-sig"), 0))
    ]
    in_communes = [row for row in rows[0] if row[2]]
    assert [(*row[:6], row[7]) for row in in_communes] == [(*row[:6], row[7]) for row in rows[1]]
    assert len(rows[1]) == 3 * 2 * len(export.codes())


def test_a_load_is_summed_up_by_page_and_by_when_it_was_due() -> None:
    asked = [Asked("figures", n / 1000, n != 100) for n in range(1, 101)] + [Asked("board", 0.5, True)]
    found = summed_up(asked)
    assert (found["requests"], found["errors"], found["p50_ms"], found["worst_ms"]) == (101, 1, 51.0, 500.0)
    assert found["pages"] == {"figures": 95.0, "board": 500.0}
