"""What the pages of typing show: fields with what stands beside them, sections with how far they are. From read values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import Http404
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec, SectionSpec
from khuyenhoc.returns.detail import Detail, Line, Said
from khuyenhoc.returns.earlier.beside import Before
from khuyenhoc.returns.feeding.rules import Beside
from khuyenhoc.returns.models import Finding
from khuyenhoc.returns.typing.acts import MISSING
from khuyenhoc.returns.typing.reading import Reckoned, reckoned, shown, understood, version_of
from khuyenhoc.returns.values import CellValue, Stated, is_in_register
from khuyenhoc.vietnamese.numbers import format_count, without_look_alikes

BLANK = "K11"
"""The check that speaks of empty fields: it waits until somebody says that a section is finished."""


@dataclass(frozen=True)
class Sent:
    """What came with the request that shows the page again: `texts` typed, `overtaken` where another device was quicker."""

    texts: Mapping[str, str] = field(default_factory=dict)
    overtaken: Mapping[str, CellValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a section. `text`: what stands in the field; `seen`: which content the page shows; `past`: the period before."""

    line: Line
    text: str
    seen: str
    stated: Stated
    note: str
    past: Said | None
    findings: tuple[Finding, ...]
    overtaken: str | None
    reckoned: Reckoned | None
    register: int | None
    """What the unit's register says of it, where it keeps one."""

    @property
    def is_from_register(self) -> bool:
        """Whether what stands came from the unit's register, which says so still or says something else now."""
        return is_in_register(self.line.at)

    @property
    def register_to_take(self) -> bool:
        """Whether the register says something else than what stands."""
        return self.register is not None and not (self.stated is Stated.VALUE and self.line.said.value == self.register)

    @property
    def indicator(self) -> IndicatorSpec:
        return self.line.indicator

    @property
    def is_choice(self) -> bool:
        """Whether it is answered by yes or no."""
        return self.indicator.is_yes_or_no

    @property
    def has_error(self) -> bool:
        return self.overtaken is not None or any(f.level == "E" for f in self.findings)

    @property
    def meant(self) -> str:
        """The number that is probably meant by letters which look like digits; else ""."""
        return without_look_alikes(self.line.said.raw) if self.stated is Stated.INVALID else ""

    @property
    def sum_to_take(self) -> str:
        """The sum of all parts, where the field does not say it yet; else ""."""
        if self.reckoned is None or self.reckoned.value is None or self.reckoned.waits:
            return ""
        is_said = self.stated is Stated.VALUE and self.line.said.value == self.reckoned.value
        return "" if is_said else format_count(self.reckoned.value)


def fields_of(
    detail: Detail, section: str, cells: Mapping[str, CellValue], last: Before | None, sent: Sent, registers: Sequence[Beside],
    *, with_blanks: bool,
) -> list[Field]:  # fmt: skip
    """The lines of a section in the order of the form. `with_blanks`: whether an empty field is said to be one."""
    counted = {pair.indicator.code: pair.now for one in registers for pair in one.pairs}
    sums = reckoned(detail.form, cells)
    lines = next((lines for found, lines in detail.sections if found.code == section), ())
    return [
        _field(line, cells.get(line.indicator.code, MISSING), last, sent, sums, counted, with_blanks) for line in lines
    ]


def _field(
    line: Line, cell: CellValue, last: Before | None, sent: Sent, sums: Mapping[str, Reckoned], counted: Mapping[str, int],
    with_blanks: bool,
) -> Field:  # fmt: skip
    code = line.indicator.code
    now = sent.overtaken.get(code)
    return Field(
        line=line,
        text=sent.texts.get(code, cell.raw) if now is not None else cell.raw,
        seen=version_of(cell),
        stated=cell.stated,
        note=understood(line.indicator, cell),
        past=last.said.get(line.indicator.seen_beside) if last else None,
        findings=tuple(f for f in line.findings if with_blanks or f.code != BLANK),
        overtaken=None if now is None else shown(line.indicator, now) or _("trống"),
        reckoned=sums.get(code),
        register=counted.get(code),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is: fields that say something, of how many; errors besides empty fields; warnings."""

    section: SectionSpec
    stated: int
    fields: int
    errors: int
    warnings: int

    @property
    def blanks(self) -> int:
        return self.fields - self.stated

    @property
    def is_done(self) -> bool:
        return not self.blanks and not self.errors

    @property
    def state(self) -> str:
        """A key of `theme.states.LOOKS`."""
        if self.errors:
            return "missed"
        return "accepted" if self.is_done else "draft" if self.stated else "not-begun"

    @property
    def words(self) -> str:
        if self.errors:
            return _("Cần sửa %(n)s chỗ") % {"n": format_count(self.errors)}
        return _("Xong") if self.is_done else _("Đang làm") if self.stated else _("Chưa làm")


def progress_of(detail: Detail) -> list[Progress]:
    """Every section, in the order of the form."""
    return [_progress(section, lines) for section, lines in detail.sections]


def _progress(section: SectionSpec, lines: tuple[Line, ...]) -> Progress:
    typed = [line for line in lines if not line.indicator.is_derived]
    findings = [f for line in lines for f in line.findings if f.code != BLANK]
    errors = sum(f.level == "E" for f in findings)
    stated = sum(line.said.stated is not Stated.BLANK for line in typed)
    return Progress(section, stated, len(typed), errors, len(findings) - errors)


def neighbours(detail: Detail, section: str) -> tuple[int, SectionSpec | None, SectionSpec | None]:
    """Which section it is (from 1), the one before and the one after. Http404 where the form has none of that name."""
    found = [s for s, _lines in detail.sections]
    n = next((i for i, s in enumerate(found) if s.code == section), None)
    if n is None:
        raise Http404(_("Biểu mẫu không có phần này. Mở lại danh sách các phần."))
    return n + 1, found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None
