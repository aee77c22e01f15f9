"""Where the figures of a unit were printed, and which of them have changed since."""

from __future__ import annotations

from django.http import HttpResponse

from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.views.figures import asked, crumbs
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.rollups.pins import where_printed


@desk_page
@ready()
def printed_view(request: DeskRequest, unit: str) -> HttpResponse:
    """By paper and article, the latest first, with every figure that is not what was printed."""
    ask = asked(request, unit)
    found = where_printed(unit, ask.period)
    return show(
        request, "printed", ask.at, tab="own_figures", ask=ask, crumbs=crumbs(request, ask, "printed"), found=found,
        form=ask.books.form, changed=sum(len(one.changed) for one in found),
    )  # fmt: skip
