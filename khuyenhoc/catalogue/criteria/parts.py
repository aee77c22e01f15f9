"""Whether a set's parts belong together: codes, references, wordings, provenance. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.editing import KINDS, parts_of
from khuyenhoc.catalogue.criteria.saying import Finding, called
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec, ScoredIndicatorSpec
from khuyenhoc.catalogue.spec import Fact
from khuyenhoc.units.spec import read_levels

MARKS: Final = ("verified", "unverified", "GAP")
"""What a status is, or begins with."""


def faults(one: CriteriaSetSpec, instruments: Collection[str]) -> Iterator[Finding]:
    """What stands twice, points to nothing, lacks a group's wording, or does not say how sure it is."""
    yield from _codes(one)
    yield from _references(one, instruments)
    for indicator in one.indicators:
        yield from _wordings(one, indicator)
    for field, fact in facts(one):
        yield from _provenance(one.code, field, fact)
    yield from _settings(one)


def facts(one: CriteriaSetSpec) -> Iterator[tuple[str, Fact]]:
    """The set and everything in it that has a provenance of its own, each with the name of its place."""
    yield "", one
    yield "votes_needed", one.votes_needed
    yield "valid_years", one.valid_years
    for kind in KINDS:
        for part in parts_of(one, kind):
            yield f"{kind}.{part.code}", part
    for indicator in one.indicators:
        for wording in indicator.wordings:
            yield f"indicators.{indicator.code}.wordings.{wording.group}", wording


def _codes(one: CriteriaSetSpec) -> Iterator[Finding]:
    if not re.fullmatch(r"[\w-]{1,32}", one.code):
        yield Finding(one.code, "code", _("Mã chỉ gồm chữ, số, dấu gạch nối, nhiều nhất 32 chữ."))
    if not 1 <= len(one.version) <= 16:
        yield Finding(one.code, "version", _("Phiên bản ghi từ 1 đến 16 chữ, ví dụ năm ban hành."))
    for kind in KINDS:
        for code in _repeated(part.code for part in parts_of(one, kind)):
            text = _("Mã “%s” có hai lần. Mỗi mục phải có mã riêng.") if code else _("Có mục chưa ghi mã.")
            yield Finding(one.code, f"{kind}.{code}", text % code if code else text)
    for indicator in one.indicators:
        for group in _repeated(w.group for w in indicator.wordings):
            text = _("%(which)s có hai lời cho nhóm “%(group)s”. Giữ một.")
            words = {"which": called(one, indicator.code), "group": group}
            yield Finding(one.code, f"indicators.{indicator.code}.wordings.{group}", text % words)


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1 or not code]


def _references(one: CriteriaSetSpec, instruments: Collection[str]) -> Iterator[Finding]:
    if one.instrument is not None and one.instrument not in instruments:
        text = _("Văn bản “%s” không có trong danh mục. Sửa lại mã, hoặc để trống khi chưa rõ.")
        yield Finding(one.code, "instrument", text % one.instrument)
    if one.scope and (one.model != "community" or one.scope not in {level.code for level in read_levels().levels}):
        text = _("Cấp “%s” không có, hoặc không phải bộ tiêu chí của cộng đồng. Để trống, hoặc ghi mã của một cấp.")
        yield Finding(one.code, "scope", text % one.scope)
    known, groups = {c.code for c in one.criteria}, {g.code for g in one.groups}
    for indicator in one.indicators:
        where = f"indicators.{indicator.code}"
        if indicator.criterion and indicator.criterion not in known:
            text = _("%(which)s thuộc tiêu chí “%(code)s” mà bộ này không có.")
            words = {"which": called(one, indicator.code), "code": indicator.criterion}
            yield Finding(one.code, f"{where}.criterion", text % words)
        for group in sorted({w.group for w in indicator.wordings} - groups):
            text = _("%(which)s có lời cho nhóm “%(group)s” mà bộ này không có.")
            words = {"which": called(one, indicator.code), "group": group}
            yield Finding(one.code, f"{where}.wordings.{group}", text % words)


def _wordings(one: CriteriaSetSpec, indicator: ScoredIndicatorSpec) -> Iterator[Finding]:
    worded = {w.group for w in indicator.wordings if w.text.strip()}
    if not worded:
        return
    for group in one.groups:
        if group.code not in worded:
            text = _("%(which)s thiếu lời cho nhóm “%(group)s”, trong khi nhóm khác đã có.")
            words = {"which": called(one, indicator.code), "group": group.title or group.code}
            yield Finding(one.code, f"indicators.{indicator.code}.wordings.{group.code}", text % words)


def _provenance(code: str, field: str, fact: Fact) -> Iterator[Finding]:
    place = f"{field}." if field else ""
    if fact.status.partition(":")[0].strip() not in MARKS:
        text = _("Chưa ghi tình trạng kiểm chứng, hoặc ghi “%s”. Ghi verified, unverified (kèm “: phần nào”) hoặc GAP.")
        yield Finding(code, f"{place}status", text % fact.status)
    if not fact.source.strip():
        yield Finding(code, f"{place}source", _("Chưa ghi nguồn. Ghi đọc được ở đâu, hoặc “chưa đọc được nội dung”."))
    if fact.is_verified and not getattr(fact, "title", "?"):
        yield Finding(
            code, f"{place}title", _("Đã ghi là kiểm chứng rồi mà chưa có lời. Ghi lời, hoặc đổi tình trạng.")
        )


def _settings(one: CriteriaSetSpec) -> Iterator[Finding]:
    votes, years = one.votes_needed.value, one.valid_years.value
    if votes is not None and not 1 <= votes <= 100:
        yield Finding(one.code, "votes_needed", _("Tỷ lệ tán thành phải từ 1 đến 100 %."))
    if years is not None and years < 1:
        yield Finding(one.code, "valid_years", _("Số năm có giá trị phải từ 1 trở lên."))
