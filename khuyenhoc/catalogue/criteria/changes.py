"""What one criteria set says otherwise than another one, place by place. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import structs

from khuyenhoc.catalogue.criteria.editing import KINDS, Kind, Part, parts_of
from khuyenhoc.catalogue.criteria.saying import called
from khuyenhoc.catalogue.criteria.spec import AREAS, CriteriaSetSpec, SettingSpec
from khuyenhoc.vietnamese.dates import format_date

LABELS: Final[Mapping[str, str | Promise]] = {
    "title": gettext_lazy("Tên"),
    "instrument": gettext_lazy("Văn bản"),
    "points": gettext_lazy("Số điểm"),
    "thresholds.ordinary": gettext_lazy("Mức đạt, vùng thông thường"),
    "thresholds.disadvantaged": gettext_lazy("Mức đạt, vùng khó khăn"),
    "indicator_minimum": gettext_lazy("Điểm thấp nhất của một chỉ số"),
    "complete": gettext_lazy("Đã ghi đủ mọi chỉ số"),
    "votes_needed": gettext_lazy("Tỷ lệ tán thành tại hội nghị (%)"),
    "valid_years": gettext_lazy("Công nhận có giá trị (năm)"),
    "criterion": gettext_lazy("Thuộc tiêu chí"),
    "evidence": gettext_lazy("Minh chứng"),
    "status": gettext_lazy("Tình trạng"),
    "source": gettext_lazy("Nguồn"),
}
"""What the places of a set are called."""
_SET: Final = ("title", "instrument", "points", "indicator_minimum", "complete", "status", "source")
_APART: Final = frozenset({"code", "wordings"})


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: the part that it is about, "" for the set; `label`: what of it; `before`, `after`: in words, "" for nothing."""

    what: str
    label: str
    before: str
    after: str


def differences(before: CriteriaSetSpec, after: CriteriaSetSpec) -> tuple[Difference, ...]:
    """What was said otherwise, in the order of a set; dates and codes of sets are no part of it."""
    found: list[Difference] = list(_of_set(before, after))
    for kind in KINDS:
        found += _of_parts(before, after, kind)
    return tuple(found)


def _of_set(before: CriteriaSetSpec, after: CriteriaSetSpec) -> Iterator[Difference]:
    for name in _SET:
        yield from _changed("", name, getattr(before, name), getattr(after, name))
    for area in AREAS:
        yield from _changed("", f"thresholds.{area}", before.thresholds.get(area), after.thresholds.get(area))
    for name in ("votes_needed", "valid_years"):
        yield from _of_setting(name, getattr(before, name), getattr(after, name))


def _of_setting(name: str, before: SettingSpec, after: SettingSpec) -> Iterator[Difference]:
    yield from _changed("", name, before.value, after.value)
    for field in ("status", "source"):
        yield from _changed(str(LABELS[name]), field, getattr(before, field), getattr(after, field))


def _of_parts(before: CriteriaSetSpec, after: CriteriaSetSpec, kind: Kind) -> Iterator[Difference]:
    old, new = ({part.code: part for part in parts_of(one, kind)} for one in (before, after))
    for code, part in old.items():
        what = part_words(before, kind, part)
        if code not in new:
            yield Difference(what, _("Có trong bộ"), _("có"), _("bỏ"))
            continue
        for name in part.__struct_fields__:
            if name not in _APART:
                yield from _changed(what, name, getattr(part, name), getattr(new[code], name))
        yield from _wordings(after, what, part, new[code])
    for code, part in new.items():
        if code not in old:
            yield Difference(part_words(after, kind, part), _("Có trong bộ"), "", _("thêm"))


def _wordings(after: CriteriaSetSpec, what: str, old: Part, new: Part) -> Iterator[Difference]:
    texts = [{w.group: structs.asdict(w) for w in getattr(part, "wordings", ())} for part in (old, new)]
    names = {group.code: group.title or group.code for group in after.groups}
    for group in sorted(texts[0].keys() | texts[1].keys()):
        for field, label in (("text", _("Lời cho nhóm “%s”")), ("status", _("Tình trạng của lời cho nhóm “%s”"))):
            values = [one.get(group, {}).get(field, "") for one in texts]
            if values[0] != values[1]:
                yield Difference(what, label % names.get(group, group), *values)


def _changed(what: str, name: str, before: object, after: object) -> Iterator[Difference]:
    if before != after:
        yield Difference(what, str(LABELS[name]), in_words(before), in_words(after))


def in_words(value: Any) -> str:
    """A value as a reader is told it; "" for nothing."""
    match value:
        case None:
            return ""
        case bool():
            return _("có") if value else _("chưa")
        case dt.date():
            return format_date(value)
    return str(value)


def part_words(one: CriteriaSetSpec, kind: Kind, part: Part) -> str:
    """ "Chỉ số 4", "Tiêu chí “Việc học của con trẻ”", by its code where it has no title."""
    if kind == "indicators":
        return called(one, part.code)
    words = {"groups": _("Nhóm “%s”"), "criteria": _("Tiêu chí “%s”"), "vetoes": _("Điều loại trừ “%s”")}
    return words[kind] % (part.title or part.code)
