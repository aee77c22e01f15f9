"""What holds for every file: its size, its locks, and that it knows no machine."""

from __future__ import annotations

import json
import re

import pytest

from tests.house.tree import PACKAGE, ROOT, files

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LARGEST = 250
PLACES = re.compile(r"(?<![\w.])/(?:work|root|home|Users|opt)/\w")
EXPECTED_PLACES = {"docs/quan-tri.md"}


def relative(path):
    return path.relative_to(ROOT).as_posix()


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def code_files():
    kinds = {".py", ".html", ".js", ".mjs", ".scss", ".typ", ".toml", ""}
    return [p for p in files() if p.suffix in kinds and "migrations" not in p.parts and "tests" not in p.parts]


def test_files_are_small():
    assert {relative(p): lines(p) for p in code_files() if lines(p) > LARGEST} == {}


def test_files_know_no_machine():
    named = [relative(p) for p in files() if PLACES.search(p.read_text(encoding="utf-8"))]
    assert set(named) - EXPECTED_PLACES == set()


def test_a_period_is_named_by_its_own_words():
    """ "năm" before a period that is filled in would be wrong for half a year and for a quarter."""
    by_hand = re.compile(
        r"(?i)(?<!\w)năm (?:%\((?:period|year)\)s|\{\{ *(?:\w+\.)*period|\$?\{(?:[\w.()]+\.)*period\}?)"
    )
    named = [(relative(p), found[0]) for p in code_files() for found in by_hand.finditer(p.read_text(encoding="utf-8"))]
    assert named == [("khuyenhoc/returns/intake/sentences.py", "năm %(year)s")]  # a year that a title states


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_lock_has_a_hash_for_everything_and_no_host(lock):
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    assert [
        e for e in entries if not re.match(r"[\w.\-\[\]]+==\S+ (?:; .+)?\\\n", e) or "--hash=sha256:" not in e
    ] == []
    assert "://" not in text
    assert "--index" not in text


def test_every_requirement_is_locked():
    for lock in LOCKS:
        wanted = [
            re.split(r"[\[<>=]", line)[0].lower()
            for line in lock.with_suffix(".in").read_text(encoding="utf-8").split("\n")
            if line and not line.startswith("-r")
        ]
        assert [w for w in wanted if f"\n{w}==" not in "\n" + lock.read_text(encoding="utf-8")] == []


def test_lock_of_the_assets_names_no_host():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []


def test_data_of_the_package_is_packed():
    """Every kind of file beside the code stands in pyproject's package-data."""
    import tomllib

    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = {pattern.rsplit(".", 1)[-1] for pattern in document["tool"]["setuptools"]["package-data"]["*"]}
    kinds = {p.suffix[1:] for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts} - {"py", ""}
    assert kinds - packed == set()
