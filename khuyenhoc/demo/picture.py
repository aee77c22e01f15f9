"""A plain picture for the demonstration's article: drawn here, and saying that it is no photo."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from khuyenhoc.demo.sentences import synthetic_mark
from khuyenhoc.theme.fonts import font_folder

SIZE = (1200, 675)
BACKDROP = (120, 60, SIZE[0] - 120, 330)
WALL, STAGE, CLOTH, SEAT, INK = "#dfe7ea", "#b8c7cc", "#8c2f2b", "#5b6f77", "#ffffff"


def hall(title: str) -> BytesIO:
    """A JPEG of a hall with a stage and rows of seats; `title` stands on the backdrop, the mark below it."""
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    width, _height = SIZE
    draw.rectangle(BACKDROP, fill=CLOTH)
    draw.rectangle((60, 330, width - 60, 400), fill=STAGE)
    for row in range(4):
        top = 430 + row * 60
        for seat in range(18):
            left = 40 + seat * 64 + (row % 2) * 20
            draw.rounded_rectangle((left, top, left + 40, top + 70), radius=16, fill=SEAT)
    _centred(draw, title, 140, 38)
    _centred(draw, synthetic_mark(), 230, 26)
    data = BytesIO()
    picture.save(data, "JPEG", quality=82)
    data.seek(0)
    return data


def _centred(draw: ImageDraw.ImageDraw, text: str, top: int, size: int) -> None:
    """As large as `size`, smaller where the backdrop is too narrow for it."""
    font = ImageFont.truetype(str(font_folder() / "BeVietnamPro-SemiBold.ttf"), size)
    room, needed = BACKDROP[2] - BACKDROP[0] - 60, draw.textlength(text, font=font)
    if needed > room:
        font = font.font_variant(size=int(size * room / needed))
    draw.text(((SIZE[0] - draw.textlength(text, font=font)) / 2, top), text, font=font, fill=INK)
