"""Constraints that several tables of returns share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def taken_back_by_somebody(name: str) -> models.CheckConstraint:
    """When something was taken back and by whom are told together, or neither."""
    return models.CheckConstraint(
        condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
        | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
        name=name,
    )
