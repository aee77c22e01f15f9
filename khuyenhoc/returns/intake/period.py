"""Which period and which form a file says that it is. Another year's or another form's file is not read as this one's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.sheets.sentences import said
from khuyenhoc.vietnamese.periods import period_of, period_words
from khuyenhoc.vietnamese.text import fold

_YEAR: Final = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.]|-\d)")
# Behind a stroke it is the number of a letter ("Số 12/BC-HKH").
_FORM: Final = re.compile(r"(?<![\w/])(bc-[a-z0-9]+)(?!\w)")
_QUARTER: Final = re.compile(r"(?<!\w)quy\s+(i{1,3}|iv|[1-4])(?!\w)")
_HALF: Final = re.compile(r"(?<!\w)(?:0?6|sau) thang dau nam(?!\w)")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS: Final = {"year": "", "half-year": sentences.HALF_YEAR, "quarter": sentences.QUARTER}
_ALONE: Final = re.compile(r"(?:(?:so lieu|ky|nam)[\s:]*)+(?:19|20)\d\d")
"""A line of its own that says the year: "Năm 2023", "Kỳ: năm 2023"."""
_SEVERAL_YEARS: Final = re.compile(r"(?<![\d/.-])\d{1,2} nam\W+(?:giai doan\W+)?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d")
_SHORTEST_TITLE: Final = 5
"""Words. A shorter text without a year that says "Kế hoạch" is a column's header."""
_NEAR: Final = 30
"""How far before a year the words may stand that make it another's, in letters."""


class Verdict(Struct, frozen=True):
    """`outcome` "" where nothing speaks against the file, else "rejected" or "needs_mapping", with the sentence."""

    outcome: str = ""
    sentence: str = ""


def judge(above: Iterable[str], name: str, form: FormSpec, period: str) -> Verdict:
    """`above`: the texts over the table, `name`: the file's name. `period`: "2023", "2023-6T", "2023-Q1".

    Years count where a title states them; those of plans, comparisons, school years and dates do not. A year in the
    file's name alone is asked about, since a name is easily left over from last year.
    """
    above = list(above)
    found = _in_period(above, name, form, period)
    if not found.outcome and (title := next((text for text in above if _is_other_document(fold(text))), "")):
        return Verdict("needs_mapping", said(sentences.OTHER_DOCUMENT, title=title, period=period_words(period)))
    return found


def _in_period(above: list[str], name: str, form: FormSpec, period: str) -> Verdict:
    titles = [plain for text in above if _is_title(plain := fold(text))]
    if other := _other_form(titles, form):
        return Verdict("rejected", said(sentences.OTHER_FORM, stated=other, form=f"{form.code} ({form.title})"))
    year = period[:4] if period_of(period) else period
    stated = [found for title in titles for found in _years(title)]
    if other := _other_part(titles, stated, form, period):
        return Verdict("rejected", _other_period(other, period))
    if stated:
        if year in stated:
            return Verdict()
        return Verdict("rejected", _other_period(said(sentences.YEAR, year=stated[0]), period))
    named = _years(fold(name.replace("_", " ")))
    if named and year not in named:
        shown = said(sentences.YEAR, year=named[0]), period_words(period)
        return Verdict("needs_mapping", said(sentences.PERIOD_IN_NAME, stated=shown[0], period=shown[1]))
    return Verdict()


@lru_cache(maxsize=8192)
def _is_other_document(plain: str) -> bool:
    """A plan, a registration, an example, or what was reached in several years together."""
    bare = plain.strip("()[] .-:")
    begun = any(bare.startswith(f"{word} ") for word in folded("other_documents"))
    if begun and (_YEAR.search(bare) or len(bare.split()) >= _SHORTEST_TITLE):
        return True
    return _SEVERAL_YEARS.search(plain) is not None or _any_of("samples").search(plain) is not None


def _other_period(stated: str, period: str) -> str:
    return said(sentences.OTHER_PERIOD, stated=stated, period=period_words(period))


def _other_part(titles: list[str], years: list[str], form: FormSpec, period: str) -> str:
    """Of which other part of the year the titles speak, or of the whole year where a part is wanted; "" for neither."""
    part, wanted = _part_of_year(titles), _PARTS[form.period]
    if part != wanted and (part or years):
        return part or said(sentences.YEAR, year=years[0])
    asked = period_of(period)
    quarters = [_QUARTERS[m[1]] for title in titles for m in _QUARTER.finditer(title)]
    if asked and asked.quarter and quarters and asked.quarter not in quarters:
        return said(sentences.NUMBERED_QUARTER, quarter=quarters[0])
    return ""


@lru_cache(maxsize=8192)
def _is_title(plain: str) -> bool:
    return any(word in plain for word in folded("titles")) or _ALONE.fullmatch(plain.strip("()[] .-")) is not None


@lru_cache(maxsize=8192)
def _years(plain: str) -> tuple[str, ...]:
    """The years that a text is about, in their order."""
    plain = _HALF.sub("nam", plain)  # "đầu năm" there is no date of a stock, as it is elsewhere
    return tuple(m[1] for m in _YEAR.finditer(plain) if not _is_skipped(plain[max(0, m.start() - _NEAR) : m.start()]))


def _is_skipped(before: str) -> bool:
    last = max(((before.rfind(word), word) for word in folded("skipped")), default=(-1, ""))[0]
    # A title's own word between the two takes the year back: "kế hoạch ... báo cáo năm 2023".
    return last >= 0 and not any(before.rfind(word) > last for word in folded("titles"))


def _part_of_year(titles: list[str]) -> str:
    for title in titles:
        if _any_of("half_years").search(title):
            return sentences.HALF_YEAR
        if _any_of("quarters").search(title):
            return sentences.QUARTER
    return ""


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """Finds the phrases of one list of the words, each by itself."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(folded(name))))})(?!\w)")


def _other_form(titles: list[str], form: FormSpec) -> str:
    stated = {m[1].upper() for title in titles for m in _FORM.finditer(title)}
    own = "-".join(form.code.split("-")[:2])
    return "" if not stated or own in stated else stated.pop()
