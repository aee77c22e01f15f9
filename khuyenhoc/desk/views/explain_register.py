"""What stands behind a figure of one unit in its register: by village and status, and the first entries, masked."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.views.figures import asked, crumbs
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.rollups.behind import behind
from khuyenhoc.rollups.queries import explain


@desk_page
def explain_register_view(request: DeskRequest, indicator: str, unit: str) -> HttpResponse:
    """Entries stand there only for whoever may see the register; their names are in the list itself, which tells the journal."""
    ask = asked(request, unit)
    spec = ask.books.form.by_code.get(indicator)
    if spec is None or spec.counted_in is None:
        raise Http404(_("Chỉ tiêu này không đếm từ sổ mô hình học tập."))
    node = explain(indicator, unit, ask.period, ask.as_of)
    register = node.register
    if register is None:
        raise Http404(_("Số của đơn vị này không đến từ một cuốn sổ. Xem giải trình của chỉ tiêu."))
    map_ = request.visitor.map_on(clock.today())
    sees = request.visitor.may(Right.SEE_REGISTER, unit, map_)
    _model, number = spec.counted_in
    found = behind(unit, register.model, register.on.year, number, limit=50 if sees else 0)
    return show(
        request, "explain_register", ask.at, tab="own_figures", ask=ask, indicator=spec, cell=node.cells[0], register=register,
        found=found, sees=sees, crumbs=crumbs(request, ask),
    )  # fmt: skip
