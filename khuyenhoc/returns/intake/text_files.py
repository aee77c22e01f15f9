"""Tables in plain text: .csv and .tsv, in the encodings and with the separators that spreadsheets here write."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.grid import Sheet, Workbook
from khuyenhoc.returns.intake.legacy import font_of, known_words
from khuyenhoc.returns.intake.limits import Refused
from khuyenhoc.vietnamese.text import normalise

_SEPARATORS: Final = "\t;,|"
_SAMPLE: Final = 200
_LONGEST_CELL: Final = 100_000


def read_text(data: bytes, name: str) -> Workbook:
    """One sheet called `name`, every cell a text. Refused where it is no text, or no table."""
    text = _decoded(data)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise Refused(sentences.NOT_A_WORKBOOK) from error
    return Workbook("csv", (Sheet(name, rows),))


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, UTF-8 without one, else the Vietnamese code page of Windows or an old font."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1258"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _without_hint(text if is_wide or encoding == "utf-8-sig" else _of_code_page(text, data))
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
    """The separator that most lines have, and have equally often; a tab before the others. Refused where none has any."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if normalise(line)]
    evenness = {mark: _evenness(lines, mark) for mark in _SEPARATORS}
    if not any(evenness.values()):
        raise Refused(sentences.NOT_A_WORKBOOK)
    return max(_SEPARATORS, key=lambda mark: evenness[mark])


def _evenness(lines: list[str], mark: str) -> int:
    """How many lines have the commonest number of `mark`, outside of quotes."""
    counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
    return max((counts.count(n) for n in set(counts) if n > 0), default=0)
