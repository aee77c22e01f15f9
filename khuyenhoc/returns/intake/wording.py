"""A label taken apart: its numbering, a code in it, and the notions that it names, whatever words it names them with."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from khuyenhoc.returns.intake.spelling import respelled
from khuyenhoc.returns.intake.words import folded, words
from khuyenhoc.sheets.grid import Content
from khuyenhoc.vietnamese.money import unit_factor
from khuyenhoc.vietnamese.text import fold, normalise

_NUMBERING: Final = re.compile(
    r"(?:(?P<roman>[IVX]{1,5})|(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})|(?P<letter>[A-Za-zĐđ]))\s*(?:[.):]|\s[-–])\s*(?=\D)"
)
_DASH: Final = re.compile(r"[-–—+*•○●▪✓➢]+\s*(?=\S)")
_CODE: Final = re.compile(r"[\[(]?([A-Z]{2}\d{2,3})[\])]?(?:[\s.:–-]+(?=\S)|$)")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_FOOTNOTE: Final = re.compile(r"(?:\*+|\(\*+\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")
_LAST_DAY: Final = re.compile(
    r"(?:tính\s+)?(?:(?:đến|tới|den|toi)\s+)?(?:hết\s+|het\s+)?(?:ngày\s+|ngay\s+)?31\s*[/.-]\s*12(?:\s*[/.-]\s*(\d{4}))?(?!\d)",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(r"(?<!\w)(tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn)((?:\s+[^\W\d_]+){1,3})")
_TICKED: Final = "có"
_THOUSANDS: Final = re.compile(r"(?<![\d.,])1(?:[. ]?000){1,3}(?![\d.,])")
_TWOFOLD: Final = (" nam", " tang")
# "hoi vien nam" are men, "hoi vien trong nam" are this year's.
_AT_THE_END: Final = re.compile(r"(?<!trong)(?<!ca) (?:nam|tang)$")
_MARKS: Final = re.compile(r"[^\w%-]+|(?<!\w)-|-(?!\w)")
_LEAD_OF_MEASURE: Final = re.compile(r"^(?:đơn vị(?: tính)?|đvt|tính bằng)\s*:?\s*", re.IGNORECASE)


class Wording(Struct, frozen=True):
    """`bag`: the notions named, fillers left out. `level`: how deep its numbering is (None: no numbering, 9: a dash).

    `code`: an indicator's code that stands before the words. `counts`: whether it says "số". `measure`: a unit of
    measure in brackets, "". `counted`: the notion that it counts first, "" where it says no "số". `filler`: all
    that it says, folded, where that names no notion.
    """

    bag: frozenset[str]
    code: str = ""
    level: int | None = None
    counts: bool = False
    measure: str = ""
    counted: str = ""
    filler: str = ""


@lru_cache(maxsize=16384)
def wording(text: str) -> Wording:
    """`text` taken apart. A text of nothing but fillers has an empty bag."""
    level, rest = _numbering(normalise(text))
    code, rest = _coded(rest)
    rest = _PLACED.sub(_without_name, rest)
    if "12" in rest:
        # The last day of a year is its end; which year's, the reader of the label has to see.
        rest = _LAST_DAY.sub(lambda day: f" {words().closing} {day[1] or ''} ", rest)
    rest, measure = _without_brackets(_FOOTNOTE.sub("", rest).rstrip(" :;."))
    plain = _MARKS.sub(" ", rest).lower()
    counts = bool({"số", "so", "lượng", "luong"} & set(plain.split()))
    named = notions(plain)
    counted = next((n for n in named if n not in words().optional), "") if counts else ""
    filler = "" if named else " ".join(fold(plain).split())
    return Wording(frozenset(named), code, level, counts, measure, counted, filler)


def _without_name(found: re.Match[str]) -> str:
    """A place's kind without its name: "của UBND tỉnh Hải Dương" says what "của UBND tỉnh" does."""
    following = found[2].split()
    named = list(takewhile(str.istitle, following))
    is_name = len(named) > 1 and not words().terms.keys() & notions(" ".join(named).lower())
    return " ".join([found[1], *following[len(named) :]]) if is_name else found[0]


