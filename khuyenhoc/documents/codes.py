"""Codes to be scanned, by the thousand: as grey dots, one a square, that a paper draws at any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import zint

LEVEL: Final = 2
"""M: a seventh of the code may be dirty or folded."""
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
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.QRCODE
    symbol.option_1, symbol.option_3 = LEVEL, MASK + 1 << 8  # where zint is told the level and the mask of a QR code
    symbol.encode(text)
    rows = np.asarray(symbol.encoded_data)[: symbol.rows]  # a bit a square, the first one lowest
    black = np.unpackbits(rows, axis=1, count=symbol.width, bitorder="little")
    return Code(symbol.rows, ((1 - black) * 255).tobytes())
