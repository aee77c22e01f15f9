"""Whether sets begin and end as they can, and two of the same model do not hold at once. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.saying import Finding
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.units.spec import read_levels
from khuyenhoc.vietnamese.dates import sentence_date

_NEVER = dt.date.max


def faults(one: CriteriaSetSpec) -> Iterator[Finding]:
    """A set without a first day, that ends before it begins, or that is meant for a level at a time when there was none."""
    if one.valid_from is None:
        yield Finding(one.code, "valid_from", _("Chưa ghi bộ tiêu chí áp dụng từ ngày nào."))
        return
    if one.valid_to is not None and one.valid_to <= one.valid_from:
        yield Finding(one.code, "valid_to", _("Ngày thôi áp dụng phải sau ngày bắt đầu."))
        return
    for level in read_levels().levels:
        if level.code != one.scope:
            continue
        if not level.exists(one.valid_from):
            yield Finding(one.code, "valid_from", _("Cấp %s khi ấy không có.") % level.tier)
        elif level.valid_to is not None and (one.valid_to or _NEVER) > level.valid_to:
            text = _("Cấp %(level)s kết thúc từ %(day)s, nên bộ tiêu chí phải thôi áp dụng chậm nhất từ ngày ấy.")
            yield Finding(one.code, "valid_to", text % {"level": level.tier, "day": sentence_date(level.valid_to)})


def between(sets: Sequence[CriteriaSetSpec]) -> Iterator[Finding]:
    """Codes that stand twice, and two sets of which one day has both."""
    for code, times in Counter(one.code for one in sets).items():
        if times > 1:
            yield Finding(code, "code", _("Mã “%s” có hai lần. Mỗi bộ tiêu chí phải có mã riêng.") % code)
    yield from _overlaps(sets)


def _overlaps(sets: Iterable[CriteriaSetSpec]) -> Iterator[Finding]:
    dated = [one for one in sets if one.valid_from is not None]
    for first, later in combinations(sorted(dated, key=lambda one: one.valid_from or _NEVER), 2):
        if _same(first, later) and (later.valid_from or _NEVER) < (first.valid_to or _NEVER):
            text = _("Từ %(day)s có hai bộ cùng áp dụng: %(first)s và %(later)s. Ghi ngày thôi áp dụng của bộ trước.")
            words = {"day": sentence_date(later.valid_from or _NEVER), "first": first.code, "later": later.code}
            yield Finding(later.code, "valid_from", text % words)


def _same(a: CriteriaSetSpec, b: CriteriaSetSpec) -> bool:
    """Whether somebody could be scored by either."""
    return (a.model, a.scope) == (b.model, b.scope) and (a.area == b.area or not a.area or not b.area)
