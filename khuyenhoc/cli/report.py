"""`khuyenhoc report --period YEAR --docx FILE --pdf FILE [--as-of DATE]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from khuyenhoc.cli.asking import asked, collecting_unit, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot


def execute(given: argparse.Namespace) -> int:
    """Writes the annual report in the kinds that were asked for, both from the same figures."""
    from khuyenhoc.desk.papers import MAKERS, content_of
    from khuyenhoc.rollups.queries import annual_review

    wanted = {kind: Path(target) for kind in MAKERS if (target := getattr(given, kind))}
    if not wanted:
        raise CouldNot("Chọn ít nhất một loại tệp: --docx TỆP hoặc --pdf TỆP.")
    unit, as_of = given.unit or collecting_unit(given.period), map_day(given)
    content = content_of(asked(lambda: annual_review(unit, given.period, as_of), unit, given.period))
    for kind, target in wanted.items():
        target.write_bytes(MAKERS[kind](content))
        print(f"Đã ghi {target}.")
    return DONE
