"""Tables in plain text: .csv and .tsv, in the encodings and with the separators that spreadsheets here write."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import Final

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.grid import Sheet, Workbook
from khuyenhoc.sheets.legacy import font_of, known_words
from khuyenhoc.sheets.limits import Refused
from khuyenhoc.vietnamese.text import normalise

_SEPARATORS: Final = "\t;,|"
_SAMPLE: Final = 200
_LONGEST_CELL: Final = 100_000
_LONGEST_START: Final = 4096
# Of the bytes of UTF-16 at least one in eight is a nought on its one side, and hardly any on the other.
_OFTEN, _RARELY = 8, 100


def read_text(data: bytes, name: str) -> Workbook:
    """One sheet called `name`, every cell a text. Refused where it is no text, or no table."""
    text = _decoded(data)
    mark = _separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise Refused(sentences.NOT_A_WORKBOOK) from error
    return Workbook("csv", (Sheet(name, rows),), mark)


def wide_encoding(data: bytes) -> str:
    """The UTF-16 that a text is in: by its mark, else by the noughts that every second byte of a table then is; else ""."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_LONGEST_START]
    if b"\0" not in sample or len(data) % 2:
        return ""
    high, low = sample[1::2].count(0), sample[::2].count(0)
    name = "utf-16-le" if high > low else "utf-16-be"
    few, many = sorted((low, high))
    return name if few * _RARELY <= len(sample) and many * _OFTEN >= len(sample) else ""


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16, with their marks or without, else the Vietnamese code page of Windows or an old font."""
    wide = wide_encoding(data)
    for encoding in [wide] if wide else ["utf-8-sig", "cp1258"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _without_hint(text if wide or encoding == "utf-8-sig" else _of_code_page(text, data))
    raise Refused(sentences.NOT_A_WORKBOOK)


def _of_code_page(text: str, data: bytes) -> str:
    """The text, or the one of an old font's bytes where that has more known words."""
    lines = data.decode("latin-1").splitlines()
    decode = font_of(lines)
    decoded = [decode(line) for line in lines] if decode else []
    return "\n".join(decoded) if len(known_words(decoded)) > len(known_words(text.splitlines())) else text


def _without_hint(text: str) -> str:
    """Excel's first line "sep=;" says nothing that is not seen anyway."""
    first, _, rest = text.partition("\n")
    return "\n" + rest if first.lower().startswith("sep=") else text


def _separator(text: str) -> str:
    """The separator by which most rows have equally many cells, and most cells; a tab before others. Refused where none is."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    evenness = {mark: _evenness(sample, mark) for mark in _SEPARATORS}
    if not any(rows for rows, _ in evenness.values()):
        raise Refused(sentences.NOT_A_WORKBOOK)
    return max(_SEPARATORS, key=lambda mark: evenness[mark])


def _evenness(sample: str, mark: str) -> tuple[float, int]:
    """The share of rows that have the commonest number of `mark`, outside of quotes, and that number."""
    rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark) if any(map(normalise, row))]
    counts = Counter(len(row) - 1 for row in rows if len(row) > 1)
    number, often = max(counts.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    return often / max(1, len(rows)), number
