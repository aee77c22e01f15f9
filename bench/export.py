"""A million figures out by `khuyenhoc export`, beside Django's csv over a queryset. To hold: 5 times as quick, 300 MB each.

Both with the start of their process. A queryset gives models when nothing else is said (`models_s`, `times_models`, once): the 5
times are about those. Timed in turns is the leanest that it gives, tuples of just what is needed.
Of each kind of file: `csv_mb` and so on, the most memory that the command holds, and `csv_s`, its seconds. `grown`: how many
megabytes more the whole million takes than a tenth of it. The limit is Arrow writing the finished table as CSV.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.harness import Contest, process, seconds
from bench.installed import populous
from bench.memory import peak_megabytes
from bench.populous import LAST_YEAR, TOP
from bench.workshop import KHUYENHOC, environment

COMMUNES, YEARS = 3_800, 5
"""With 53 figures each: a million and some thousands."""
KINDS = ("csv", "xlsx", "parquet")


@contextmanager
def contest(communes: int = COMMUNES, years: int = YEARS) -> Iterator[Contest]:
    with populous(communes, years) as (home, _told):
        lean, env = environment(home, lean=True), environment(home)
        outs = {kind: home / f"tat-ca.{kind}" for kind in KINDS}
        commands = {kind: asked(out, years) for kind, out in outs.items()}
        note: dict[str, Any] = {"communes": communes, "years": years}
        for kind, command in commands.items():
            note[f"{kind}_mb"] = peak_megabytes(*command, env=env)
            note[f"{kind}_s"] = round(seconds(process(*command, env=env)), 2)
        note["rows"] = rows_of(outs["parquet"])
        note["grown"] = note["csv_mb"] - peak_megabytes(*asked(home / "phan-muoi.csv", 1, 2), env=env)
        theirs = [sys.executable, "-m", "bench.django_csv", str(home / "django.csv")]
        note["models_s"] = round(seconds(process(*theirs, "models", env=lean)), 1)
        note["times_models"] = round(note["models_s"] / note["csv_s"], 1)
        yield Contest(
            ours=process(*commands["csv"], env=env),
            rivals={"Django's csv": process(*theirs, env=lean)},
            limit=("Arrow's csv", lambda: by_arrow(outs["parquet"], home / "arrow.csv")),
            note=note,
        )


def codes() -> list[str]:
    """All counted figures of the year's form."""
    from khuyenhoc.catalogue.loaders import read_catalogue

    return [indicator.code for indicator in read_catalogue().forms[0].typed]


def asked(out: Path, years: int, part: int = 1) -> tuple[str, ...]:
    """All counted figures of all communes, a row each; of `part` only the first ones."""
    every = codes()
    first = str(LAST_YEAR - years + 1)
    return (
        KHUYENHOC, "export", "--unit", TOP, "--below", "commune", "--from", first, "--to", str(LAST_YEAR),
        "--columns", "danh-sach", "--out", str(out),
        *(word for code in every[: len(every) // part] for word in ("--indicator", code)),
    )  # fmt: skip


def rows_of(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.ParquetFile(path).metadata.num_rows)


def by_arrow(source: Path, target: Path) -> None:
    import pyarrow.csv
    import pyarrow.parquet as pq

    pyarrow.csv.write_csv(pq.read_table(source), target)
