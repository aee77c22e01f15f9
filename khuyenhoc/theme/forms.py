"""Forms in the look of the product: the templates of `pack/` and the classes that the style sheet knows.

A form takes it by `class MyForm(ThemedForm)`; any other form (a library's) by `{% render_form form %}`. It is not set
for all forms in the settings, because the admin pages of the libraries bring their own look.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

PACK: Final = Path(__file__).parent / "templates" / "theme" / "pack"

CLASSES: Final = {
    "checkbox": "govuk-checkboxes__input",
    "checkbox_option": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "clearable_file_input": "govuk-file-upload",
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "radio_option": "govuk-radios__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
}
INPUTS: Final = ("text", "number", "email", "url", "date", "datetime", "time", "tel", "search", "color")


def dress(widget: dict[str, Any]) -> None:
    """Adds the classes of the style sheet to a widget's context: its own, and the one for an error."""
    kind = str(widget["template_name"]).rsplit("/", 1)[-1].removesuffix(".html")
    base = CLASSES.get("input" if kind in INPUTS else kind)
    if base is None:
        return
    attrs = widget["attrs"]
    base = f"{base} govuk-input--width-10" if kind == "number" else base
    wrong = f"{base.split()[0]}--error" if attrs.get("aria-invalid") == "true" else ""
    attrs["class"] = " ".join(filter(None, (base, wrong, attrs.get("class", ""))))


class ThemeRenderer(DjangoTemplates):
    """Renders a form with an error summary whose entries lead to the fields, and each field with its hint and error."""

    form_template_name = "theme/form.html"
    field_template_name = "theme/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Django's own templates for widgets, with ours of the same path before them."""
        builtin = Path(forms.__file__).parent / "templates"
        return Backend({"APP_DIRS": True, "DIRS": [PACK, builtin], "NAME": "theme", "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if "widget" in context:
            for widget in [context["widget"], *options(context["widget"])]:
                dress(widget)
        return super().render(template_name, context, request)


def options(widget: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices of a set of radio buttons or boxes, which are widgets themselves; the options of a list are not."""
    kind = str(widget["template_name"]).rsplit("/", 1)[-1]
    if kind not in ("radio.html", "checkbox_select.html"):
        return []
    return [option for _group, some, _index in widget["optgroups"] for option in some]


REQUIRED: Final = {
    forms.BooleanField: _("Xin đánh dấu vào ô này."),
    forms.ChoiceField: _("Xin chọn một mục."),
    forms.ModelChoiceField: _("Xin chọn một mục."),
    forms.FileField: _("Xin chọn một tệp."),
    forms.Field: _("Xin điền mục này."),
}
INVALID_CHOICE: Final = _("Mục đã chọn không có trong danh sách. Xin chọn lại.")


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Replaces the framework's words for what is missing, where the form has none of its own."""
    for field in fields:
        said = field.error_messages
        if said.get("required") == forms.Field.default_error_messages["required"]:
            said["required"] = next(text for kind, text in REQUIRED.items() if isinstance(field, kind))
        if said.get("invalid_choice") == forms.ChoiceField.default_error_messages["invalid_choice"]:
            said["invalid_choice"] = INVALID_CHOICE


class ThemedForm(forms.Form):
    """A form in the look of the product."""

    default_renderer = ThemeRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())


class ThemedModelForm(forms.ModelForm):  # type: ignore[type-arg]  # the subclass names its model
    """A model's form in the look of the product."""

    default_renderer = ThemeRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
