"""A large installation, made once for each state of what makes it, and kept under `build/bench`: making it takes a minute."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.workshop import environment

ROOT = Path(__file__).parent.parent
MADE_OF = (
    "khuyenhoc/*/migrations/*.py",
    "khuyenhoc/catalogue/**/*.yaml",
    "bench/populous.py",
    "bench/country_books.py",
)
FULL = "khuyenhoc.config.settings.full"
TOLD = "told.json"


@contextmanager
def populous(communes: int, years: int) -> Iterator[tuple[Path, dict[str, str]]]:
    """A copy of the installation of `bench.populous`, gone afterwards, and what its making has printed."""
    kept = ROOT / "build" / "bench" / f"{communes}-{years}-{_state()}"
    if not kept.exists():
        _make(kept, communes, years)
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        home = shutil.copytree(kept, Path(folder) / "home")
        yield home, json.loads((home / TOLD).read_text(encoding="utf-8"))


def _make(kept: Path, communes: int, years: int) -> None:
    # Under another name until it is whole: a run that is stopped leaves nothing that the next one takes for made.
    new = kept.with_name(f"{kept.name}.{os.getpid()}")
    new.mkdir(parents=True)
    env = environment(new) | {"DJANGO_SETTINGS_MODULE": FULL}
    command = [sys.executable, "-m", "bench.populous", str(communes), str(years)]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    (new / TOLD).write_text(done.stdout.splitlines()[-1], encoding="utf-8")
    os.replace(new, kept)


def _state() -> str:
    """Of the tables, the catalogue and what fills them."""
    hashed = hashlib.sha256()
    for path in sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern)):
        hashed.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return hashed.hexdigest()[:12]
