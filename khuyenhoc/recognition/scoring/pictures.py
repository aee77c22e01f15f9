"""Photos made small and bare: at most 1.600 pixels long, and nothing but the picture (no place, time, camera, comment). Pure."""

from __future__ import annotations

from io import BytesIO
from threading import BoundedSemaphore
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from khuyenhoc.recognition.errors import RecognitionRefused

LONG_SIDE: Final = 1600
QUALITY: Final = 80
FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS: Final = 40_000_000
"""Of a picture that has to be unpacked whole, three bytes a pixel; photos of phones (JPEG) are unpacked smaller at once."""
MOST_PIXELS_OF_A_PHOTO: Final = 120_000_000

_FEW_AT_A_TIME: Final = BoundedSemaphore(2)
register_heif_opener()


def reduced(data: bytes) -> bytes:
    """A photo as a small JPEG, upright. RecognitionRefused, with what to do, where it is none, broken off or too large."""
    try:
        with _FEW_AT_A_TIME, Image.open(BytesIO(data), formats=FORMATS) as photo:
            return _bare(photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        text = _("Tệp này không phải ảnh đọc được. Chụp lại bằng điện thoại, hoặc chọn ảnh JPG, PNG hay tệp PDF.")
        raise RecognitionRefused(text) from error
    except (OSError, SyntaxError, ValueError) as error:  # what the decoders say of a broken file
        raise RecognitionRefused(_("Ảnh bị hỏng hoặc chưa đến đủ. Chọn lại ảnh rồi gửi lại.")) from error


def _bare(photo: Image.Image) -> bytes:
    pixels = photo.width * photo.height
    if pixels > (MOST_PIXELS_OF_A_PHOTO if photo.format == "JPEG" else MOST_PIXELS):
        raise _too_large()
    photo.draft("RGB", (LONG_SIDE, LONG_SIDE))
    photo.load()
    upright = ImageOps.exif_transpose(photo)
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    # On a sheet of its own, so that nothing that came with the file goes along.
    sheet = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA") if "A" in upright.getbands() or "transparency" in upright.info else None
    sheet.paste(clear or upright.convert("RGB"), mask=clear)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _too_large() -> RecognitionRefused:
    return RecognitionRefused(
        _("Ảnh quá lớn nên chưa nhận. Đặt máy ảnh ở cỡ thường rồi chụp lại, hoặc chụp màn hình ảnh ấy rồi gửi.")
    )
