"""Writing in the fonts of before Unicode. The tables are written here by hand, apart from those that the reader has."""

from __future__ import annotations

import unicodedata

_TCVN3 = {
    "à": "µ", "ả": "¶", "ã": "·", "á": "¸", "ạ": "¹", "ă": "¨", "ằ": "»", "ẳ": "¼", "ẵ": "½", "ắ": "¾", "ặ": "Æ",
    "â": "©", "ầ": "Ç", "ẩ": "È", "ẫ": "É", "ấ": "Ê", "ậ": "Ë", "đ": "®", "è": "Ì", "ẻ": "Î", "ẽ": "Ï", "é": "Ð", "ẹ": "Ñ",
    "ê": "ª", "ề": "Ò", "ể": "Ó", "ễ": "Ô", "ế": "Õ", "ệ": "Ö", "ì": "×", "ỉ": "Ø", "ĩ": "Ü", "í": "Ý", "ị": "Þ",
    "ò": "ß", "ỏ": "á", "õ": "â", "ó": "ã", "ọ": "ä", "ô": "«", "ồ": "å", "ổ": "æ", "ỗ": "ç", "ố": "è", "ộ": "é",
    "ơ": "¬", "ờ": "ê", "ở": "ë", "ỡ": "ì", "ớ": "í", "ợ": "î", "ù": "ï", "ủ": "ñ", "ũ": "ò", "ú": "ó", "ụ": "ô",
    "ư": "\u00ad", "ừ": "õ", "ử": "ö", "ữ": "÷", "ứ": "ø", "ự": "ù", "ỳ": "ú", "ỷ": "û", "ỹ": "ü", "ý": "ý", "ỵ": "þ",
    "Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§", "–": "-", "“": '"', "”": '"', "…": "...",
}  # fmt: skip
_VNI_MARKS = {
    "": dict(zip("\u0300\u0309\u0303\u0301\u0323", "øûõùï", strict=True)),
    "\u0306": dict(zip("\u0300\u0309\u0303\u0301\u0323", "èúüéë", strict=True)) | {"": "ê"},
    "\u0302": dict(zip("\u0300\u0309\u0303\u0301\u0323", "àåãáä", strict=True)) | {"": "â"},
}
_VNI_WHOLE = {"ì": "ì", "ỉ": "æ", "ĩ": "ó", "í": "í", "ị": "ò", "đ": "ñ", "ơ": "ô", "ư": "ö", "ỵ": "î"}
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def to_tcvn3(text: str) -> str:
    """As ".VnTime" has it; capitals with tones have no code of their own there and are written small."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in composed)


def to_vni(text: str) -> str:
    """As "VNI-Times" has it: a letter, and a mark behind it in the letter's case."""
    return (
        "".join(map(_vni, unicodedata.normalize("NFC", text)))
        .replace("“", '"')
        .replace("”", '"')
        .replace("–", "-")
        .replace("…", "...")
    )


def _vni(character: str) -> str:
    small = character.lower()
    if small in _VNI_WHOLE:
        return _cased(_VNI_WHOLE[small], character)
    base, *marks = unicodedata.normalize("NFD", small)
    if not marks or not base.isalpha():
        return character
    tone = next((m for m in marks if m in _TONES), "")
    shape = next((m for m in marks if m not in _TONES), "")
    if shape == "\u031b":
        return _cased(_VNI_WHOLE[unicodedata.normalize("NFC", base + shape)] + _VNI_MARKS[""][tone], character)
    return _cased(base + _VNI_MARKS[shape][tone], character)


def _cased(text: str, like: str) -> str:
    return text.upper() if like.isupper() else text
