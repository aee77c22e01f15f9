"""Where the fonts of the papers and charts are: TTF files that `npm run assets` puts into `build/fonts`."""

from __future__ import annotations

import os
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]

FACES = ("Tinos", "Be Vietnam Pro")
"""The families in the folder. Tinos has the metrics of Times New Roman, which the layout of official papers asks for."""


class FontsMissing(RuntimeError):
    """The folder of fonts is not there or holds no font. Its text is Vietnamese and says what to do."""


def font_folder() -> Path:
    """The folder with the TTF files: `KHUYENHOC_FONTS` when set, else `build/fonts`. Raises FontsMissing."""
    folder = Path(os.environ.get("KHUYENHOC_FONTS") or BASE / "build" / "fonts")
    if not any(folder.glob("*.ttf")):
        raise FontsMissing(
            f"Chưa có phông chữ trong thư mục {folder}. Hãy chạy “make assets” rồi làm lại, "
            "hoặc đặt KHUYENHOC_FONTS là thư mục có các tệp phông chữ .ttf."
        )
    return folder
