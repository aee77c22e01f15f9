"""A ZIP of workbooks: its files one by one, in memory, each called by the ZIP's name and its own path below it.

Nothing is ever unpacked to the disk, and a ZIP with a path that leads out of it is not opened at all.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.limits import DEFAULT, FAULTS, MEGABYTE, Limits
from khuyenhoc.sheets.sentences import said

_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8, _ENCRYPTED = 0x800, 0x1
_LEFT_BEHIND: Final = ("__macosx", "thumbs.db", "desktop.ini")
_OF_OFFICE: Final = ("xl/", "word/", "ppt/", "_rels/")
_PARTS_OF_OFFICE: Final = (b"[Content_Types].xml", *(name.encode() for name in _OF_OFFICE))
_FIRST_NAME: Final = 30
"""Where the name of a ZIP's first part stands."""
_SMALL: Final = MEGABYTE

File = tuple[str, bytes]


def opened(files: Iterable[File], limits: Limits = DEFAULT) -> Iterator[File]:
    """The files, a ZIP of files replaced by what is in it. One that may not be opened stays, to be refused when it is read."""
    for name, data in files:
        yield from _members(name, data, limits) if is_archive(data) else [(name, data)]


def is_archive(data: bytes) -> bool:
    """Whether it is a ZIP, and none of those that are one document; of most of these the first part says it."""
    if not data.startswith(_MAGIC) or data.startswith(_PARTS_OF_OFFICE, _FIRST_NAME):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return holds_files(archive)
    except FAULTS:
        return False


def holds_files(archive: zipfile.ZipFile) -> bool:
    """Whether a ZIP is none of those that are one document."""
    names = archive.namelist()
    return "mimetype" not in names and not any(name.startswith(_OF_OFFICE) for name in names)


def refusal(archive: zipfile.ZipFile, limits: Limits) -> str:
    """Why a ZIP of files is not opened, "" where it is."""
    parts = archive.infolist()
    if any(p.flag_bits & _ENCRYPTED for p in parts):
        return sentences.PASSWORD
    if any(leads_out(_name(p)) for p in parts):
        return sentences.LEADS_OUT
    if len(parts) > limits.members:
        return said(sentences.TOO_MANY_FILES, count=len(parts), limit=limits.members)
    blown = any(p.file_size > _SMALL and p.file_size > limits.ratio * max(1, p.compress_size) for p in parts)
    if blown or sum(p.file_size for p in parts) > limits.archive:
        return sentences.BOMB
    return "" if any(_is_wanted(p) for p in parts) else sentences.EMPTY_ARCHIVE


def _members(name: str, data: bytes, limits: Limits) -> list[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if refusal(archive, limits):
                return [(name, data)]
            return [(f"{name}/{_name(p)}", archive.read(p)) for p in archive.infolist() if _is_wanted(p)]
    except FAULTS:
        return [(name, data)]


def _is_wanted(part: zipfile.ZipInfo) -> bool:
    return not part.is_dir() and not is_left_behind(_name(part))


def is_left_behind(path: str) -> bool:
    """Whether a program left it in a folder: "~$a.xlsx" stands beside an open workbook, "Thumbs.db" beside pictures."""
    return any(p.lower() in _LEFT_BEHIND or p.startswith((".", "~$")) for p in PurePosixPath(path).parts)


def leads_out(name: str) -> bool:
    """Whether a path leaves the folder that it is given below."""
    return name.startswith("/") or ":" in name or "\0" in name or ".." in PurePosixPath(name).parts


def _name(part: zipfile.ZipInfo) -> str:
    """The path with "/"; a name that is not said to be UTF-8 often is all the same."""
    name = part.filename
    if not part.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = part.filename
    return name.replace("\\", "/")