def notions(plain: str) -> list[str]:
    """The notions in a lower-case text without punctuation, in their order.

    A word with accents means what is written with these accents ("quý" is no "quỹ"); one without any may mean more.
    """
    text = plain
    if not text.isascii():
        text = _replaced(respelled(text), *_accented_terms())
    text = _replaced(text, *_plain_terms())
    if not plain.isascii():
        text = " ".join(map(_kept, text.split()))
    elif text.endswith(_TWOFOLD):
        text = _AT_THE_END.sub(r"\g<0>-", text)
    return _fillers().sub(" ", fold(text)).split()


def _kept(word: str) -> str:
    """A word of its own that would be taken for a filler without its accents, marked so that it is not: "tăng" is no "tặng"."""
    return f"{word}-" if word in words().own_words else word


@lru_cache(maxsize=4096)
def level_of(content: Content) -> int | None:
    """How deep a numbering in a cell of its own is: "II" and "A" 0, 1 and "1" 1, "1.2" 2, "a" 3, "-" 9; None for none."""
    shown = str(int(content)) if isinstance(content, float) and content.is_integer() else str(content)
    return _numbering(f"{normalise(shown)}. x")[0] if shown else None


def _numbering(text: str) -> tuple[int | None, str]:
    if dash := _DASH.match(text):
        return 9, text[dash.end() :]
    found = _NUMBERING.match(text)
    if not found:
        return None, text
    if found["digits"]:
        level = 1 + found["digits"].strip(".").count(".")
    else:
        level = 0 if found["roman"] or found["letter"].isupper() else 3
    return level, text[found.end() :]


def _coded(text: str) -> tuple[str, str]:
    found = _CODE.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def _without_brackets(text: str) -> tuple[str, str]:
    """Brackets that hold a unit of measure or an explanation are left out; what others hold stays."""
    measure = ""

    def inner(found: re.Match[str]) -> str:
        nonlocal measure
        held = found[1] or found[2] or ""
        if is_measure(held):
            measure = measure or _LEAD_OF_MEASURE.sub("", normalise(held))
            return " "
        if fold(held) in folded("explanations"):
            return " "
        is_tick = set(_MARKS.sub(" ", fold(held)).split()) <= folded("ticks") and any(map(str.isdigit, held))
        return f" {_TICKED} " if is_tick else f" {held} "

    return _BRACKETS.sub(inner, text), measure


def is_measure(text: str) -> bool:
    """Whether `text` is nothing but a unit of measure: "người", "ĐVT: triệu đồng", "%"."""
    bare = _LEAD_OF_MEASURE.sub("", normalise(text))
    if any(c.isdigit() for c in _THOUSANDS.sub("", bare)):
        return False
    return unit_factor(text) is not None or fold(bare) in folded("measures")


def _replaced(text: str, pattern: re.Pattern[str], atoms: dict[str, str]) -> str:
    return pattern.sub(lambda found: f" {atoms[found[0]]} ", " ".join(text.split()))


@cache
def _accented_terms() -> tuple[re.Pattern[str], dict[str, str]]:
    atoms = {_bare(phrase): atom for atom, phrases in words().terms.items() for phrase in phrases}
    return _any_of(atoms), atoms


@cache
def _plain_terms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Without accents; what then stands for two notions is left as it is."""
    kept = {plain: min(atoms) for plain, atoms in _plain_atoms().items() if len(atoms) == 1}
    return _any_of(kept), kept


@cache
def _plain_atoms() -> dict[str, set[str]]:
    atoms: defaultdict[str, set[str]] = defaultdict(set)
    for phrase, atom in _accented_terms()[1].items():
        atoms[fold(phrase)].add(atom)
    return dict(atoms)


@cache
def ambiguous() -> dict[str, frozenset[str]]:
    """Abbreviations of one word that may be two notions once accents are gone: "cdht" is citizens' or communities'."""
    return {p: frozenset(atoms) for p, atoms in _plain_atoms().items() if len(atoms) > 1 and " " not in p}


@cache
def _fillers() -> re.Pattern[str]:
    return _any_of({fold(_bare(filler)): "" for filler in words().fillers})


def _any_of(phrases: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def _bare(phrase: str) -> str:
    return " ".join(_MARKS.sub(" ", normalise(phrase)).lower().split())
