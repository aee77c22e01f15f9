"""What the header of a column says about it: its role, and the year that it is about."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from khuyenhoc.returns.intake.words import folded, words
from khuyenhoc.units.spec import read_levels
from khuyenhoc.vietnamese.text import fold

_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# "Cả năm 2023" keeps its "năm"; "đến 31/12/2023" is a year as "năm 2023" is.
_NOISE: Final = re.compile(
    r"(?<!\w)(?:(?:tinh )?(?:den|toi) )?(?:het )?(?:ngay )?31[/.-]12[/.-]20\d\d(?!\d)"
    r"|(?<!\w)(?:(?<!ca )nam|ky)?\s*(?:19|20)\d\d(?!\d)|[^\w%]+"
)
_SHORT_YEAR: Final = re.compile(
    r"((?:(?:nam|th|kh|kq|thuc hien|ke hoach|ket qua|so lieu)[\s.]*)+['\u2019]?|['\u2019])(1[5-9]|[2-4]\d)(?!\d)"
)
_WHOLE_UNIT: Final = re.compile(r"(?:so lieu |ket qua )?(?:toan|ca|cua) (.+)")
# "Thực hiện 11 tháng", "Quý IV"; "từ 1 tháng 1 đến 31 tháng 12" is a whole year.
_LESS_THAN_A_YEAR: Final = re.compile(
    r"(?<!\w)(?:(?:0?[1-9]|1[01]|sau|chin|muoi) thang(?! \d)|quy (?:i{1,3}|iv|[1-4])|nua (?:dau|cuoi) nam)(?!\w)"
    r"|\A(?:thuc hien |ket qua |so lieu |trong )*thang (?:0?[1-9]|1[0-2])\Z"
)
_LONGEST_HEADER: Final = 60
_LONGEST_YEAR: Final = 12
_LONGEST_SHORT: Final = 20
# "Đơn vị học tập" is no column of units, "Nội dung tuyên truyền" none of labels: these have to be the whole header.
_WHOLE: Final = frozenset({"association", "association_code", "label", "number", "code"})


@lru_cache(maxsize=8192)
def role_of(text: str) -> str:
    """ "value" for "Kết quả thực hiện năm 2023 (người)"; "" where the words say nothing. `words.yaml` has the roles."""
    if len(text) > _LONGEST_HEADER:
        return ""
    bare = _bare(text)
    if not bare:
        return "percent" if "%" in text else ""
    exact = _roles().get(bare, "")
    if exact == "label" and bare in folded("targets") and year_of(text):
        return "plan"
    if not exact and "%" in text:
        return "percent"
    begun = exact or _begun_with(bare)
    return "last" if begun == "value" and any(f" {phrase}" in bare for phrase in _before()) else begun


def is_exact_role(text: str) -> bool:
    """Whether the header is one of the phrases itself, its year and its brackets left out."""
    return _bare(text) in _roles()


@lru_cache(maxsize=8192)
def is_year_alone(text: str) -> bool:
    """ "Năm 2023", "2023": a column of figures is often called by nothing but its year."""
    return len(text) <= _LONGEST_YEAR and bool(year_of(text)) and not _bare(text)


@lru_cache(maxsize=8192)
def is_revised(text: str) -> bool:
    """Whether the header of a column begins with a word for figures that may replace those of another column."""
    return _begins(text, folded("revised"))


@lru_cache(maxsize=8192)
def is_part_of_year(text: str) -> bool:
    """Whether the header of a column says that it holds a quarter or a half of a year."""
    return _is_one(text, folded("parts_of_year"))


@lru_cache(maxsize=8192)
def is_less_than_a_year(text: str) -> bool:
    """Whether the header of a column names some months or a quarter, whatever else it says."""
    return len(text) <= _LONGEST_HEADER and _LESS_THAN_A_YEAR.search(_bare(text)) is not None


@lru_cache(maxsize=8192)
def is_of_others(text: str, level: str) -> bool:
    """Whether the header of a column says that it holds what a whole unit of another level than `level` has: "Toàn huyện"."""
    found = _WHOLE_UNIT.match(_bare(text)) if len(text) <= _LONGEST_HEADER else None
    named = {code for code, kinds in _kinds() if found and f"{found[1]} ".startswith(kinds)}
    return bool(named) and level not in named


@cache
def _kinds() -> list[tuple[str, tuple[str, ...]]]:
    """Each level with its kinds of unit, folded, a space behind each."""
    return [(level.code, tuple(f"{fold(kind)} " for kind in level.kinds)) for level in read_levels().levels]


@lru_cache(maxsize=8192)
def is_all_parts(text: str) -> bool:
    """Whether the header of a column says that it holds what other columns add up to."""
    return _is_one(text, folded("all_parts"))


def _is_one(text: str, phrases: frozenset[str]) -> bool:
    return len(text) <= _LONGEST_HEADER and _bare(text) in {" ".join(_NOISE.sub(" ", p).split()) for p in phrases}


@lru_cache(maxsize=8192)
def is_spell(text: str) -> bool:
    """Whether the header of a column begins with a word for one of several times at which was counted."""
    return _begins(text, folded("spells"))


@lru_cache(maxsize=8192)
def is_sum_of_money(text: str) -> bool:
    """Whether the header of a column begins with a word for money."""
    return _begins(text, folded("sums_of_money"))


def _begins(text: str, phrases: frozenset[str]) -> bool:
    bare = _bare(text) if len(text) <= _LONGEST_HEADER else ""
    return any(bare == phrase or bare.startswith(f"{phrase} ") for phrase in phrases)


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    """The header's words, folded, without years, brackets and punctuation."""
    return " ".join(_NOISE.sub(" ", _BRACKETS.sub(" ", _with_full_year(fold(text)))).split())


def _with_full_year(plain: str) -> str:
    """ "nam 23", "th 23" and "'23" as "nam 2023", where the header says nothing else."""
    return _SHORT_YEAR.sub(r"\g<1> 20\2", plain) if _SHORT_YEAR.fullmatch(plain) else plain


@lru_cache(maxsize=8192)
def year_of(text: str) -> str:
    """The one year in a text, "" where there is none or more than one."""
    years = set(_YEAR.findall(text))
    if not years and len(text) <= _LONGEST_SHORT:
        years = set(_YEAR.findall(_with_full_year(fold(text))))
    return years.pop() if len(years) == 1 else ""


def _begun_with(bare: str) -> str:
    lengths = range(len(bare.split()) - 1, 0, -1)
    starts = (" ".join(bare.split()[:n]) for n in lengths)
    role = next((role for start in starts if (role := _roles().get(start))), "")
    return "" if role in _WHOLE else role


@lru_cache(maxsize=1)
def _before() -> tuple[str, ...]:
    """The words for the period before, wherever a header has them: "KQ năm trước"."""
    return tuple(phrase for phrase, role in _roles().items() if role == "last" and not _begun_with(phrase))


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {" ".join(_NOISE.sub(" ", phrase).split()) or phrase: role for phrase, role in words().role_of.items()}
