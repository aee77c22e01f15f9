"""What is to be done about a list, the first thing first, in the words of the pages. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.desk.recognition.addresses import list_args
from khuyenhoc.desk.recognition.words import noun
from khuyenhoc.recognition.deciding.schedule import Due
from khuyenhoc.recognition.deciding.waiting import Key, Waiting
from khuyenhoc.recognition.enums import Stage
from khuyenhoc.recognition.models import Decision
from khuyenhoc.recognition.wholes.saying import titled
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count

SOON = dt.timedelta(days=30)
"""So long before its day a stage is spoken of."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to be done. `decides`: only for who may decide; `is_late`: its day is over."""

    title: str
    text: str
    label: str
    url: str
    decides: bool = False
    is_late: bool = False


def todo(key: Key, waiting: Waiting, unfinished: Sequence[Decision], due: Sequence[Due], today: dt.date) -> list[Todo]:
    """What is to be done about a list: drafts and appraisals first, then what is coming."""
    days = {one.stage: one for one in due}
    return [*_decisions(unfinished), *_now(key, waiting, days, today), *_coming(key, waiting, days, today)]


def _decisions(unfinished: Sequence[Decision]) -> Iterator[Todo]:
    for one in unfinished:
        address = reverse("desk:model_decision", args=[one.pk])
        values = {"number": one.number, "model": titled(one.model, one.scope), "year": one.year}
        if not one.issued_at:
            title = _("Dự thảo quyết định về %(model)s năm %(year)d chưa ban hành") % values
            yield Todo(title, _("Ghi số, ngày, người ký rồi ban hành."), _("Mở dự thảo"), address, decides=True)
        elif not one.scan:
            title = _("Quyết định số %(number)s chưa có bản chụp") % values
            text = _("Chụp văn bản đã ký rồi gửi lên, để sau này còn tìm thấy.")
            yield Todo(title, text, _("Mở quyết định"), address, decides=True)


def _now(key: Key, waiting: Waiting, days: dict[Stage, Due], today: dt.date) -> Iterator[Todo]:
    values, args = _values(key), list_args(*key)
    if n := waiting.to_appraise:
        whole = _("Hội nghị đã đề nghị. So điểm tự chấm với minh chứng, rồi ghi điểm thẩm định. %s")
        text = whole if key.scope else _("Thôn đã đề nghị. So điểm tự chấm với minh chứng, rồi ghi điểm thẩm định. %s")
        yield Todo(
            _("%(n)s %(noun)s chờ thẩm định") % {**values, "n": format_count(n)}, text % _until(days[Stage.APPRAISE], today),
            _("Thẩm định"), reverse("desk:appraisals", args=args), is_late=days[Stage.APPRAISE].on < today,
        )  # fmt: skip
    if n := waiting.ready:
        text = _("Xem ai được công nhận, ai để lại và vì sao, rồi lập dự thảo quyết định. %s")
        yield Todo(
            _("%(n)s %(noun)s đủ điều kiện công nhận") % {**values, "n": format_count(n)},
            text % _until(days[Stage.DECIDE], today), _("Xem và lập quyết định"),
            reverse("desk:choose_recognised", args=args), decides=True, is_late=days[Stage.DECIDE].on < today,
        )  # fmt: skip


def _coming(key: Key, waiting: Waiting, days: dict[Stage, Due], today: dt.date) -> Iterator[Todo]:
    """Registering and meetings, from a month before their day on. Whole units register on their list."""
    values, args = _values(key), list_args(*key)
    address = reverse("desk:register_list" if key.scope else "desk:way", args=args)
    register, vote = days[Stage.REGISTER], days[Stage.VOTE]
    if waiting.listed and register.on - SOON <= today <= register.on:
        title = _("%(n)s %(noun)s chưa đăng ký") % {**values, "n": format_count(waiting.listed)}
        yield Todo(title, _("Đăng ký trong năm sắp hết hạn. %s") % _until(register, today), _("Mời đăng ký"), address)
    if waiting.registered and vote.on - SOON <= today:
        title = _("%(n)s %(noun)s chờ thôn họp bình xét")
        text = _("Họp thôn, ghi số có mặt, tán thành, không tán thành. %s")
        if key.scope:
            title = _("%(n)s %(noun)s chờ họp bình xét")
            text = _("Ghi số có mặt, tán thành, không tán thành của hội nghị. %s")
            address = reverse("desk:meet", args=args)
        title, text = title % {**values, "n": format_count(waiting.registered)}, text % _until(vote, today)
        yield Todo(title, text, _("Ghi kết quả họp"), address, is_late=vote.on < today)


def _values(key: Key) -> dict[str, str]:
    return {"noun": noun(key.model, key.scope)}


def _until(due: Due, today: dt.date) -> str:
    """ "Hạn: 30/11/2023, đã quá hạn."; a day that is only suggested says so."""
    words = _("Hạn: %s") % format_date(due.on)
    if not due.is_own:
        words = _("Hạn gợi ý: %s") % format_date(due.on)
    return _("%s, đã qua.") % words if due.on < today else f"{words}."
