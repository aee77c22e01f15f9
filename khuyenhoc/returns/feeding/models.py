"""What a unit's register said when a return was compared with it, or took its figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Step
from khuyenhoc.recognition.rules import Count


class RegisterFigure(models.Model):
    """A register's numbers by the end of a day (`on`), as a return found them: beside its own, or (`taken`) as its own.

    `step`: the last thing that had been done to the list. Which cells took their number from here, they say themselves; `before`:
    what these said until then, {indicator: [stated, value, at, raw, step]}, so that it can be put back.
    """

    return_of = models.ForeignKey("returns.Return", on_delete=models.CASCADE, related_name="register_figures")
    model = models.CharField(max_length=12, choices=LearningModel)
    on = models.DateField()
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    total = models.PositiveIntegerField()
    registered = models.PositiveIntegerField()
    recognised = models.PositiveIntegerField()
    taken = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["return_of", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["return_of", "model"], name="returns_register_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.return_of_id} {self.model}"

    @property
    def count(self) -> Count:
        return Count(self.total, self.registered, self.recognised)
