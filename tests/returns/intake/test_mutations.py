"""Damaged files: whatever is changed in one, it is read or refused with a sentence; nothing breaks, nothing hangs."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest

from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.returns.values import Stated
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, TITLE, lines, merged_headers, official
from tests.returns.intake.files import ods, xls, xlsb

EACH = 60
LONGEST = 5.0
PAGE = [[OWNER], [TITLE], HEADER, *lines(CLEAN)]
FILES: dict[str, Callable[[], bytes]] = {
    "official": lambda: official(CLEAN), "merged": lambda: merged_headers(CLEAN),
    "ods": lambda: ods(PAGE), "xls": lambda: xls(PAGE), "xlsb": lambda: xlsb(PAGE),
}  # fmt: skip
OUTCOMES = {"read", "needs_mapping", "rejected"}


def damaged(data: bytes, rnd: random.Random) -> bytes:
    """Some bytes changed, left out, put in, or the end cut off."""
    changed = bytearray(data)
    for _ in range(rnd.choice([1, 1, 3, 10, 50])):
        at = rnd.randrange(len(changed) or 1)
        match rnd.choice(["change", "change", "leave out", "put in", "cut"]):
            case "change":
                changed[at : at + 1] = bytes([rnd.randrange(256)])
            case "leave out":
                del changed[at : at + rnd.randrange(1, 50)]
            case "put in":
                changed[at:at] = rnd.randbytes(rnd.randrange(1, 20))
            case "cut":
                del changed[at + 1 + (len(changed) - at) // 2 :]
    return bytes(changed)


def damaged_inside(data: bytes, rnd: random.Random) -> bytes:
    """A zipped file whose parts are whole again after one of them was damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rnd.choice(sorted(parts))
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {**parts, name: damaged(parts[name], rnd)}.items():
            archive.writestr(part, content)
    return again.getvalue()


def check(reading: FileReading, took: float) -> None:
    assert reading.outcome in OUTCOMES
    assert bool(reading.reason) is (reading.outcome != "read")
    assert took < LONGEST
    for one in reading.returns:
        assert set(one.cells) == set(FORM.by_code)
        assert all((c.value is None) is (c.stated is not Stated.VALUE) for c in one.cells.values())


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("damage", [damaged, damaged_inside])
def test_damaged_file_is_read_or_refused(kind, damage, read):
    data, rnd = FILES[kind](), random.Random(f"{kind}/{damage.__name__}")
    if damage is damaged_inside and not data.startswith(b"PK"):
        damage = damaged
    for _ in range(EACH):
        changed = damage(data, rnd)
        started = time.perf_counter()
        check(read(changed), time.perf_counter() - started)
