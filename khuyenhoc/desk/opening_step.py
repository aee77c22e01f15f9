"""The next collection, as a step of "Việc của tôi" of whoever has nothing else to do and may open it."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.agenda import Step
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.returns.opening.queries import offered
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence


def opening_steps(visitor: Visitor, today: dt.date) -> list[Step]:
    """What is most likely to be opened now at the reader's own unit. Two statements; none where the reader opens nothing."""
    if not visitor.holds(Right.OPEN_COLLECTION):
        return []
    following = offered(visitor.home, today).arranged.following
    if following is None:
        return []
    words = {"form": in_sentence(following.form.title), "period": period_words(following.period.code)}
    return [
        Step(
            _("Mở đợt %(form)s %(period)s") % words,
            _(
                "Không còn việc nào chờ. Trang sau điền sẵn theo đợt trước; chưa có gì được mở cho đến khi bấm nút cuối cùng."
            ),
            _("Xem và mở đợt này"),
            reverse("desk:open", args=[following.form.code, following.period.code]),
            "not-begun",
            is_active=False,
        )
    ]
