"""What we add to the editors' desk of Wagtail, and what we take from it so that little is left to be afraid of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.forms import choosers
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, PluginFeature
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khuyenhoc.portal import editor_views, news_views, queries, year_views
from khuyenhoc.portal.draftail import ENTITY, FigureHandler, figure_entity
from khuyenhoc.portal.models import ArticlePage, Category
from khuyenhoc.portal.rich_text import SELECTOR

NOT_FOR_EDITORS = ("help", "reports", "settings", "documents", "redirects")

LABELS: dict[type[Form], dict[str, Promise]] = {
    choosers.ExternalLinkChooserForm: {"url": gettext_lazy("Địa chỉ trang"), "link_text": gettext_lazy("Chữ hiện ra")},
    choosers.AnchorLinkChooserForm: {
        "url": gettext_lazy("Tên chỗ trong trang"),
        "link_text": gettext_lazy("Chữ hiện ra"),
    },
    choosers.PhoneLinkChooserForm: {
        "phone_number": gettext_lazy("Số điện thoại"),
        "link_text": gettext_lazy("Chữ hiện ra"),
    },
    choosers.EmailLinkChooserForm: {
        "email_address": gettext_lazy("Địa chỉ thư điện tử"),
        "link_text": gettext_lazy("Chữ hiện ra"),
        "subject": gettext_lazy("Tên thư"),
        "body": gettext_lazy("Lời thư"),
    },
}
"""Wagtail names these fields in English, outside of any catalogue."""
for form, labels in LABELS.items():
    for field, label in labels.items():
        form.base_fields[field].label = str(label)


def figures_in_paragraphs(features: FeatureRegistry) -> None:
    """The button “Số liệu” of a paragraph, and what keeps a figure from being typed into."""
    choose = {
        "type": ENTITY,
        "label": gettext_lazy("Số liệu"),
        "description": gettext_lazy("Chèn số liệu đã chấp nhận"),
    }
    features.register_editor_plugin("draftail", "figure", EntityFeature(choose, js=["portal/figures.js"]))
    features.register_editor_plugin("draftail", "figure-guard", PluginFeature({"type": "figure-guard"}))
    rule = {
        "from_database_format": {SELECTOR: FigureHandler(ENTITY)},
        "to_database_format": {"entity_decorators": {ENTITY: figure_entity}},
    }
    features.register_converter_rule("contentstate", "figure", rule)


def look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editor.css"))


def addresses() -> list[URLPattern]:
    return [
        path("so-lieu/", editor_views.figure_choices, name="figure_choices"),
        path("bai/<int:pk>/so-lieu/", editor_views.article_figures, name="article_figures"),
        path("bai-tong-ket/", year_views.year_articles, name="year_articles"),
        path("tin-cong-nhan/", news_views.recognition_news, name="recognition_news"),
    ]


def check_before_publishing(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Leads from an article to what would stop it."""
    if page.specific_class is ArticlePage:
        yield Button(
            _("Kiểm tra trước khi đăng"), reverse("article_figures", args=[page.pk]), icon_name="check", priority=5
        )


def short_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """What editors do every week stands first: a new article, and those that are there. One statement."""
    menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_EDITORS]
    index = queries.news_index()
    if index is not None:
        new = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", index.pk])
        menu_items.append(MenuItem(_("Bài tổng kết năm"), reverse("year_articles"), icon_name="calendar-alt", order=5))
        menu_items.append(MenuItem(_("Tin công nhận"), reverse("recognition_news"), icon_name="success", order=7))
        menu_items.append(MenuItem(_("Viết bài mới"), new, icon_name="edit", order=10))
        all_ = reverse("wagtailadmin_explore", args=[index.pk])
        menu_items.append(MenuItem(_("Tin, bài"), all_, icon_name="list-ul", order=20))


class CategoryViews(SnippetViewSet):  # type: ignore[misc]  # Wagtail carries no types
    """The editors' own list of categories."""

    model = Category
    icon = "tag"
    menu_label = gettext_lazy("Chuyên mục")
    add_to_admin_menu = True
    list_display = ["name", "position"]
    form_fields = ["name", "slug", "position"]


register_snippet(CategoryViews)
hooks.register("register_rich_text_features", figures_in_paragraphs)
hooks.register("insert_global_admin_css", look)
hooks.register("register_admin_urls", addresses)
hooks.register("register_page_header_buttons", check_before_publishing)
hooks.register("construct_main_menu", short_menu)
