"""What the body of an article is made of: paragraphs and small headings, nothing that needs explaining."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock

PARAGRAPH: Final = "paragraph"
HEADING: Final = "heading"
FEATURES: Final = ["bold", "italic", "ol", "ul", "link", "figure", "figure-guard"]
"""What the editor offers within a paragraph; the last two are ours (see `draftail`)."""


class Body(StreamBlock):  # type: ignore[misc]  # Wagtail carries no types
    """The body of an article."""

    paragraph = RichTextBlock(
        features=FEATURES,
        label=_("Đoạn văn"),
        icon="pilcrow",
        help_text=_("Số liệu trong đoạn là ô nền vàng: không sửa bằng tay được, chỉ chèn thêm hoặc xóa cả ô."),
    )
    heading = CharBlock(label=_("Tiêu đề nhỏ"), icon="title", max_length=150, template="portal/blocks/heading.html")

    class Meta:
        label = _("Nội dung")
