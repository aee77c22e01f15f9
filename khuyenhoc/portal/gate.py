"""The gate between a draft and the public: no misprinted citation, no figure that the books do not hold, no figure typed by hand.

Called from `ArticlePage.save`, so that nothing can be published past it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.citations import CitationStatus, compare, find
from khuyenhoc.catalogue.queries import instruments
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.printing import pin
from khuyenhoc.portal import accepted
from khuyenhoc.portal.errors import CannotPublish
from khuyenhoc.portal.pinning import printed_by_article
from khuyenhoc.portal.visible import Visible
from khuyenhoc.recognition.deciding.public import announced_decision
from khuyenhoc.units.queries import unit_map

if TYPE_CHECKING:
    from khuyenhoc.portal.models import ArticlePage

TYPED_FIGURE: Final = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?:/\d{1,3}(?:\.\d{3})+)?(?![\d/]|\.\d)", re.ASCII)


def let_through(article: ArticlePage) -> User:
    """Who publishes. NotAllowed where they may not; CannotPublish with everything that is wrong. Nothing is written."""
    by = acting(article)
    require(by=by, right=Right.PUBLISH, units=[article.unit], map_=unit_map(clock.today()))
    found = faults(article.visible, top=article.unit, of_year=bool(article.period), decision=article.decision_id)
    if found:
        raise CannotPublish(found, article.pk)
    return by


def acting(article: ArticlePage) -> User:
    """The user of the act in progress, else the one who saved the version that is being published."""
    revision = article.live_revision
    by = get_active_log_context().user or (revision.user if revision else None)
    if not isinstance(by, User):
        raise NotAllowed(_("Không rõ ai đăng bài này. Hãy đăng nhập rồi đăng lại."))
    return by


def faults(visible: Visible, *, top: str, of_year: bool, decision: int | None = None) -> tuple[str, ...]:
    """Sentences, each naming one fault; empty where the article may be published.

    `top`: the code of the province; `of_year`: it is a year's article, in which no figure is typed by hand; `decision`: the one
    (row) that it tells of, which has to be announced.
    """
    known = instruments()
    return (
        *_misprints(visible.text, known),
        *_stale(visible, top),
        *(_typed(visible.typed) if of_year else ()),
        *_unannounced(decision),
    )


def _unannounced(decision: int | None) -> Iterator[str]:
    if decision and announced_decision(decision) is None:
        yield _("Quyết định mà bài này nói đến không còn được công bố. Công bố lại quyết định rồi mới đăng bài.")


def _misprints(text: str, known: Sequence[InstrumentSpec]) -> Iterator[str]:
    for verdict in compare(find(text), known):
        if verdict.status is CitationStatus.MISPRINT:
            words = {"wrong": verdict.citation.as_published, "right": verdict.correct}
            yield _("Văn bản “%(wrong)s” ghi nhầm. Đúng là “%(right)s”. Sửa lại chỗ đó trong bài.") % words


def _stale(visible: Visible, top: str) -> Iterator[str]:
    for stale in accepted.stale(visible.figures, top):
        words = {"what": stale.label, "old": stale.ref.text, "new": stale.now}
        if stale.now is None:
            yield _("%(what)s: trong bài ghi %(old)s, nhưng số liệu đã chấp nhận không có số này. Xóa ô đó.") % words
        else:
            yield _("%(what)s: trong bài ghi %(old)s, số liệu đã chấp nhận nay là %(new)s. Cập nhật số liệu.") % words


def _typed(text: str) -> Iterator[str]:
    for number in dict.fromkeys(TYPED_FIGURE.findall(text)):
        yield _("Con số %(number)s là chữ gõ tay. Xóa đi rồi chèn lại bằng nút “Số liệu”.") % {"number": number}


def note(*, by: User, article: ArticlePage, before: ArticlePage | None) -> None:
    """The event of a publication, and the figures that it prints, within the transaction of the save."""
    pin(
        by=by, kind=PrintKind.ARTICLE, subject=str(article.pk), name=article.title, unit=article.unit, books=head(),
        pins=printed_by_article(article.visible.figures),
    )  # fmt: skip
    record(
        by=by.username, unit=article.unit, act="publish_article", subject=("article", article.pk),
        before=summary(before) if before else None, after=summary(article),
    )  # fmt: skip


def summary(article: ArticlePage) -> dict[str, object]:
    """What the journal keeps of an article: enough to know the version and its figures."""
    figures = {f"{f.indicator} {f.kind} {f.unit} {f.period}": f.text for f in article.visible.figures}
    return {"title": article.title, "revision": article.live_revision_id, "figures": figures}
