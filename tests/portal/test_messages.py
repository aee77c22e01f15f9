"""The Vietnamese of the libraries: compiled as written, nothing broken, and no English on what our users see."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from khuyenhoc.portal.models import ArticlePage, Category
from khuyenhoc.portal.queries import home, news_index
from tests.portal.catalogue import FOLDER, Entry, entries, visible_texts

FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
ENGLISH = re.compile(
    r"\b(?:account|actions?|add|all|and|any|are|authenticator|back|cannot|change|choose|code|confirm|content|copy|current|"
    r"delete|draft|edit|email|enter|error|field|forgot|history|image|key|language|live|login|move|new|no|not|of|page|password|"
    r"please|preview|publish|remember|remove|save|search|security|select|settings|sign|status|submit|successfully|"
    r"tags|the|this|title|to|two|unpublish|update|upload|user|username|view|yes|you|your)\b",
    re.IGNORECASE,
)
CODES = ("django", "djangojs")
pytestmark = pytest.mark.look


def english(html: str) -> list[str]:
    """The pieces of a page that read as English."""
    pieces = [text for text in visible_texts(html) if ENGLISH.search(text)]
    return [p for p in pieces if not re.search(r"[^\W\d_a-zA-Z]", p) and "@" not in p and "/" not in p]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_is_the_written_one(code: str) -> None:
    with (FOLDER / f"{code}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = entries(FOLDER / f"{code}.po")
    assert len(written) > 60
    for entry in written:
        assert _compiled(compiled, entry) == (entry.get("msgstr") or entry["msgstr[0]"]), entry
    keys = {key for key in compiled._catalog if key}  # type: ignore[attr-defined]
    assert len(keys) == len(written)


def _compiled(catalogue: gettext.GNUTranslations, entry: Entry) -> str:
    if "msgctxt" in entry:
        return catalogue.pgettext(entry["msgctxt"], entry["msgid"])
    if "msgid_plural" in entry:
        return catalogue.ngettext(entry["msgid"], entry["msgid_plural"], 2)
    return catalogue.gettext(entry["msgid"])


@pytest.mark.parametrize("code", CODES)
def test_every_place_for_a_value_is_kept(code: str) -> None:
    for entry in entries(FOLDER / f"{code}.po"):
        asked = entry.get("msgid_plural") or entry["msgid"]
        given = entry.get("msgstr") or entry["msgstr[0]"]
        assert set(FIELD.findall(given)) == set(FIELD.findall(asked)), entry
        assert sorted(re.findall(r"<[^>]+>", given)) == sorted(re.findall(r"<[^>]+>", asked)) or "JavaScript" in asked


def test_the_finder_finds_english() -> None:
    page = '<p title="Sign In">Đăng nhập</p><button>Save draft</button><a>VPTU</a><script>save the page</script>'
    assert english(page) == ["Save draft", "Sign In"]


HARD_CODED = {"Actions"}
"""Said by screen readers alone, and not passed through a catalogue by Wagtail."""
ENTRANCE = ("login/", "signup/", "password/reset/", "inactive/", "password/reset/done/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ENTRANCE)
def test_no_english_before_signing_in(client: Client, address: str) -> None:
    response = client.get(f"/tai-khoan/{address}")
    assert response.status_code == 200
    assert english(response.content.decode()) == []


@pytest.mark.django_db
def test_no_english_when_a_sign_in_fails(client: Client) -> None:
    html = client.post("/tai-khoan/login/", {"login": "ai", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in html
    assert english(html) == []
    assert english(client.post("/tai-khoan/login/", {}).content.decode()) == []


@pytest.fixture
def edited(news: Callable[..., ArticlePage]) -> ArticlePage:
    return news("Tin mới")


def test_no_english_in_the_editor(desk: Client, edited: ArticlePage) -> None:
    index, front, category = news_index(), home(), Category.objects.get(slug="tin")
    assert index is not None
    assert front is not None
    first = edited.revisions.order_by("pk")[0]
    pages = f"pages/{edited.pk}"
    addresses = [
        "", f"pages/{front.pk}/", f"pages/{index.pk}/", f"pages/{front.pk}/edit/", f"pages/{index.pk}/edit/",
        f"pages/add/portal/articlepage/{index.pk}/", f"{pages}/edit/", f"{pages}/history/", f"{pages}/delete/",
        f"{pages}/unpublish/", f"{pages}/copy/", f"{pages}/move/", f"{pages}/usage/", f"{pages}/privacy/",
        f"{pages}/revisions/{first.pk}/revert/", f"{pages}/revisions/compare/earliest...latest/", "pages/search/?q=tin",
        "images/", "images/add/", "images/multiple/add/", "images/chooser/", "choose-page/", "choose-external-link/",
        "choose-email-link/", "choose-phone-link/", "choose-anchor-link/", "snippets/portal/category/",
        "snippets/portal/category/add/", f"snippets/portal/category/edit/{category.pk}/", "account/", "khong-co/",
        f"bulk/wagtailcore/page/publish/?id={edited.pk}", f"bulk/wagtailcore/page/unpublish/?id={edited.pk}",
        f"bulk/wagtailcore/page/delete/?id={edited.pk}", f"bulk/wagtailcore/page/move/?id={edited.pk}",
        f"bai/{edited.pk}/so-lieu/", "so-lieu/",
    ]  # fmt: skip
    for address in addresses:
        response = desk.get(f"/quan-tri/{address}")
        assert response.status_code == (404 if address == "khong-co/" else 200), address
        is_json = response["Content-Type"].startswith("application/json")
        html = response.json()["html"] if is_json else response.content.decode()
        assert [text for text in english(html) if text not in HARD_CODED] == [], address


def test_no_english_in_the_scripts_of_the_editor(desk: Client, edited: ArticlePage) -> None:
    catalogue = desk.get("/quan-tri/jsi18n/").content.decode()
    for entry in entries(FOLDER / "djangojs.po"):
        text = json.dumps(entry.get("msgstr") or entry["msgstr[0]"])
        assert text in catalogue, entry["msgid"]
