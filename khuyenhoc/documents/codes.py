"""Codes to be scanned, by the thousand: as grey dots, one a square, that a paper draws at any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import zxingcpp

LEVEL: Final = "M"
"""A seventh of the code may be dirty or folded."""
MASK: Final = 2
"""Which of the eight patterns lies over the squares. Trying all of them takes five times as long, and under letters that are as
good as random none is better than another."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code without its quiet zone: `dots` has a byte a square, row by row, black 0, white 255."""

    size: int
    dots: bytes

    @property
    def version(self) -> int:
        return (self.size - 17) // 4


def code_of(text: str) -> Code:
    """The smallest code of a text."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL, data_mask=MASK)
    picture: Any = made.to_image(scale=1, add_quiet_zones=False)  # a buffer, which its stub does not say
    dots = memoryview(picture)
    return Code(len(dots), dots.tobytes())
