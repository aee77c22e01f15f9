"""Finding codes in files: scanned or printed PDFs, photographs, or text with a token in it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Final

DOTS: Final = (150, 300)
"""Per inch, at which the pages of a PDF are looked at; finer only where nothing was found."""
MOST_PAGES: Final = 2000
MOST_DOTS: Final = 100_000_000
"""Of one picture: more than any phone takes."""


class NotReadable(ValueError):
    """The file is no picture, PDF or text that can be read; the message is a sentence."""


def codes_in(data: bytes) -> list[str]:
    """What the codes in a file say, page by page; for a text, its words that could be tokens. NotReadable."""
    if data.startswith(b"%PDF"):
        return list(_of_pages(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _of_picture(data)
    return [word for word in text.split() if len(word) > 60] or [text.strip()]


def _of_pages(data: bytes) -> Iterator[str]:
    import pypdfium2

    try:
        pages = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable("Tệp PDF này hỏng hoặc có mật khẩu nên không đọc được mã.") from error
    for page in list(pages)[:MOST_PAGES]:
        for dots in DOTS:
            if found := _read(page.render(scale=dots / 72, grayscale=True).to_pil()):
                yield from found
                break


def _of_picture(data: bytes) -> list[str]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(data))
            if picture.width * picture.height > MOST_DOTS:
                raise NotReadable("Ảnh này lớn quá. Chụp lại riêng phần mã rồi thử lại.")
            return _read(picture.convert("L"))
        except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            if isinstance(error, NotReadable):
                raise
            raise NotReadable("Tệp này không phải ảnh, PDF hay văn bản có mã, hoặc đã hỏng.") from error


def _read(picture: object) -> list[str]:
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found if code.text]
