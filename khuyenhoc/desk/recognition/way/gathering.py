"""What the pages of registering and meetings of a unit show: its villages, their codes, who is to be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import public
from khuyenhoc.desk.recognition.place import Place
from khuyenhoc.desk.recognition.typed import typed_day
from khuyenhoc.desk.recognition.words import NAMES
from khuyenhoc.documents.posters import Poster, posters_pdf
from khuyenhoc.documents.wording import mark_of
from khuyenhoc.recognition.deciding.schedule import schedule_of
from khuyenhoc.recognition.enums import LearningModel, Stage
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.links import poster_token
from khuyenhoc.recognition.joining.models import Invitation
from khuyenhoc.recognition.joining.queries import VillageCount
from khuyenhoc.recognition.meetings.models import Meeting
from khuyenhoc.recognition.models import Village
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised

WITHOUT: Final = 0
"""The number by which addresses call the entries without a village."""


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village on the page. `number`: by which addresses call it; `waiting`: who registered and was not voted on yet."""

    count: VillageCount
    name: str
    number: int
    address: str
    meeting: Meeting | None


def lines_of(
    request: HttpRequest, place: Place, counts: Sequence[VillageCount], meetings: Sequence[Meeting]
) -> list[VillageLine]:
    """The villages of a list in their order, each with its code's address and its last meeting. No statement."""
    last: dict[int | None, Meeting] = {}
    for meeting in meetings:
        last.setdefault(meeting.village_id, meeting)
    return [
        VillageLine(
            c, capitalised(c.village.full_name) if c.village else whole_name(len(counts)),
            c.village.pk if c.village else WITHOUT, poster_address(request, c.invitation) if c.invitation else "",
            last.get(c.village.pk if c.village else None),
        )
        for c in counts
    ]  # fmt: skip


def whole_name(number: int) -> str:
    """How those without a village are called where there are so many lines."""
    return _("Cả đơn vị") if number == 1 else _("Chưa ghi thôn")


def poster_address(request: HttpRequest, invitation: Invitation) -> str:
    """Where a poster's code leads."""
    return public(request, reverse("desk:join", args=[poster_token(invitation)]))


def village_of(unit: str, number: int) -> Village | None:
    """The village that an address calls, None for those without one; also one that was the unit's and has gone to another since.

    Http404 for a village of elsewhere."""
    if number == WITHOUT:
        return None
    found = (
        Village.objects.filter(pk=number).filter(Q(unit__code=unit) | Q(entries__standings__unit__code=unit)).first()
    )
    if found is None:
        raise Http404(_("Đơn vị này không có thôn ấy."))
    return found


def until(place: Place) -> dt.date:
    """The day that the form suggests for codes: until when one registers, where that is still to come; else two weeks on."""
    due = next(d.on for d in schedule_of(place.unit, place.model, place.year) if d.stage == Stage.REGISTER)
    return max(due, clock.today() + dt.timedelta(days=14))


def day_in(post: QueryDict, name: str) -> dt.date:
    """The day that was typed. RecognitionRefused for what is none."""
    day = typed_day(post.get(name, ""))
    if day is None:
        raise RecognitionRefused(_("Chưa ghi ngày. Ghi ngày/tháng/năm, ví dụ 15/11/2023."))
    return day


def posters_of(request: HttpRequest, place: Place, invitations: Sequence[Invitation]) -> bytes:
    """The posters of codes as one file, a page for each."""
    unit = place.map.units[place.unit].full_name
    steps = (
        _("Mở máy ảnh hoặc Zalo, quét mã này."),
        _("Gõ %s, bấm “Tìm tên tôi”, rồi bấm “Đúng, đăng ký”.") % str(NAMES[place.model]).lower(),
        _("Lưu lại liên kết riêng để làm tiếp các bước sau."),
    )
    made = [
        Poster(
            issuer=place.at.unit, title=_title(place.model, place.year), steps=steps, address=poster_address(request, i),
            place=capitalised(f"{i.village.full_name}, {unit}" if i.village else unit),
            typed=_("Không quét được thì gõ địa chỉ này:"),
            until=_("Nhận đăng ký đến hết ngày %s") % format_date(i.expires_on),
            foot=_("Không mất tiền, không cần tài khoản. Không có điện thoại thì đăng ký với trưởng thôn."),
            mark=mark_of(place.synthetic),
        )
        for i in invitations
    ]  # fmt: skip
    return posters_pdf(made, timezone.localtime(clock.now()))


def _title(model: str, year: int) -> str:
    return _("Đăng ký %(model)s\n%(year)s") % {"model": LearningModel(model).label, "year": period_words(str(year))}
