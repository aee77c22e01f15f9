"""How a line is called: by the form, reworded, abbreviated, without accents, decomposed, in capitals, broken in two lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import yaml

from khuyenhoc.vietnamese.text import without_accents
from tests.corpus.parts import FORM

Change = Callable[[str, Random], str]


@cache
def wordings() -> dict:
    return yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))


def with_hard_wordings() -> None:
    """From now on the files have the wordings too that the reader cannot tell yet."""
    for code, texts in wordings()["asked"].items():
        wordings()["alone"][code] += texts


def _broken(text: str, random: Random) -> str:
    words = text.split(" ")
    if len(words) < 3:
        return text
    at = random.randint(1, len(words) - 1)
    return " ".join(words[:at]) + "\n" + " ".join(words[at:])


CHANGES: dict[str, Change] = {
    "as is": lambda text, _: text,
    "no accents": lambda text, _: without_accents(text),
    "decomposed": lambda text, _: unicodedata.normalize("NFD", text),
    "capitals": lambda text, _: text.upper(),
    "broken": _broken,
    "spaced": lambda text, _: f"  {text.replace(' ', '  ', 1)} ",
    "colon": lambda text, _: f"{text}:",
}
PREFIXES = ["", "", "", "- ", "+ ", "• "]


def label_maker(random: Random) -> Callable[[str], str]:
    """A way to word the lines of one file."""
    source = random.choice(["form", "alone", "alone", "mixed"])
    change = CHANGES[random.choice([*CHANGES, "as is", "as is"])]
    numbered = random.choice(["", "", "", "1. ", "1) "])
    count = iter(range(1, 1000))

    def word(code: str) -> str:
        own = FORM.by_code[code].label
        alone = [
            t
            for t in wordings()["alone"].get(code, [own])
            if change is not CHANGES["no accents"] or not is_twofold(without_accents(t))
        ]
        text = own if source == "form" or (source == "mixed" and random.random() < 0.5) else random.choice(alone)
        begin = (
            numbered.replace("1", str(next(count)))
            if numbered
            else random.choice(PREFIXES)
            if source == "alone"
            else ""
        )
        return begin + change(text, random)

    return word


def changed(random: Random, text: str) -> str:
    """The text, written in another way that says the same."""
    changed = CHANGES[random.choice(list(CHANGES))](text, random)
    return text if is_twofold(changed) else changed


def is_twofold(text: str) -> bool:
    """Without accents communities and citizens have one abbreviation, which has to be asked."""
    return bool({"CD", "CDHT"} & set(re.findall(r"\w+", text.upper())))
