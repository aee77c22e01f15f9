"""A unit's due dates as a feed, for whoever has its address. No names, no states: dates alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import is_calendar_token, public
from khuyenhoc.desk.words import association
from khuyenhoc.documents.calendar import DueDate, calendar
from khuyenhoc.returns.models import Obligation
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.periods import period_words

AN_HOUR = 3600


def feed(request: HttpRequest, unit: str, token: str) -> HttpResponse:
    """Every due date of the unit, also those that have passed. Http404 for an address that is not ours. Two statements."""
    if not is_calendar_token(unit, token):
        raise Http404
    owed = Obligation.objects.filter(unit__code=unit).select_related("collection__form").order_by("due_on")
    name = association(unit_map(clock.today()), unit)
    due = [_due(request, unit, one) for one in owed]
    response = HttpResponse(
        calendar(_("Hạn nộp báo cáo: %(unit)s") % {"unit": name}, due, clock.now()),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'inline; filename="han-nop-{unit}.ics"'
    response["Cache-Control"] = f"private, max-age={AN_HOUR}"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _due(request: HttpRequest, unit: str, owed: Obligation) -> DueDate:
    collection = owed.collection
    title = _("Hạn nộp báo cáo khuyến học %(period)s") % {"period": period_words(collection.period)}
    text = _("Biểu mẫu: %(form)s. Gửi tệp Excel của đơn vị ở địa chỉ kèm theo.") % {
        "form": collection.form.spec["title"]
    }
    if owed.extended_for:
        text += " " + _("Đã gia hạn cho đơn vị, hạn chung là %(day)s.") % {"day": format_date(collection.due_on)}
    address = public(request, reverse("desk:upload", args=[collection.code]))
    return DueDate(f"{collection.code}-{unit}@khuyenhoc", owed.due_on, title, text, address)
