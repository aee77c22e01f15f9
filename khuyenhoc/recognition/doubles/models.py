"""What a person decided on entries that look the same."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from khuyenhoc.recognition.models.registers import Entry


class Apart(models.Model):
    """Two entries look the same and are not: so said by somebody, and not asked again. `first` has the lower row."""

    first = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="recognition_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="recognition_apart_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
