"""Which period and which form a file says that it is. Another year's or another form's file is not read as this one's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.sentences import said
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.vietnamese.text import fold

_YEAR: Final = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.]|-\d)")
_FORM: Final = re.compile(r"(?<!\w)(bc-[a-z0-9]+)(?!\w)")
_NEAR: Final = 30
"""How far before a year the words may stand that make it another's, in letters."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` "" where nothing speaks against the file, else "rejected" or "needs_mapping", with the sentence."""

    outcome: str = ""
    sentence: str = ""


def judge(above: Iterable[str], name: str, form: FormSpec, period: str) -> Verdict:
    """`above`: the texts over the table, `name`: the file's name. `period`: "2023".

    Years count where a title states them; those of plans, comparisons, school years and dates do not. A year in the
    file's name alone is asked about, since a name is easily left over from last year.
    """
    titles = [plain for text in above if _is_title(plain := fold(text))]
    if other := _other_form(titles, form):
        return Verdict("rejected", said(sentences.OTHER_FORM, stated=other, form=f"{form.code} ({form.title})"))
    if form.period == "year" and (part := _part_of_year(titles)):
        return Verdict("rejected", _other_period(part, period))
    stated = [year for title in titles for year in _years(title)]
    if stated:
        if period in stated:
            return Verdict()
        return Verdict("rejected", _other_period(said(sentences.YEAR, year=stated[0]), period))
    named = _years(fold(name.replace("_", " ")))
    if named and period not in named:
        shown = said(sentences.YEAR, year=named[0]), said(sentences.YEAR, year=period)
        return Verdict("needs_mapping", said(sentences.PERIOD_IN_NAME, stated=shown[0], period=shown[1]))
    return Verdict()


def _other_period(stated: str, period: str) -> str:
    return said(sentences.OTHER_PERIOD, stated=stated, period=said(sentences.YEAR, year=period))


@lru_cache(maxsize=8192)
def _is_title(plain: str) -> bool:
    return any(word in plain for word in folded("titles"))


@lru_cache(maxsize=8192)
def _years(plain: str) -> tuple[str, ...]:
    """The years that a text is about, in their order."""
    return tuple(m[1] for m in _YEAR.finditer(plain) if not _is_skipped(plain[max(0, m.start() - _NEAR) : m.start()]))


def _is_skipped(before: str) -> bool:
    last = max(((before.rfind(word), word) for word in folded("skipped")), default=(-1, ""))[0]
    # A title's own word between the two takes the year back: "kế hoạch ... báo cáo năm 2023".
    return last >= 0 and not any(before.rfind(word) > last for word in folded("titles"))


def _part_of_year(titles: list[str]) -> str:
    for title in titles:
        if any(_stands_in(word, title) for word in folded("half_years")):
            return sentences.HALF_YEAR
        if any(_stands_in(word, title) for word in folded("quarters")):
            return sentences.QUARTER
    return ""


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _other_form(titles: list[str], form: FormSpec) -> str:
    stated = {m[1].upper() for title in titles for m in _FORM.finditer(title)}
    return "" if not stated or form.code in stated else stated.pop()
