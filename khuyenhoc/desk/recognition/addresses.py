"""How addresses of the registers' pages name a model and a year; and that which takes a step back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter, reverse

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Step

SLUGS: Final = {
    LearningModel.FAMILY: "gia-dinh",
    LearningModel.CLAN: "dong-ho",
    LearningModel.COMMUNITY: "cong-dong",
    LearningModel.ORGANISATION: "don-vi",
    LearningModel.CITIZEN: "cong-dan",
}
View = Callable[..., HttpResponseBase]
_MODELS: Final = {slug: model for model, slug in SLUGS.items()}


class ModelConverter:
    """ "gia-dinh" as LearningModel.FAMILY: `<model:model>`."""

    regex = "|".join(SLUGS.values())

    def to_python(self, value: str) -> LearningModel:
        return _MODELS[value]

    def to_url(self, value: str) -> str:
        return SLUGS[LearningModel(value)]


class YearConverter:
    """A year of lists: `<year:year>`."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class ScopeConverter:
    """The level of the whole units that stand on a list: `<scope:scope>`. Letters alone, which no number of a village is."""

    regex = "[a-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


ListArgs = tuple[str, LearningModel, int] | tuple[str, LearningModel, int, str]
"""What addresses know a list by: the unit's code, the model, the year; of whole units their level."""
SCOPE: Final = "cap/<scope:scope>/"
"""What addresses of lists of whole units have more than those of the others."""


def list_args(unit: str, model: str, year: int, scope: str = "") -> ListArgs:
    """For `reverse`, which finds the address by how many there are."""
    known = LearningModel(model)
    return (unit, known, year, scope) if scope else (unit, known, year)


def of_list(beginning: str, rest: str, view: View, name: str) -> list[URLPattern]:
    """The addresses of a page that villages' lists and those of whole units have alike, under one name."""
    return [path(f"{beginning}{rest}", view, name=name), path(f"{beginning}{SCOPE}{rest}", view, name=name)]


def undo_of(step: Step) -> str:
    """The address that takes a step back, by POST."""
    args = list_args(step.unit.code, step.model, step.year, step.scope)
    return reverse("desk:register_undo", args=[*args, step.pk])


register_converter(ModelConverter, "model")
register_converter(YearConverter, "year")
register_converter(ScopeConverter, "scope")
