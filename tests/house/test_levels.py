"""No code and no page names a level: what levels and their units are called is data with dates, and changes again."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.units.spec import read_levels
from tests.house.tree import PACKAGE

LEVELS = read_levels().levels
KINDS = {word for level in LEVELS for word in (*level.kinds, level.tier) if level.code != "central"}
# A city is a city in any sentence, and a name's first word in many.
NAMED = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(KINDS - {'thành phố'}, key=len, reverse=True))})(?!\w)")
NO_LEVEL = re.compile(r"(?i)xã hội")
"""Says a word of a level and means something else: society."""
COMMENT = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->|/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE
)
ALLOWED = {
    "vietnamese/names.py": "reads how people spell kinds of unit, of all times",
    "returns/intake/names.py": "reads how people spell kinds of unit in workbooks",
    "returns/intake/wording.py": "leaves the names of places out of what is read",
    "sheets/syllables.txt": "syllables by which a font of before Unicode is told",
    "units/importing/units.py": "turns the words of a source into ours, at build time",
    "demo/workbooks/names.py": "writes names as senders of 2023 did",
    "demo/workbooks/shapes/district_rows.py": "writes a heading as a sender of 2023 did",
    "theme/samples.py": "made-up contents on the page that shows the look of things",
    "theme/views.py": "the same",
    "theme/templates/theme/styles.html": "the same",
    "theme/templates/theme/styles_public.html": "the same",
}
"""Files that may, and why."""


def constants(source: str) -> Iterator[str]:
    """The texts of a module, but for what documents it."""
    tree = ast.parse(source)
    told = {
        id(statement.value)
        for node in ast.walk(tree)
        for statement in (getattr(node, "body", None) if isinstance(getattr(node, "body", None), list) else [])
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def texts(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    yield from constants(source) if path.suffix == ".py" else [COMMENT.sub(" ", source)]


def levels_in(text: str) -> list[str]:
    return NAMED.findall(NO_LEVEL.sub(" ", text))


def files() -> list[Path]:
    kinds = {".py", ".html", ".js", ".mjs", ".typ", ".txt"}
    return sorted(p for p in PACKAGE.rglob("*") if p.suffix in kinds and "migrations" not in p.parts)


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_no_code_and_no_page_names_a_level() -> None:
    named = {name(p): found for p in files() if (found := [w for text in texts(p) for w in levels_in(text)])}
    assert {path: words for path, words in named.items() if path not in ALLOWED} == {}
    assert set(ALLOWED) - set(named) == set(), "no reason outlives its file"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('X = _("Cán bộ Hội cấp huyện")', ["huyện"]),
        ('X = f"{n} Xã, phường"', ["Xã", "phường"]),
        ('def f():\n    """Of a huyện."""\n    return 1  # xã', []),
        ('X = "xây dựng xã hội học tập"', []),
        ('X = "thành phố Hải Dương"', []),
    ],
)
def test_words_of_levels_are_told_from_others(source: str, found: list[str]) -> None:
    assert [word for text in constants(source) for word in levels_in(text)] == found


def test_each_level_is_called_something() -> None:
    assert all(level.tier and level.label for level in LEVELS)
    assert {"huyện", "tỉnh", "xã"} <= KINDS
