"""How addresses of the registers' pages name a model and a year; and that which takes a step back."""

from __future__ import annotations

from typing import Final

from django.urls import register_converter, reverse

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Step

SLUGS: Final = {
    LearningModel.FAMILY: "gia-dinh",
    LearningModel.CLAN: "dong-ho",
    LearningModel.COMMUNITY: "cong-dong",
    LearningModel.ORGANISATION: "don-vi",
    LearningModel.CITIZEN: "cong-dan",
}
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


def undo_of(step: Step) -> str:
    """The address that takes a step back, by POST."""
    return reverse("desk:register_undo", args=[step.unit.code, step.model, step.year, step.pk])


register_converter(ModelConverter, "model")
register_converter(YearConverter, "year")
