"""Figures in the editor of paragraphs (Draftail): one piece that is kept or deleted whole, never typed into."""

from __future__ import annotations

from typing import Any, Final

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler

from khuyenhoc.portal.rich_text import KEYS

ENTITY: Final = "FIGURE"


class FigureHandler(InlineEntityElementHandler):  # type: ignore[misc]  # Wagtail carries no types
    """From the stored form into the editor: one piece that is kept or deleted whole."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"value": attrs.get("value", ""), **{key: attrs.get(f"data-{key}", "") for key in KEYS}}


def figure_entity(props: dict[str, Any]) -> Any:
    """From the editor into the stored form."""
    keys = {f"data-{key}": str(props.get(key, "")) for key in KEYS}
    return DOM.create_element("data", {"value": str(props.get("value", "")), **keys}, props["children"])
