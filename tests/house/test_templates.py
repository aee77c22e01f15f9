"""Every template is well formed, and every word on it goes through gettext."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import get_template

from tests.house.tree import PACKAGE

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
SAMPLES = {"theme/styles.html", "theme/styles_public.html"}
"""Pages that show the look of things on made-up contents."""
FIXED = ("Khuyến Học", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
"""A name, and the heading that a decree fixes to the letter: not to be translated."""
CODE = re.compile(
    r"{% (comment|blocktranslate|verbatim)\b.*?{% end\1 %}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)
VIETNAMESE = re.compile(r"[^\W\d_a-zA-Z]")


class Words(HTMLParser):
    """What a reader sees or hears of a page: its text, and the attributes that are read out."""

    heard = frozenset({"alt", "aria-label", "placeholder", "title"})

    def __init__(self, source):
        super().__init__()
        self.found, self.silent = [], 0
        self.feed(CODE.sub(" ", source))

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style"}
        self.handle_data(" ".join(value or "" for name, value in attrs if name in self.heard))

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        text = " ".join(data.split())
        for phrase in FIXED:
            text = text.replace(phrase, "")
        if not self.silent and VIETNAMESE.search(text):
            self.found.append(text)


def name(path):
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_can_be_compiled(path):
    assert get_template(name(path)).origin.name == str(path)


@pytest.mark.parametrize("path", [p for p in TEMPLATES if name(p) not in SAMPLES], ids=name)
def test_every_word_is_translated(path):
    assert Words(path.read_text(encoding="utf-8")).found == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<p class="lead">{% translate "Số liệu" %}</p>', []),
        ("{% blocktranslate %}Đã đọc {{ n }} tệp{% endblocktranslate %}", []),
        ("{% comment %}Takes `title`.{% endcomment %}<!-- for us -->", []),
        ("<p>Số liệu {{ year }}</p>", ["Số liệu"]),
        ('<img alt="Ảnh chụp">', ["Ảnh chụp"]),
        ("<script>const aa = 1</script>", []),
    ],
)
def test_words_are_told_from_code(source, words):
    assert Words(source).found == words
