"""Rows that hold from a day on (`valid_from`, inclusive) until another one (`valid_to`, exclusive; None: further notice)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q


def going_on(on: dt.date) -> Q:
    """Those that do not end by a day, begun or not."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=on)


def in_force(on: dt.date) -> Q:
    """Those that hold on a day."""
    return going_on(on) & Q(valid_from__lte=on)
