"""Who typed what, section by section: what the journal is told when a section is left."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class TypingVisit(models.Model):
    """One person's stay in one section of a return that is being typed.

    `before` and `after`: what the changed cells said when the stay began and what they say now, by indicator. The journal gets
    one event when the stay ends (`noted_at`), not one for each key that is pressed; until then it can be read here.
    """

    return_of = models.ForeignKey("returns.Return", on_delete=models.CASCADE, related_name="visits")
    section = models.CharField(max_length=16)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["return_of", "noted_at"], name="returns_visit_open")]

    def __str__(self) -> str:
        return f"{self.return_of_id} {self.section}"
