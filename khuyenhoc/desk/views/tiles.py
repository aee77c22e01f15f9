"""Every lowest unit as a tile, shaded by a share: what can be seen at once where there is no map of shapes."""

from __future__ import annotations

from django.http import HttpResponse

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.views.figures import Asked, asked, crumbs
from khuyenhoc.desk.views.over_time import svg_response
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.tile_grid import ACROSS, shades_words, tile_grid_svg
from khuyenhoc.rollups.tiles import tiles

SHARE = "ty-le"
WIDTH = "kho"


@desk_page
@ready()
def tiles_view(request: DeskRequest, unit: str) -> HttpResponse:
    ask = asked(request, unit)
    shown, known = _indicator(request, ask)
    blocks = tiles(ask.books, unit, shown.code)
    return show(
        request, "tiles", ask.at, tab="own_figures", ask=ask, indicator=shown, known=known, blocks=blocks,
        shades=shades_words(blocks), crumbs=crumbs(request, ask, "tiles"),
    )  # fmt: skip


@desk_page
def tiles_picture(request: DeskRequest, unit: str) -> HttpResponse:
    ask = asked(request, unit)
    shown, _known = _indicator(request, ask)
    across = ACROSS.get(request.GET.get(WIDTH, ""), ACROSS["hep"])
    return svg_response(tile_grid_svg(tiles(ask.books, unit, shown.code), across))


def _indicator(request: DeskRequest, ask: Asked) -> tuple[IndicatorSpec, list[IndicatorSpec]]:
    """The share that is asked for, the first one where there is none of that name; and all that there are."""
    known = [i for i in ask.books.form.indicators if i.unit == "%"]
    wanted = request.GET.get(SHARE, "")
    first = ask.books.form.models[0].share if ask.books.form.models else known[0].code
    found = next((i for i in known if i.code == wanted), None) or ask.books.form.by_code[first]
    return found, known
