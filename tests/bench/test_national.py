"""The contestants over a country's registers say the same, and the rows are the same each time."""

from __future__ import annotations

from pathlib import Path

from bench.national import BY_SQLITE_IN_ORDER, by_polars, by_scan, by_sqlite, from_kept, hand_written
from bench.national_registers import ASKED, MODELS, PROVINCES, YEARS, columns_of, in_sqlite, made

ROWS = 20_000


def test_all_say_the_same_of_the_same_rows(tmp_path: Path) -> None:
    register = made(tmp_path, ROWS)
    expected = by_scan(register)
    assert sum(expected.values()) == ROWS // len(YEARS)
    assert len(expected) <= PROVINCES * len(MODELS)
    assert from_kept(register) == by_polars(register) == hand_written(register)() == expected
    base = in_sqlite(tmp_path / "register.sqlite3", ROWS)
    assert by_sqlite(base) == by_sqlite(base, BY_SQLITE_IN_ORDER) == expected
    base.close()
    once, again = (columns_of(ASKED, 100) for _turn in range(2))
    assert all((once[name] == again[name]).all() for name in once)
