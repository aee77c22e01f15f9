"""Small parts of sentences that papers and articles share. Papers are Vietnamese by law, so nothing here is translated but
what stands on pages too."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.rollups.figures import AnnualReview, OnAnotherMap, Part
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words

NOT_CALCULABLE: Final = "chưa tính được"
BLANK: Final = "–"
SYNTHETIC_MARK: Final = "SỐ LIỆU MẪU"
PERCENT_SIGN: Final = "\u00a0%"
"""The sign stands apart from its number and never begins a line."""

NAMED: Final = 12
"""How many units a sentence names at most."""

_QUOTED: Final = re.compile(r'"([^"]*)"')


def mark_of(is_synthetic: bool) -> str:
    """What stands on every page of a paper whose figures or names are invented; "" on another."""
    return SYNTHETIC_MARK if is_synthetic else ""


def whole_of(unit_name: str) -> str:
    """ "toàn tỉnh" for "Tỉnh Hải Dương", "toàn thành phố" for "Thành phố Hải Phòng"."""
    return f"toàn {kind_of(unit_name)}"


def kind_of(unit_name: str) -> str:
    """ "tỉnh" for "Tỉnh Hải Dương"; "đơn vị" for a name without a kind."""
    return split_kind(unit_name)[0] or "đơn vị"


def bare_name(unit_name: str) -> str:
    """ "Hải Dương" for "Tỉnh Hải Dương"."""
    return split_kind(unit_name)[1]


def kinds_of(unit_names: Iterable[str]) -> str:
    """The kinds of units, each once, as a heading of a column: "Thành phố, thị xã, huyện"."""
    kinds = dict.fromkeys(kind for name in unit_names if (kind := split_kind(name)[0]))
    return ", ".join(kinds) or "đơn vị"


def listed(parts: Iterable[str]) -> str:
    """ "a", "a và b", "a, b và c"."""
    *first, last = list(parts)
    return f"{', '.join(first)} và {last}" if first else last


def decision_told(number: str, decided_on: dt.date, body: str) -> str:
    """ "Theo Quyết định số 12/QĐ-HKH ngày 10/12/2023 của Hội Khuyến học xã Thanh Tùng"."""
    return f"Theo Quyết định số {number} {sentence_date(decided_on)} của {body}"


def recognised_told(total: int, noun: str, titled: str, year: int) -> str:
    """ "312 gia đình được công nhận gia đình học tập năm 2023"."""
    return f"{format_count(total)} {noun} được công nhận {titled} năm {year}"


def villages_told(by_village: Sequence[tuple[str, int]], total: int, noun: str) -> list[str]:
    """ "thôn Đông 3 gia đình", "các nơi khác 2 gia đình": villages by (name, how many), then the others of all; [] without."""
    told = [f"{name} {format_count(n)} {noun}" for name, n in by_village]
    others = total - sum(n for _name, n in by_village)
    return [*told, f"các nơi khác {format_count(others)} {noun}"] if told and others else told


def map_words(review: AnnualReview) -> Iterator[str]:
    """On which map a paper speaks, and how its figures came about there; nothing on the map of the period."""
    if review.map:
        day = sentence_date(review.map.on)
        yield f"Số liệu {review.named.words} xếp theo bản đồ đơn vị {day}, không theo bản đồ của kỳ báo cáo."
        yield from map_sentences(review.period, review.map)


def map_sentences(period: str, way: OnAnotherMap) -> list[str]:
    """How the figures of a unit came about on a map that is not the period's."""
    said = [
        (_("Gồm số liệu %(period)s của %(units)s."), way.joined),
        (_("Chưa gồm phần của %(units)s: đã chia cho nhiều đơn vị, chưa phân bổ."), way.lacking),
        (_("Chưa phân bổ: %(units)s, vì không thuộc trọn một đơn vị nào bên dưới."), way.divided),
    ]
    told = [text % {"period": period_words(period), "units": _some(units)} for text, units in said if units]
    told += [_part(part) for part in way.parts]
    if way.stale:
        text = _("Phân bổ số liệu của %s không còn khớp với báo cáo, nên tính là chưa phân bổ.")
        told.append(text % _some(way.stale))
    return told


def _part(part: Part) -> str:
    words = {"unit": part.name, "n": part.done, "all": part.asked, "reasons": listed(part.reasons)}
    if part.done < part.asked:
        return (
            _("Phần của %(unit)s: đã phân bổ %(n)s/%(all)s chỉ tiêu, theo %(reasons)s; còn lại chưa phân bổ.") % words
        )
    return _("Gồm phần của %(unit)s, phân bổ theo %(reasons)s.") % words


def _some(names: Sequence[str]) -> str:
    others = len(names) - NAMED
    return listed([*names[:NAMED], *([_("%s đơn vị khác") % others] if others > 0 else [])])


def with_quotes(text: str) -> str:
    """Straight double quotes in pairs become the quotes of print; one without a pair stays."""
    return _QUOTED.sub(r"“\1”", text)
