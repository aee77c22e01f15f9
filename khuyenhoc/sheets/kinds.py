"""Which kind of file it is, by what stands in it and never by its name."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.archives import holds_files, refusal
from khuyenhoc.sheets.limits import FAULTS, MEGABYTE, Limits, Refused
from khuyenhoc.sheets.sentences import said
from khuyenhoc.sheets.text_files import wide_encoding

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh")
_LOOKED_AT: Final = 65536
_SMALL_PART: Final = MEGABYTE


def recognise(data: bytes, limits: Limits) -> str:
    """ "xlsx" (macros or not), "xlsb", "xls", "ods" or "text". Refused for all else, each with its own sentence."""
    return opened(data, limits)[0]


def opened(data: bytes, limits: Limits) -> tuple[str, zipfile.ZipFile | None]:
    """What `recognise` says, and the parts of a file that has some."""
    if not data:
        raise Refused(sentences.EMPTY)
    if len(data) > limits.size:
        raise Refused(too_large(len(data), limits))
    if data.startswith(_ZIP):
        return _zipped(data, limits)
    if data.startswith(_OLE):
        return _compound(data), None
    return _plain(data), None


def too_large(size: int, limits: Limits) -> str:
    """The sentence for a file of `size` bytes."""
    return said(sentences.TOO_LARGE, size=-(-size // MEGABYTE), limit=limits.size // MEGABYTE)


def refuse_many(sheets: int, limits: Limits) -> None:
    """Refused where there are more sheets than allowed."""
    if sheets > limits.sheets:
        raise Refused(said(sentences.TOO_MANY_SHEETS, count=sheets, limit=limits.sheets))


def _plain(data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"%PDF" in data[:1024]:
        raise Refused(sentences.PDF)
    is_picture = data.startswith(_PICTURES) or data[8:12] == b"WEBP" or data[4:8] == b"ftyp"
    if is_picture and not _is_text(data):
        raise Refused(sentences.PICTURE)
    if start.startswith(b"{\\rtf"):
        raise Refused(sentences.DOCUMENT)
    if start[:1] == b"<":
        raise Refused(sentences.WEB_PAGE)
    if data.startswith(_ARCHIVES):
        raise Refused(sentences.ARCHIVE)
    if not _is_text(data):
        raise Refused(sentences.NOT_A_WORKBOOK)
    return "text"


def _is_text(data: bytes) -> bool:
    if encoding := wide_encoding(data):
        data = data[: 2 * _LOOKED_AT].decode(encoding, "replace").encode()
    return not any(c < 32 and c not in b"\t\n\r\f\x1a" for c in data[:_LOOKED_AT])


def _compound(data: bytes) -> str:
    """An OLE file: an old workbook, an old document, or anything under a password."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Refused(sentences.PASSWORD)
    if holds("Workbook"):
        return "xls"
    for name, sentence in (("WordDocument", sentences.DOCUMENT), ("PowerPoint Document", sentences.SLIDES)):
        if holds(name):
            raise Refused(sentence)
    if holds("Book"):
        return "xls"
    raise Refused(sentences.NOT_A_WORKBOOK)


def _zipped(data: bytes, limits: Limits) -> tuple[str, zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if holds_files(archive):
            raise Refused(refusal(archive, limits) or sentences.ARCHIVE)
        _refuse_bombs(archive, limits)
        refuse_many(sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist()), limits)
        return _office(archive), archive
    except FAULTS as error:
        raise Refused(sentences.BROKEN) from error


def _refuse_bombs(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if any(p.flag_bits & 1 for p in parts):
        raise Refused(sentences.PASSWORD)
    blown = any(p.file_size > _SMALL_PART and p.file_size > limits.ratio * max(1, p.compress_size) for p in parts)
    if blown or sum(p.file_size for p in parts) > limits.unpacked:
        raise Refused(sentences.BOMB)


def _office(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "word/document.xml" in names:
        raise Refused(sentences.DOCUMENT)
    if "ppt/presentation.xml" in names:
        raise Refused(sentences.SLIDES)
    if "mimetype" in names and "content.xml" in names:
        return _open_document(archive)
    raise Refused(sentences.ARCHIVE)


def _open_document(archive: zipfile.ZipFile) -> str:
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(sentences.PASSWORD)
    kind = archive.read("mimetype").strip()
    if not kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Refused(sentences.DOCUMENT if kind.endswith(b".text") else sentences.NOT_A_WORKBOOK)
    return "ods"
