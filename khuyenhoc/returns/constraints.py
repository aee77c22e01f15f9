"""Constraints that several tables of returns share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def by_somebody(done: str, name: str) -> models.CheckConstraint:
    """When something was `done` ("forgotten": `forgotten_at`, `forgotten_by`) and by whom are told together, or neither."""
    at, by = f"{done}_at__isnull", f"{done}_by__isnull"
    return models.CheckConstraint(condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=name)


def taken_back_by_somebody(name: str) -> models.CheckConstraint:
    return by_somebody("taken_back", name)
