"""Contrast of every pair of colours that the style sheet puts together: WCAG 2.2, AA."""

from __future__ import annotations

import pytest

from khuyenhoc.theme.palette import colours, contrast

TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "surface-strong"), ("ink", "primary-tint"), ("ink", "focus"),
    ("ink", "good-tint"), ("ink", "warn-tint"), ("ink", "bad-tint"), ("ink", "info-tint"),
    ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "primary-tint"),
    ("paper", "primary"), ("paper", "primary-dark"), ("paper", "bad"),
    ("primary", "paper"), ("primary", "surface"), ("primary-dark", "paper"), ("primary-dark", "surface"),
    ("primary-dark", "primary-tint"), ("accent-ink", "accent-tint"), ("accent-ink", "paper"),
    ("good", "good-tint"), ("warn", "warn-tint"), ("warn", "paper"), ("bad", "bad-tint"), ("bad", "paper"),
    ("info", "info-tint"), ("link", "paper"), ("link", "surface"), ("link", "primary-tint"), ("link", "good-tint"),
    ("link", "warn-tint"), ("link", "bad-tint"), ("link", "info-tint"), ("link-hover", "paper"), ("visited", "paper"),
    ("visited", "primary-tint"), ("visited", "surface"),
]  # fmt: skip
"""Letters on a ground."""
SHAPES = [
    ("line-strong", "paper"), ("line-strong", "surface"), ("primary", "paper"), ("accent", "primary"), ("warn", "primary-tint"),
    ("good", "paper"), ("info", "paper"), ("primary", "primary-tint"),
]  # fmt: skip
"""Borders of fields, bars and shapes on a ground."""


@pytest.mark.parametrize(("one", "other"), TEXT)
def test_letters_are_read_on_their_ground(one: str, other: str) -> None:
    assert contrast(colours()[one], colours()[other]) >= 4.5


@pytest.mark.parametrize(("one", "other"), SHAPES)
def test_shapes_are_seen_on_their_ground(one: str, other: str) -> None:
    assert contrast(colours()[one], colours()[other]) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)
