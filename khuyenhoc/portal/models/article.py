"""An article: born as a draft, shown to the public only after the gate has found nothing wrong with it."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from khuyenhoc.audit import clock
from khuyenhoc.portal import accepted, gate, pictures, queries, recognised
from khuyenhoc.portal.article_form import ArticleForm
from khuyenhoc.portal.blocks import Body
from khuyenhoc.portal.charts import Kept, chart_of
from khuyenhoc.portal.models.category import Category
from khuyenhoc.portal.visible import Visible
from khuyenhoc.recognition.models import Decision
from khuyenhoc.vietnamese.text import fold


class ArticlePage(Page):  # type: ignore[misc]  # Wagtail carries no types
    """An article (bài viết). `unit` and `period` name the year that it was drafted from; `period` is "" for other news.

    `decision`: the one on learning models that it announces; whom that one may name is shown under the text, as it is now.

    `charts`: as `portal.charts` keeps them. `notes` says what is odd about figures that the text prints (see
    `accepted.notes`), as it was at publishing.
    """

    category = models.ForeignKey(
        Category, verbose_name=_("Chuyên mục"), on_delete=models.PROTECT, related_name="articles"
    )
    lead = models.TextField(_("Đoạn mở đầu"), max_length=600)
    photo = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("Ảnh"), on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    caption = models.CharField(_("Lời dưới ảnh"), max_length=200, blank=True)
    body = StreamField(Body(), verbose_name=_("Nội dung"))
    byline = models.CharField(_("Người viết, nguồn"), max_length=120, blank=True)
    dated_at = models.DateTimeField(
        _("Ngày giờ đăng"), null=True, blank=True, help_text=_("Để trống thì lấy lúc đăng lần đầu.")
    )
    unit = models.CharField(max_length=16, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    period = models.CharField(max_length=16, blank=True, editable=False)
    synthetic = models.BooleanField(default=False, editable=False)
    notes = models.JSONField(default=list, editable=False)
    charts = models.JSONField(default=list, editable=False)
    with_charts = models.BooleanField(
        _("In kèm biểu đồ của năm"), default=True,
        help_text=_("Biểu đồ được soạn cùng bài từ số liệu đã chấp nhận, mỗi biểu đồ có bảng số đi kèm."),
    )  # fmt: skip
    search_text = models.TextField(editable=False)

    template = "portal/article.html"
    base_form_class = ArticleForm
    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["period", "dated_at", "decision"]
    content_panels = [
        FieldPanel("title", heading=_("Tên bài")),
        FieldPanel("category", widget=Select),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("caption")], heading=_("Ảnh")),
        FieldPanel("body"),
        FieldPanel("with_charts"),
        FieldPanel("byline"),
        FieldPanel("dated_at"),
    ]
    promote_panels = [
        FieldPanel("slug", heading=_("Tên trong địa chỉ"), help_text=_("Để trống thì lấy từ tên bài.")),
        FieldPanel("search_description", heading=_("Giới thiệu ngắn cho trang tìm kiếm")),
    ]
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], condition=~Q(period=""), name="portal_article_of_year"),
            models.UniqueConstraint(fields=["decision"], name="portal_article_of_decision"),
        ]

    @property
    def charts_shown(self) -> list[Kept]:
        return self.charts if self.with_charts else []

    @property
    def visible(self) -> Visible:
        """What the public would read."""
        blocks = tuple((b.block_type, getattr(b.value, "source", b.value)) for b in self.body)
        return Visible(
            self.title, self.lead, self.caption, self.byline, blocks, tuple(map(chart_of, self.charts_shown))
        )

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that a reader sees: two equal ones are the same page."""
        return self.visible, self.photo_id, self.category_id, self.dated_at

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves; CannotPublish where the public would come to see what the gate does not let through.

        The gate stands here because every way to publish ends here: the buttons of the editor, the list of pages, the acts.
        """
        wanted = kwargs.get("update_fields")
        if wanted is not None and "live" not in wanted:
            super().save(*args, **kwargs)
            return
        self.search_text = fold(self.visible.text)
        if self._state.adding:
            self.live = False
            self.unit = self.unit or queries.home_unit()
        if self.live:
            self._save_for_the_public(*args, **kwargs)
        else:
            super().save(*args, **kwargs)

    def _save_for_the_public(self, *args: Any, **kwargs: Any) -> None:
        before = ArticlePage.objects.get(pk=self.pk)
        self.dated_at = self.dated_at or before.dated_at or clock.now()
        if before.live and before.shown == self.shown:
            super().save(*args, **kwargs)
            return
        by = gate.let_through(self)
        if self.photo:
            pictures.make_ready(self.photo)
        self.notes = accepted.notes(self.visible.figures, self.unit)
        super().save(*args, **kwargs)
        gate.note(by=by, article=self, before=before if before.live else None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `others`, the newest other articles, and what is announced of its year, or by its decision. Two statements at
        most, three for a decision's."""
        announced = recognised.told_beside(self)
        found = {"others": queries.others(self), "synthetic": self.synthetic, "announced": announced}
        return {**super().get_context(request, *args, **kwargs), **found}
