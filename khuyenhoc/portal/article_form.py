"""The form of an article in the editors' desk."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from khuyenhoc.portal.slugs import free_slug


class ArticleForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail carries no types
    """Asks for no address: a new article takes it from its title, numbered where another article has it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """What was typed; for a new article, and where nothing was typed, one that is free."""
        typed: str = self.cleaned_data["slug"]
        if typed and self.instance.pk:
            return typed
        others = self.parent_page.get_children().exclude(pk=self.instance.pk)
        return free_slug(typed or self.cleaned_data.get("title", ""), set(others.values_list("slug", flat=True)))
