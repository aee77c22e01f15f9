"""One return with everything that a page shows of it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.catalogue.models import Indicator
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, SectionSpec
from khuyenhoc.returns.conflicts.rules import contends, stood
from khuyenhoc.returns.models import Cell, Finding, Remark, Return
from khuyenhoc.returns.values import REGISTER, Cells, CellValue, Stated

PARTS = (
    "collection__unit",
    "collection__form",
    "unit",
    "file__run__taken_back_by",
    "created_by",
    "submitted_by",
    "accepted_by",
    "signed_by",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says, apart from where it stands: a blank cell and no cell at all say the same."""

    stated: Stated
    value: int | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form as a return states it. `share`: computed from the counts, exact, for a derived indicator.

    `before`: what the revision before said, where this one says something else; else None.
    """

    indicator: IndicatorSpec
    said: Said
    at: str
    share: Fraction | None
    before: Said | None
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]

    @property
    def level(self) -> str:
        """ "E" where an error stands at this line, "W" for a warning, "" for neither."""
        return min((f.level for f in self.findings), default="")


@dataclass(frozen=True)
class Detail:
    """A return; `revisions` are all of its unit in this collection, the latest first, without others that were taken back
    with their import; `asked` why the one before it was sent back, where this one answers that."""

    return_: Return
    form: FormSpec
    sections: tuple[tuple[SectionSpec, tuple[Line, ...]], ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    asked: tuple[Remark, ...]
    revisions: tuple[Return, ...]

    @property
    def unanswered(self) -> int:
        """How many warnings have no reason yet."""
        return sum(f.level == "W" and not f.reason for f in self.findings)

    @property
    def sheet(self) -> str:
        """The sheet of the file on which all cells stand but those from registers; "" where they stand on several."""
        sheets = {line.at.rpartition("!")[0] for _section, lines in self.sections for line in lines if line.at}
        sheets.discard(REGISTER)
        return sheets.pop() if len(sheets) == 1 else ""

    @property
    def values(self) -> Cells:
        """What the return states, as the checks see it."""
        lines = (line for _section, of in self.sections for line in of)
        return {
            i.code: CellValue(i.code, x.said.stated, x.said.value, x.at, x.said.raw)
            for x in lines
            if (i := x.indicator)
        }

    @property
    def changed(self) -> list[Line]:
        """The lines that say something else than in the revision before."""
        return [line for _section, lines in self.sections for line in lines if line.before is not None]

    @property
    def contenders(self) -> tuple[Return, ...]:
        """The revisions of its unit that wait to be chosen or not, the oldest first."""
        return tuple(r for r in reversed(self.revisions) if contends(r))

    @property
    def is_open(self) -> bool:
        """Whether it is the revision that stands, not one whose place another took."""
        return self.return_.superseded_at is None


def return_detail(pk: int) -> Detail:
    """Return.DoesNotExist. Six statements, seven where there is an earlier revision; not one more for any line."""
    return_ = Return.objects.select_related(*PARTS).get(pk=pk)
    form = form_spec(return_.collection.form_id)
    same_unit = Return.objects.filter(collection_id=return_.collection_id, unit_id=return_.unit_id)
    kept = same_unit.filter(Q(withdrawn_at=None) | Q(pk=pk))
    revisions = tuple(kept.select_related("file", "created_by", "conflict__decided_by").order_by("-revision"))
    earlier = next((r for r in revisions if r.revision < return_.revision and stood(r)), None)
    findings = _in_order(form, Finding.objects.filter(return_of=return_).select_related("indicator", "reason_by"))
    remarks = Remark.objects.filter(return_of__in=[pk, *([earlier.pk] if earlier else [])]).select_related(
        "indicator", "by"
    )
    own = tuple(r for r in remarks if r.return_of_id == pk)
    asked = tuple(r for r in remarks if r.return_of_id != pk)
    lines = _lines(form, _cells(pk), _cells(earlier.pk) if earlier else None, findings, own or asked)
    sections = tuple((s, tuple(one for one in lines if one.indicator.section == s.code)) for s in form.sections)
    return Detail(return_, form, sections, findings, own, asked, revisions)


def _in_order(form: FormSpec, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, each kind from the top of the form to its end; last what is about no single line."""
    place = {i.code: n for n, i in enumerate(form.indicators)}
    return tuple(sorted(findings, key=lambda f: (f.level, place[f.indicator.code] if f.indicator else len(place))))


def plain_return(pk: int) -> Return:
    """A return ready for an act. Return.DoesNotExist. One statement."""
    return Return.objects.select_related("collection__form", "unit", "file").get(pk=pk)


def warnings_of(return_: Return) -> list[Finding]:
    """The warnings of a return, ready to be answered. One statement."""
    found = list(Finding.objects.filter(return_of=return_, level="W").select_related("indicator"))
    for finding in found:
        finding.return_of = return_
    return found


def indicator_rows(form_id: int) -> dict[str, Indicator]:
    """The row of each indicator of a form by its code. One statement."""
    return {row.code: row for row in Indicator.objects.filter(form=form_id)}


def _cells(pk: int) -> dict[str, Cell]:
    return {cell.indicator.code: cell for cell in Cell.objects.filter(return_of=pk).select_related("indicator")}


def _lines(
    form: FormSpec,
    cells: Mapping[str, Cell],
    earlier: Mapping[str, Cell] | None,
    findings: Sequence[Finding],
    remarks: Sequence[Remark],
) -> list[Line]:
    counts = {code: 0 if cell.stated == Stated.NONE else cell.value for code, cell in cells.items()}
    return [_line(i, cells.get(i.code), counts, earlier, findings, remarks) for i in form.indicators]


def _line(
    indicator: IndicatorSpec,
    cell: Cell | None,
    counts: Mapping[str, int | None],
    earlier: Mapping[str, Cell] | None,
    findings: Sequence[Finding],
    remarks: Sequence[Remark],
) -> Line:
    said, before = _said(cell), _said((earlier or {}).get(indicator.code))
    is_changed = earlier is not None and not indicator.is_derived and said != before
    return Line(
        indicator=indicator,
        said=said,
        at=cell.at if cell else "",
        share=evaluate(indicator.formula, counts) if indicator.formula else None,
        before=before if is_changed else None,
        findings=tuple(f for f in findings if f.indicator and f.indicator.code == indicator.code),
        remarks=tuple(r for r in remarks if r.indicator and r.indicator.code == indicator.code),
    )


def _said(cell: Cell | None) -> Said:
    if cell is None or cell.stated == Stated.BLANK:
        return Said(Stated.BLANK)
    return Said(Stated(cell.stated), cell.value, cell.raw if cell.stated in (Stated.INVALID, Stated.SHARE) else "")
