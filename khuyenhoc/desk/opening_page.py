"""The page that opens a collection: what was typed becomes a proposal, and a proposal becomes a preview in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.catalogue.loaders import version_maps
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.catalogue.versions import FormChange, form_change, map_between
from khuyenhoc.returns.opening.queries import Last
from khuyenhoc.returns.opening.rules import Changed, Fault, Proposal, changes, faults
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.dates import format_date, parse_date
from khuyenhoc.vietnamese.periods import Kind
from khuyenhoc.vietnamese.text import fold

FIELDS: Final[dict[str, str]] = {
    "opens_on": "ngay-mo", "due_on": "han-nop", "kinds": "loai", "reminders": "nhac", "instructions": "huong-dan",
}  # fmt: skip
"""The name on the page of each field of a proposal."""
LABELS: Final[dict[str, str | Promise]] = {
    "version": gettext_lazy("Phiên bản biểu mẫu"),
    "opens_on": gettext_lazy("Ngày mở đợt"),
    "due_on": gettext_lazy("Hạn nộp"),
    "kinds": gettext_lazy("Loại đơn vị phải nộp"),
    "reminders": gettext_lazy("Ngày nhắc"),
    "instructions": gettext_lazy("Hướng dẫn"),
}
KINDS: Final[dict[Kind, str | Promise]] = {
    "year": gettext_lazy("Cả năm"),
    "half-year": gettext_lazy("6 tháng đầu năm"),
    "quarter": gettext_lazy("Quý"),
}
_DAYS: Final = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Typed:
    """A proposal with what was typed over it. `problems`: what could not be taken, with the field."""

    proposal: Proposal
    problems: tuple[Problem, ...]


def typed(proposal: Proposal, post: QueryDict) -> Typed:
    """What was typed over a proposal; a field that is no date or no number is said and keeps what was proposed."""
    problems: list[Fault] = []
    found: dict[str, Any] = {}
    for field in ("opens_on", "due_on"):
        found[field] = parse_date(post.get(FIELDS[field], ""))
        if found[field] is None:
            problems.append(
                Fault(field, _("%(label)s: ghi một ngày có thật, ví dụ 20/12/2024.") % {"label": LABELS[field]})
            )
    reminders = _reminders(post.get("nhac-truoc", ""), post.get("nhac-sau", ""))
    if reminders is None:
        problems.append(Fault("reminders", _("Ngày nhắc: ghi số ngày, cách nhau bằng dấu phẩy, ví dụ “14, 3”.")))
    else:
        found["reminders"] = reminders
    found["kinds"] = tuple(sorted(post.getlist(FIELDS["kinds"])))
    found["instructions"] = post.get(FIELDS["instructions"], "").replace("\r\n", "\n").strip()
    now = replace(proposal, **{name: value for name, value in found.items() if value is not None})
    problems += [] if problems else faults(now)
    return Typed(now, tuple(Problem(f.text, f"#{FIELDS[f.field]}") for f in problems))


def _reminders(before: str, after: str) -> tuple[int, ...] | None:
    parts = [(sign, one) for sign, text in ((-1, before), (1, after)) for one in _DAYS.split(text.strip()) if one]
    if any(not one.isdecimal() for _sign, one in parts):
        return None
    return tuple(sorted({sign * int(one) for sign, one in parts}))


@dataclass(frozen=True)
class Preview:
    """What opening will do. `added` and `gone`: units that did not owe last time, and that no longer owe."""

    owing: tuple[UnitName, ...]
    shown: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    changed: tuple[tuple[str, str, str], ...]
    form_change: FormChange | None
    added: tuple[str, ...]
    gone: tuple[str, ...]
    last: Last | None

    @property
    def is_as_last(self) -> bool:
        return not (self.changed or self.form_change or self.added or self.gone)


def preview(
    proposal: Proposal,
    last: Last | None,
    forms: Sequence[FormSpec],
    owing: Sequence[UnitName],
    map_: UnitMap,
    text: str,
) -> Preview:
    """The preview of a proposal. `text`: narrows the names that are shown, with or without accents. No statement."""
    words = fold(text).split()
    names = map_.names(u.code for u in owing)
    shown = tuple(names[u.code] for u in owing if all(w in f"{fold(u.full_name)} {u.code}" for w in words))
    kinds = tuple((kind, sum(u.kind == kind for u in owing)) for kind in sorted({u.kind for u in owing}))
    codes = {u.code for u in owing}
    before = last.owing if last else frozenset(codes)
    return Preview(
        tuple(owing), shown, kinds,
        tuple(_said(change) for change in changes(last.proposal, proposal)) if last else (),
        _form_change(last.proposal, proposal, forms) if last else None,
        tuple(map_.names(sorted(codes - before)).values()), tuple(map_.names(sorted(before - codes)).values()), last,
    )  # fmt: skip


def _form_change(last: Proposal, now: Proposal, forms: Sequence[FormSpec]) -> FormChange | None:
    known: Mapping[tuple[str, str], FormSpec] = {(f.code, f.version): f for f in forms}
    before, after = known.get((last.form, last.version)), known.get((now.form, now.version))
    if before is None or after is None or before == after:
        return None
    return form_change(before, after, map_between(version_maps(), now.form, last.version, now.version))


def _said(change: Changed) -> tuple[str, str, str]:
    return str(LABELS[change.field]), in_words(change.field, change.before), in_words(change.field, change.after)


def in_words(field: str, value: Any) -> str:
    """A value of a field of a proposal as a reader is told it."""
    if isinstance(value, dt.date):
        return format_date(value)
    if field == "reminders":
        return ", ".join(reminder_words(n) for n in value) or _("không nhắc")
    if field == "kinds":
        return ", ".join(value) or _("mọi loại")
    return str(value) or _("không có")


def reminder_words(days: int) -> str:
    """ "trước hạn 14 ngày", "đúng hạn", "quá hạn 3 ngày"."""
    if not days:
        return _("đúng ngày đến hạn")
    return (_("trước hạn %(n)s ngày") if days < 0 else _("quá hạn %(n)s ngày")) % {"n": abs(days)}
