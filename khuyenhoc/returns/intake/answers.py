"""What a person has answered about one file: whose a return in it is, and that it is of this period."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Answers(Struct, frozen=True):
    """`units`: official codes by the place of a return ("Báo cáo", or "Tổng hợp!B7" for a row of a table of units).

    `period`: the file is of the period that is asked for, whatever its name says.
    """

    units: Mapping[str, str] = {}
    period: bool = False


NONE = Answers()
