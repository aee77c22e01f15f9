"""Reading message catalogues: what stands in a .po file, and what a reader of a page sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from khuyenhoc.config.home import BASE

FOLDER = BASE / "khuyenhoc" / "config" / "locale" / "vi" / "LC_MESSAGES"
SEEN = ("aria-label", "title", "alt", "placeholder")
NOT_TEXT = ("script", "style", "svg", "template", "code")

Entry = dict[str, str]


def entries(path: Path) -> list[Entry]:
    """Each entry of a .po file: "msgid", "msgstr" and, where they are there, "msgctxt", "msgid_plural", "msgstr[0]"."""
    found: list[Entry] = []
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        entry: Entry = {}
        key = ""
        for line in part.splitlines():
            if not line or line.startswith("#"):
                continue
            if not line.startswith('"'):
                key, _, line = line.partition(" ")
            entry[key] = entry.get(key, "") + ast.literal_eval(line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def visible_texts(html: str) -> Iterator[str]:
    """What is read on a page, and what a screen reader says."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(NOT_TEXT):
        tag.extract()
    yield from soup.stripped_strings
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in SEEN if tag.get(name))
