"""Entries that may be double, side by side: one, or not."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.addresses import undo_of
from khuyenhoc.desk.recognition.place import keepers_place, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.doubles.acts import forget_apart, keep_apart, merge
from khuyenhoc.recognition.doubles.queries import pairs_of
from khuyenhoc.recognition.doubles.rules import Because
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem

WORDS: Final[dict[Because, str | Promise]] = {
    Because.SAME_VILLAGE: gettext_lazy("cùng thôn"),
    Because.SAME_HOUSE: gettext_lazy("cùng số nhà"),
    Because.SAME_YEAR: gettext_lazy("cùng năm sinh"),
    Because.OTHER_VILLAGE: gettext_lazy("ở hai thôn"),
    Because.OTHER_ORDER: gettext_lazy("chữ đảo thứ tự"),
    Because.WITHOUT_ACCENTS: gettext_lazy("một bên viết không dấu"),
}


@desk_page
def doubles_view(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    return doubles_page(request, unit, model, year, problems=[])


def doubles_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, *, problems: list[Problem]
) -> HttpResponse:
    place = keepers_place(request, unit, model, year)
    pairs = [
        (pair, ", ".join(str(WORDS[why]) for why in pair.because),
         [(pair.first, place.name(pair.first.entry), pair.second), (pair.second, place.name(pair.second.entry), pair.first)])
        for pair in pairs_of(unit, model, year)
    ]  # fmt: skip
    return show_list(request, "doubles", place, pairs=pairs, problems=problems)


@act_on(doubles_page, "register_doubles")
def merge_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Two standings are of one entry; the one that was chosen stays."""
    kept, double = _numbers(request, "giu", "bo")
    step = merge(by=request.user, kept=kept, double=double)
    say(request, _("Đã gộp hai mục làm một."), undo=undo_of(step))
    return redirect("desk:register_doubles", unit, model, year)


@act_on(doubles_page, "register_doubles")
def apart_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Two entries are not the same."""
    one, other = _entries(request)
    keep_apart(by=request.user, one=one, other=other)
    undo = f"{reverse('desk:register_not_apart', args=[unit, model, year])}?mot={one}&hai={other}"
    say(request, _("Đã ghi là hai mục khác nhau; không hỏi lại."), undo=undo)
    return redirect("desk:register_doubles", unit, model, year)


@act_on(doubles_page, "register_doubles")
def not_apart_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Whether they are the same is asked again."""
    one, other = _entries(request)
    forget_apart(by=request.user, one=one, other=other)
    say(request, _("Đã hoàn tác: hai mục lại hiện ở trang này."))
    return redirect("desk:register_doubles", unit, model, year)


def _entries(request: DeskRequest) -> tuple[int, int]:
    return _numbers(request, "mot", "hai")


def _numbers(request: DeskRequest, one: str, other: str) -> tuple[int, int]:
    texts = [request.POST.get(name) or request.GET.get(name, "") for name in (one, other)]
    numbers = typed_rows(texts)
    if len(numbers) != 2:
        raise RecognitionRefused(_("Chọn hai mục khác nhau. Tải lại trang để xem danh sách mới nhất."))
    return numbers[0], numbers[1]
