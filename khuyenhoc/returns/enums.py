"""States of a return, and the moves between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("bản nháp")
    SUBMITTED = "submitted", _("đã gửi")
    SENT_BACK = "sent_back", _("trả lại để sửa")
    ACCEPTED = "accepted", _("đã chấp nhận")
    SIGNED = "signed", _("đã ký duyệt")


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.ACCEPTED, State.SENT_BACK}),
    State.SENT_BACK: frozenset({State.SUBMITTED}),
    State.ACCEPTED: frozenset({State.SIGNED, State.SUBMITTED}),
    State.SIGNED: frozenset(),
}
"""A return sent back is usually answered by a new revision; it may also be sent again as it is, with written reasons. An
acceptance can be taken back until the leader has signed; a signed return is changed only by a new revision."""

OPEN = (State.DRAFT, State.SUBMITTED, State.SENT_BACK)
IN_FORCE = (State.ACCEPTED, State.SIGNED)


class RunState(TextChoices):
    """How far an intake of many files has got."""

    QUEUED = "queued", _("đang chờ")
    RUNNING = "running", _("đang đọc")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("dừng giữa chừng")


class LoadKind(TextChoices):
    """What a table of earlier years brings."""

    FIGURES = "figures", _("số liệu kỳ trước")
    FACTS = "facts", _("số thôn, khu dân cư")
