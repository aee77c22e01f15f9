"""Keeping a view of figures, dropping it, and bringing it back. A view is its owner's alone."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, refusal
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.ledger.view_models import SavedView
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.vietnamese.text import normalise


@transaction.atomic
def save_view(*, by: User, name: str, query: str) -> SavedView:
    """Refused without a name, for one that is too long, and for one that another view of the same person has. NotAllowed."""
    unit = _home(by)
    wanted, most = normalise(name), SavedView._meta.get_field("name").max_length or 0
    if not wanted or len(wanted) > most:
        raise Refused(_("Đặt cho bảng này một tên ngắn, ví dụ “Gia đình học tập năm năm qua”."))
    try:
        with transaction.atomic():
            view = SavedView.objects.create(owner=by, name=wanted, query=query, saved_at=clock.now())
    except IntegrityError as error:
        raise Refused(_("Đã có một bảng tên “%s”. Đặt tên khác, hoặc xóa bảng cũ trước.") % wanted) from error
    _note(by, unit, "save_view", view)
    return view


@transaction.atomic
def drop_view(*, by: User, view: int) -> SavedView:
    """WrongState where there is none of the person's own."""
    found = _own(by, view, dropped=False)
    found.dropped_at = clock.now()
    return _changed(by, "drop_view", found)


@transaction.atomic
def bring_back_view(*, by: User, view: int) -> SavedView:
    """WrongState where none was dropped; Refused where its name was taken since."""
    found = _own(by, view, dropped=True)
    if SavedView.objects.filter(owner=by, name=found.name, dropped_at=None).exists():
        raise Refused(_("Đã có một bảng khác tên “%s”. Xóa bảng ấy trước.") % found.name)
    found.dropped_at = None
    return _changed(by, "bring_back_view", found)


def saved_views(owner: User) -> list[SavedView]:
    """Those that somebody keeps, by their names. One statement."""
    return list(SavedView.objects.filter(owner=owner, dropped_at=None))


def _own(by: User, view: int, *, dropped: bool) -> SavedView:
    rows = SavedView.objects.select_for_update().filter(pk=view, owner=by, dropped_at__isnull=not dropped)
    if found := rows.first():
        return found
    raise WrongState(_("Bảng đã lưu này không còn, hoặc không phải của tài khoản này."))


def _changed(by: User, act: str, view: SavedView) -> SavedView:
    view.save(update_fields=["dropped_at"])
    _note(by, _home(by), act, view)
    return view


def _home(by: User) -> str:
    """The unit at which somebody may see figures. NotAllowed without one."""
    for held in held_roles(by):
        if held.reach(Right.SEE_FIGURES):
            return held.unit
    raise NotAllowed(refusal(by, Right.SEE_FIGURES, _("đơn vị nào")))


def _note(by: User, unit: str, act: str, view: SavedView) -> None:
    after = {"name": view.name, "view": view.query}
    record(by=by.username, unit=unit, act=act, subject=("user", by.username), after=after)
