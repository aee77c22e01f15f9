"""The one next step of a unit's list: from an empty list to the day when everybody on it has been decided on."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.desk.recognition.addresses import ListArgs
from khuyenhoc.desk.recognition.words import noun
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.listing import last_list
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.wholes.queries import ToCome
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done now. `url`: where; `post`: the button does it, and is no way to a page."""

    title: str
    text: str
    label: str
    url: str
    post: bool = False


def next_step(unit: str, model: LearningModel, year: int, count: Count) -> Next | None:
    """The next step of a list by its figures; None where nothing waits. One statement where the list is empty, else none."""
    name = noun(model)
    if not count.total:
        return _to_begin(unit, model, year, name)
    if waiting := count.total - count.registered:
        values = {"n": format_count(waiting), "noun": name, "year": year}
        return Next(
            _("%(n)s %(noun)s chưa đăng ký năm %(year)d") % values,
            _("Đánh dấu những %(noun)s đã đăng ký, cả thôn hay từng %(noun)s, rồi bấm “Đăng ký”.") % values,
            _("Ghi nhận đăng ký"),
            f"{reverse('desk:register_list', args=[unit, model, year])}?tinh-trang=listed",
        )
    if waiting := count.registered - count.recognised:
        values = {"n": format_count(waiting), "noun": name}
        return Next(
            _("%(n)s %(noun)s đã đăng ký, chưa được công nhận") % values,
            _("Thôn họp bình xét, đơn vị thẩm định, rồi ra quyết định: xem đang ở bước nào."),
            _("Xem các bước công nhận"),
            reverse("desk:recognising", args=[unit, model, year]),
        )
    return None


def next_of_wholes(args: ListArgs, coming: ToCome, count: Count, name: str) -> Next | None:
    """The same of a list of whole units (`name`: "đơn vị cấp xã"): first of all everyone is put on it. No statement."""
    year = args[2]
    if coming.number:
        values = {"n": format_count(coming.number), "noun": name, "year": year}
        told = [_("Có tên trong danh sách, chưa đăng ký. Hoàn tác được cả lần bằng một nút.")]
        if coming.known:
            told.append(_("%s đơn vị đã có trong danh sách trước, được chuyển sang.") % format_count(len(coming.known)))
        if holding := coming.holding(year):
            told.append(
                _("%s đơn vị còn trong thời hạn công nhận thì vẫn ghi “được công nhận”.") % format_count(holding)
            )
        return Next(
            _("Đưa %(n)s %(noun)s vào danh sách năm %(year)d") % values, " ".join(told), _("Đưa tất cả vào danh sách"),
            reverse("desk:put_units", args=args), post=True,
        )  # fmt: skip
    if waiting := count.total - count.registered:
        values = {"n": format_count(waiting), "noun": name, "year": year}
        return Next(
            _("%(n)s %(noun)s chưa đăng ký năm %(year)d") % values,
            _("Đơn vị tự đăng ký ở trang sổ của mình; hoặc đánh dấu những đơn vị đã đăng ký rồi bấm “Đăng ký”."),
            _("Ghi nhận đăng ký"), f"{reverse('desk:register_list', args=args)}?tinh-trang=listed",
        )  # fmt: skip
    if waiting := count.registered - count.recognised:
        values = {"n": format_count(waiting), "noun": name}
        return Next(
            _("%(n)s %(noun)s đã đăng ký, chưa được công nhận") % values,
            _("Hội nghị bình xét, thẩm định, rồi ra quyết định: xem đang ở bước nào."),
            _("Xem các bước công nhận"), reverse("desk:recognising", args=args),
        )  # fmt: skip
    return None


def _to_begin(unit: str, model: LearningModel, year: int, name: str) -> Next:
    if last := last_list(unit, model, year):
        values = {"last": last, "year": year, "noun": name}
        return Next(
            _("Chuyển danh sách năm %(last)d sang năm %(year)d") % values,
            _("Mọi %(noun)s còn trong danh sách năm %(last)d được đưa sang; thay đổi thì sửa sau.") % values,
            _("Xem trước rồi chuyển"),
            reverse("desk:register_carry", args=[unit, model, year]),
        )
    return Next(
        _("Bắt đầu sổ %s") % LearningModel(model).label,
        _("Nạp danh sách đang có trong bảng tính; chưa có thì thêm từng %s.") % name,
        _("Nạp danh sách từ tệp"),
        reverse("desk:register_files", args=[unit, model, year]),
    )
