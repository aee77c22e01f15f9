"""The form of a part of a criteria set (group, criterion, indicator, veto), filled from a part and read into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyenhoc.catalogue.criteria.editing import Kind, Part
from khuyenhoc.catalogue.criteria.spec import (
    CriteriaSetSpec,
    CriterionSpec,
    GroupSpec,
    ScoredIndicatorSpec,
    VetoSpec,
    WordingSpec,
)
from khuyenhoc.desk.recognition.criteria.fields import (
    kind_of,
    number_field,
    source_field,
    stated,
    status_field,
    words_field,
)
from khuyenhoc.desk.recognition.criteria.places import wording_field
from khuyenhoc.theme.forms import ThemedForm, speak_plainly

MAKES: Final = {"groups": GroupSpec, "criteria": CriterionSpec, "indicators": ScoredIndicatorSpec, "vetoes": VetoSpec}


class PartForm(ThemedForm):
    """What a group, a criterion, an indicator or a veto says. Its fields depend on the kind, and on the groups of the set."""

    def __init__(self, *args: Any, of: CriteriaSetSpec, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_of(of, kind))
        speak_plainly(self.fields.values())


def fields_of(one: CriteriaSetSpec, kind: Kind) -> dict[str, forms.Field]:
    """The fields of a part of a kind, in their order."""
    unknown = _("Chưa biết lời thì để trống.")
    found: dict[str, forms.Field] = {"title": words_field(_("Lời"), hint=unknown)}
    if kind == "indicators":
        known = [(c.code, c.title or c.code) for c in one.criteria]
        found["criterion"] = forms.ChoiceField(
            label=_("Thuộc tiêu chí"), required=False, choices=[("", _("Chưa rõ")), *known]
        )
    if kind in ("criteria", "indicators"):
        found["points"] = number_field(_("Điểm cao nhất"))
    if kind == "indicators":
        found["evidence"] = words_field(_("Minh chứng cần có"), hint=_("Không cần thì để trống."))
    found |= {"status": status_field(), "source": source_field()}
    for group in one.groups if kind == "indicators" else ():
        name = group.title or group.code
        found[wording_field(group.code, "text")] = words_field(_("Lời riêng cho nhóm “%s”") % name, hint=unknown)
        found[wording_field(group.code, "status")] = status_field(_("Tình trạng của lời cho nhóm “%s”") % name)
        source_ = source_field(_("Nguồn của lời cho nhóm “%s”") % name)
        source_.required = False
        found[wording_field(group.code, "source")] = source_
    return found


def part_fields(one: CriteriaSetSpec, part: Part | None) -> dict[str, Any]:
    """The form's values of a part; of one that is not there yet the provenance of the set."""
    if part is None:
        return {"status": kind_of(one), "source": one.source, **_wordings(one, ())}
    named = {
        name: getattr(part, name)
        for name in ("title", "criterion", "points", "evidence", "source")
        if hasattr(part, name)
    }
    return {**named, "status": kind_of(part), **_wordings(one, getattr(part, "wordings", ()))}


def _wordings(one: CriteriaSetSpec, wordings: Iterable[WordingSpec]) -> dict[str, Any]:
    known = {w.group: w for w in wordings}
    found: dict[str, Any] = {}
    for group in one.groups:
        wording = known.get(group.code)
        found[wording_field(group.code, "text")] = wording.text if wording else ""
        found[wording_field(group.code, "status")] = kind_of(wording) if wording else "unverified"
        found[wording_field(group.code, "source")] = wording.source if wording else ""
    return found


def part_of(one: CriteriaSetSpec, kind: Kind, code: str, before: Part | None, typed: Mapping[str, Any]) -> Part:
    """The part that was typed."""
    said = {name: typed[name] for name in ("title", "criterion", "points", "evidence") if name in typed}
    if kind == "indicators":
        old = {w.group: w for w in getattr(before, "wordings", ())}
        said["wordings"] = tuple(
            WordingSpec(
                group=group.code, text=text, status=stated(old.get(group.code), typed[wording_field(group.code, "status")]),
                source=typed[wording_field(group.code, "source")] or typed["source"],
            )
            for group in one.groups
            if (text := typed[wording_field(group.code, "text")])
        )  # fmt: skip
    return MAKES[kind](code=code, status=stated(before, typed["status"]), source=typed["source"], **said)  # type: ignore[no-any-return]
