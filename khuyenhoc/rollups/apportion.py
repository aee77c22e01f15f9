"""Apportions a whole number by weights without losing or inventing one (largest remainder). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers, none negative, that add up to exactly `total`, as near to the weights as whole numbers can be.

    `total` and every weight is 0 or more; a tie goes to the earlier one. ValueError on a negative number, or where
    there is something to apportion and no weight above 0.
    """
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact, Fraction(0))
    if total < 0 or any(weight < 0 for weight in exact) or (total and not whole):
        raise ValueError("cannot apportion: a negative number, or no weight above 0")
    if not whole:
        return [0] * len(exact)
    shares = [total * weight / whole for weight in exact]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - shares[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
