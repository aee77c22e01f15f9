"""The error workbook of a received file: what its returns are marked with, put into the file itself. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns.enums import OPEN
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake.readings import ReturnReading
from khuyenhoc.returns.intake.torn_numbers import read_figures
from khuyenhoc.returns.models import Cell, Finding, ReceivedFile, Remark, Return
from khuyenhoc.returns.receiving import read
from khuyenhoc.returns.situation import Situation
from khuyenhoc.sheets.limits import Refused as NotReadable
from khuyenhoc.sheets.marking.mark import Marked, mark
from khuyenhoc.sheets.marking.notes import Kind, Note


class NothingToMark(Refused):
    """The file has nothing that its sender would have to look at, or cannot be read at all."""


def marked_file(file: ReceivedFile) -> Marked:
    """The sender's own file with what is wrong at its cells. NothingToMark; FileNotFoundError where it is not kept any more."""
    notes = notes_of(file)
    if not notes:
        raise NothingToMark(_("Tệp này không có chỗ nào phải sửa."))
    try:
        return mark(path_of(file.sha256).read_bytes(), file.name, notes, read=read_figures)
    except NotReadable as refusal:
        raise NothingToMark(str(refusal)) from refusal


def notes_of(file: ReceivedFile) -> list[Note]:
    """What is to be looked at in a file: findings and remarks of its returns, and what could not be understood.

    Nine statements at most, however many returns. Of a unit the last return that these contents gave counts.
    """
    situation = Situation(file.collection, file.received_by)
    rows = Return.objects.filter(collection=file.collection_id, file__sha256=file.sha256, state__in=OPEN)
    returns = {r.unit_id: r for r in rows.select_related("unit").order_by("revision")}
    (reading,) = read(situation, [file])
    several = len(returns) + sum(one.outcome != "read" for one in reading.returns) > 1
    names = {r.pk: situation.map.name(r.unit.code) if several else "" for r in returns.values()}
    found = [*_findings(names), *_remarks(names)]
    if not reading.returns and reading.reason:
        found.append(Note(Kind.QUESTION, reading.reason))
    found += [n for one in reading.returns if one.outcome != "read" for n in _questions(one, situation, several)]
    return list(dict.fromkeys(found))


def _findings(names: dict[int, str]) -> Iterator[Note]:
    """One statement."""
    rows = Finding.objects.filter(return_of__in=names).select_related("indicator")
    for f in rows:
        subject = f.indicator.spec["label"] if f.indicator else ""
        is_error = f.level == "E"
        yield Note(
            Kind.ERROR if is_error else Kind.WARNING, f.message, f.at, subject, f.reason, names[f.return_of_id],
            advice="" if is_error or f.reason else _(
                "Nếu sai thì sửa. Nếu đúng thì giữ nguyên và ghi một câu lý do khi gửi báo cáo."
            ),
        )  # fmt: skip


def _remarks(names: dict[int, str]) -> Iterator[Note]:
    """What was asked for when a return was sent back, at its cells. Two statements."""
    remarks = list(Remark.objects.filter(return_of__in=names).select_related("indicator"))
    asked = [r.indicator_id for r in remarks if r.indicator_id]
    cells = Cell.objects.filter(return_of__in=names, indicator__in=asked).values_list("return_of", "indicator", "at")
    places: dict[tuple[int, int | None], str] = {(return_, indicator): at for return_, indicator, at in cells}
    for r in remarks:
        subject = r.indicator.spec["label"] if r.indicator else ""
        at = places.get((r.return_of_id, r.indicator_id), "")
        yield Note(Kind.REMARK, r.text, at, subject, unit=names[r.return_of_id])


def _questions(one: ReturnReading, situation: Situation, several: bool) -> Iterable[Note]:
    unit = situation.map.name(one.unit) if several and one.unit else ""
    asked = [Note(Kind.QUESTION, d.sentence, d.at, d.text, unit=unit) for d in one.uncertain]
    if one.reason and all(n.what != one.reason for n in asked):
        asked.insert(0, Note(Kind.QUESTION, one.reason, unit=unit))
    return asked
