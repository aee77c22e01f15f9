"""`khuyenhoc article --period YEAR --html FILE [--as-of DATE]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from khuyenhoc.cli.asking import asked, collecting_unit, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.vietnamese.periods import period_words


def execute(given: argparse.Namespace) -> int:
    """Writes the article as one HTML page, every figure from the accepted returns."""
    from khuyenhoc.documents.article import draft_article, render_html
    from khuyenhoc.documents.facts import find_conference
    from khuyenhoc.rollups.queries import annual_review

    unit, as_of = given.unit or collecting_unit(given.period), map_day(given)
    review = asked(lambda: annual_review(unit, given.period, as_of), unit, given.period)
    draft = draft_article(review, find_conference(unit, given.period))
    Path(given.html).write_text(render_html(draft), encoding="utf-8")
    print(f"Đã ghi bài viết về {period_words(given.period)} vào {given.html}.")
    return DONE
