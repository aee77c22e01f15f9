"""Names of administrative units, taken apart as people write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from khuyenhoc.vietnamese.text import normalise

_BODY: Final = re.compile(
    r"(?:(?:ban chấp hành|ban chap hanh|bch|ban thường vụ|btv)\s+)?"
    r"(?:hội\s+khuyến\s*học|hoi\s+khuyen\s*hoc|hội\s+kh|hoi\s+kh|hkh|"
    r"[uủ][yỷ] ban nhân dân|uy ban nhan dan|ubnd)\b[\s:.,-]*",
    re.IGNORECASE,
)
_KINDS: Final = {
    "thị trấn": r"thị\s+trấn|tt",
    "thị xã": r"thị\s+xã|tx",
    "thành phố": r"thành\s+phố|tp",
    "đặc khu": r"đặc\s+khu",
    "phường": r"phường|p",
    "huyện": r"huyện|h",
    "quận": r"quận|q",
    "tỉnh": r"tỉnh",
    "xã": r"xã|x",
}
# Kinds whose accentless form is a common first word of names ("Quan Sơn", "Tinh Nhuệ") are not here
_ACCENTLESS: Final = {
    "thị trấn": r"thi\s+tran",
    "thị xã": r"thi\s+xa",
    "thành phố": r"thanh\s+pho",
    "phường": r"phuong",
    "huyện": r"huyen",
    "xã": r"xa",
}


def _shapes(forms: dict[str, str], gap: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(rf"(?:{form})(?:{gap})(?P<name>\w.*)", re.IGNORECASE)) for kind, form in forms.items()]


_WRITTEN: Final = _shapes(_KINDS, r"\s*[.:]\s*|\s+")
_TYPED_PLAIN: Final = _shapes(_ACCENTLESS, r"\s+")


@lru_cache(maxsize=8192)
def split_kind(text: str) -> tuple[str | None, str]:
    """The kind in its full lower-case form and the bare name: "P. Trần Phú" gives ("phường", "Trần Phú").

    A body before it goes first ("Hội Khuyến học xã Thanh Tùng", "UBND TT Thanh Miện"). A kind typed without accents
    counts only where the whole name is typed so: "Xa Thanh Tung" is a commune, "Xà Phìn" is a name. A real name that
    begins so ("Xa Dung") cannot be told apart: whoever matches names tries the whole text as well. (None, text)
    where there is no kind, or nothing but a kind.
    """
    clean = normalise(text)
    bare = normalise(_BODY.sub("", clean, count=1)) if _BODY.match(clean) else clean
    bare = bare or clean
    for kind, shape in [*_WRITTEN, *(_TYPED_PLAIN if bare.isascii() else [])]:
        if found := shape.fullmatch(bare):
            return kind, found["name"].strip()
    return None, bare
