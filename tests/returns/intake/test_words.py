"""The words of `words.yaml`, and what else knows of them."""

from __future__ import annotations

import re
import unicodedata

from khuyenhoc.returns.intake.words import words
from khuyenhoc.sheets.legacy import known_words


def test_every_syllable_of_the_words_is_known_where_old_fonts_are_told():
    phrases = [phrase for group in (words().terms, words().roles) for phrases in group.values() for phrase in phrases]
    syllables = {s for p in phrases for s in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", p).lower())}
    assert {s for s in syllables if not s.isascii()} - known_words(phrases) == set()
