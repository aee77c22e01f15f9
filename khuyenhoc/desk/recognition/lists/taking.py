"""A list taken away: as a table, as it is filtered; and as paper for the meetings of the villages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

import pyarrow as pa
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.exports import KINDS
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.recognition.lists.page import asked_of
from khuyenhoc.desk.recognition.place import Place, place_of, show_list
from khuyenhoc.desk.recognition.words import HEADS, NAMES, status_words
from khuyenhoc.desk.views.files import download
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.meeting_list import Listed, MeetingList, Page, meeting_list_pdf
from khuyenhoc.documents.taking.files import WRITERS
from khuyenhoc.documents.taking.table import TYPES, Column, LongTable
from khuyenhoc.recognition.calling import Key, key_of
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.looking import note_taken
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.queries import Filters, page_of
from khuyenhoc.recognition.rules import BEFORE_MEETING
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import in_sentence

WHOM: Final = "ai"
EVERYONE: Final = "ca"
"""`ai=ca` in the address of the paper asks for everyone, not only for those who wait for a meeting."""
AT_A_TIME: Final = 2_000
MOST: Final = 110_000
"""So many rows are taken away at once at most: more than any unit has, less than a province."""


@desk_page
def table_view(
    request: DeskRequest, unit: str, model: LearningModel, year: int, kind: str, scope: str = ""
) -> HttpResponseBase:
    """The list as it is filtered, all pages of it, as XLSX or CSV. Names are as they are on the page."""
    place = place_of(request, unit, model, year, scope)
    if kind not in KINDS:
        raise Http404
    called = place.called()
    rows = [_row(place, called, standing) for standing in _all(place, asked_of(request.GET, scope).filters)]
    note_taken(
        by=request.user, unit=unit, model=model, after={"year": year, "rows": len(rows), "masked": not place.shown}
    )
    file = io.BytesIO()
    WRITERS[kind](_table(place, rows), file, None)
    file.seek(0)
    return download(file, f"{in_sentence(place.title).replace(' ', '-')}-{unit}.{kind}")


@desk_page
def paper_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponseBase:
    """The lists of the villages for their meetings, or of the one that the page is filtered by: who waits for a meeting;
    everyone where it is asked for (`ai=ca`), those of a standing where the page is filtered by it."""
    place = place_of(request, unit, model, year, scope)
    if not place.is_one:
        raise Http404(_("Mở sổ của một đơn vị rồi in danh sách họp thôn."))
    asked = asked_of(request.GET, scope)
    waiting_only = asked.filters.status is None and request.GET.get(WHOM) != EVERYONE
    found = (s for s in _all(place, asked.filters) if not waiting_only or s.status in BEFORE_MEETING)
    villages = [(village, list(rows)) for village, rows in groupby(found, lambda s: s.entry.village)]
    pages = [Page(v.full_name if v else "", [_listed(place, s) for s in rows]) for v, rows in villages]
    if not pages:
        everyone = urlencode({**asked.query, WHOM: EVERYONE}) if waiting_only else ""
        return show_list(request, "nothing_to_print", place, everyone=everyone)
    house = _("Số nhà, xóm") if model == LearningModel.FAMILY else str(HEADS.get(model, ""))
    listed = MeetingList(
        _("Hội Khuyến học %s") % in_sentence(place.map.name(unit)), place.titled, str(NAMES[model]), house, year, pages,
        clock.now(), place.synthetic,
    )  # fmt: skip
    note_taken(
        by=request.user, unit=unit, model=model, after={"year": year, "rows": sum(len(p.entries) for p in pages)}
    )
    name = f"{in_sentence(place.title).replace(' ', '-')}-{unit}.pdf"
    return FileResponse(io.BytesIO(meeting_list_pdf(listed)), filename=name, content_type="application/pdf")


def _all(place: Place, filters: Filters) -> Iterator[Standing]:
    """Every standing that a list has, a page after the other. Http404 where there are too many."""
    after: Key | None = None
    number = 0
    while rows := page_of(place.units, place.model, place.year, filters, after, AT_A_TIME):
        yield from rows
        number += len(rows)
        if number > MOST:
            text = _("Danh sách dài hơn %s dòng. Mở sổ của từng đơn vị, hoặc lọc bớt, rồi tải.")
            raise Http404(text % format_count(MOST))
        after = key_of(rows[-1])


def _listed(place: Place, standing: Standing) -> Listed:
    entry = standing.entry
    number, score = entry.number, standing.self_score
    beside = entry.house if place.model == LearningModel.FAMILY and place.shown else place.head(entry)
    return Listed(
        str(number or ""),
        place.name(entry),
        beside,
        status_words(standing.status, entry.scope),
        "" if score is None else str(score),
    )


_Row = tuple[str, str, int | None, str, str, str, int | None, str, str, int | None, str, str]


def _row(place: Place, called: Mapping[str, str], standing: Standing) -> _Row:
    entry, decision = standing.entry, standing.decision
    day = format_date(standing.registered_on) if standing.registered_on else ""
    decided = format_date(decision.decided_on) if decision and decision.decided_on else ""
    return (
        called.get(standing.unit.code, ""), entry.village.full_name if entry.village else "", entry.number or None,
        place.name(entry), place.head(entry), entry.house if place.shown else "", entry.birth_year if place.shown else None,
        status_words(standing.status, entry.scope), day, standing.score, decision.number if decision else "", decided,
    )  # fmt: skip


def _table(place: Place, rows: list[_Row]) -> LongTable:
    columns = tuple(
        Column(heading, "count" if is_count else "text")
        for heading, is_count in (
            (_("Đơn vị"), False), (_("Thôn"), False), (_("Số"), True), (str(NAMES[place.model]), False),
            (_("Người đứng đầu"), False), (_("Số nhà, xóm"), False), (_("Năm sinh"), True), (_("Tình trạng"), False),
            (_("Ngày đăng ký"), False), (_("Điểm"), True), (_("Quyết định"), False), (_("Ngày quyết định"), False),
        )
    )  # fmt: skip
    values = list(zip(*rows, strict=True)) or [() for _column in columns]
    arrays = [pa.array(list(v)).cast(pa.string()).dictionary_encode() if c.kind == "text" else pa.array(list(v), TYPES["count"])
              for c, v in zip(columns, values, strict=True)]  # fmt: skip
    table = LongTable(
        place.title, columns, len(rows), lambda: iter([pa.RecordBatch.from_arrays(arrays, table.schema.names)])
    )
    return table
