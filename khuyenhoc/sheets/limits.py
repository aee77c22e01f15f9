"""How large a file may be before anything of it is read, and why one is refused."""

from __future__ import annotations

import struct
import zipfile
import zlib

from msgspec import Struct

MEGABYTE = 1024 * 1024


FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, LookupError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What taking a broken file apart raises."""


class Refused(Exception):
    """The file is not read; the message is the sentence for the sender."""


class Limits(Struct, frozen=True):
    """Sizes in bytes; `ratio`: unpacked to packed of one part; rows and columns of the filled part of one sheet.

    `members`, `archive`: how many files a ZIP of workbooks holds, and their size together.
    `cells`: of all sheets together, each as the rectangle that its filled part lies in.
    """

    size: int = 20 * MEGABYTE
    unpacked: int = 128 * MEGABYTE
    ratio: int = 300
    sheets: int = 300
    rows: int = 20_000
    columns: int = 1_000
    cells: int = 3_000_000
    members: int = 1_000
    archive: int = 256 * MEGABYTE


DEFAULT = Limits()
