"""The acts on articles: rights, events, what they write, and that nothing is overwritten silently."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Site

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.portal import acts
from khuyenhoc.portal.models import ArticlePage, HomePage, NewsIndexPage
from khuyenhoc.portal.pictures import SIZES
from khuyenhoc.returns.models import Return
from khuyenhoc.rollups.queries import annual_review

SITE_MAP = ["Gốc", "Hội Khuyến học tỉnh Hải Dương", "Tin tức"]


def events(act: str) -> list[Event]:
    return list(Event.objects.filter(act=act).order_by("sequence"))


@pytest.fixture
def officer(person: Callable[[Role, str], User]) -> User:
    return person(Role.PROVINCE_OFFICER, "30")


@pytest.fixture
def secretary(person: Callable[[Role, str], User]) -> User:
    return person(Role.COMMUNE_SECRETARY, "11242")


def test_the_site_is_founded_once(collection: object) -> None:
    first = acts.ensure_site(by="test")
    again = acts.ensure_site(by="test", unit="30")
    assert (first.pk, first.unit, first.url) == (again.pk, "30", "/")
    assert list(Page.objects.order_by("path").values_list("title", flat=True)) == SITE_MAP
    assert [e.by for e in events("found_site")] == ["test"]


def test_the_site_stands_at_its_address(site: HomePage, settings: object) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://khuyenhoc.example"  # type: ignore[attr-defined]
    acts.ensure_site(by="test")
    assert Site.objects.get().root_url == "https://khuyenhoc.example"
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()


@pytest.mark.django_db
def test_there_is_no_site_without_units() -> None:
    with pytest.raises(LookupError, match="Chưa có đơn vị nào"):
        acts.ensure_site(by="test")


def test_the_year_is_drafted_with_references(article: ArticlePage, editor: User) -> None:
    assert (article.title, article.slug) == (
        "Hải Dương: Tổng kết công tác khuyến học năm 2023",
        "hai-duong-tong-ket-cong-tac-khuyen-hoc-nam-2023",
    )
    assert (article.live, article.synthetic, article.period, article.byline) == (False, True, "2023", "VPTU")
    assert article.category.name == "Khuyến học"
    figures = {f.indicator: f.text for f in article.visible.figures if f.kind == "pair"}
    assert figures["MH03"] == "3.600/4.200"
    assert "0/1" in [f.text for f in article.visible.figures if f.kind == "met_targets"]
    (event,) = events("draft_article")
    assert (event.by, event.unit, event.subject_id, event.before) == (editor.username, "30", str(article.pk), None)
    assert event.after["figures"]["MH03 pair 30 2023"] == "3.600/4.200"


def test_an_officer_drafts_but_does_not_publish(year: None, site: HomePage, officer: User) -> None:
    page = acts.draft_article(by=officer, review=annual_review("30", "2023"), conference=None)
    with pytest.raises(NotAllowed, match="không có quyền đăng bài của Tỉnh Hải Dương"):
        acts.publish(by=officer, page=page)
    assert not ArticlePage.objects.get().live


def test_a_secretary_drafts_nothing(year: None, site: HomePage, secretary: User) -> None:
    with pytest.raises(NotAllowed):
        acts.draft_article(by=secretary, review=annual_review("30", "2023"), conference=None)
    assert not ArticlePage.objects.exists()


def test_drafting_needs_a_site(year: None, editor: User) -> None:
    with pytest.raises(LookupError, match="Chưa có trang thông tin"):
        acts.draft_article(by=editor, review=annual_review("30", "2023"), conference=None)
    assert events("draft_article") == []


def test_drafting_again_keeps_the_edited_version_in_the_history(
    article: ArticlePage, editor: User, accept: Callable[..., Return]
) -> None:
    article.title = "Tên do biên tập viên đặt"
    article.save()
    article.save_revision(user=editor)
    accept("11245")
    again = acts.draft_article(by=editor, review=annual_review("30", "2023"), conference=find_conference("30", "2023"))
    assert again.pk == article.pk
    assert again.title.startswith("Hải Dương")
    assert "5.400/6.300" in [f.text for f in again.visible.figures]
    titles = [revision.content["title"] for revision in again.revisions.order_by("pk")]
    assert titles == [again.title, "Tên do biên tập viên đặt", again.title]
    assert [bool(e.before) for e in events("draft_article")] == [False, True]


def test_a_published_article_is_not_drafted_again(article: ArticlePage, editor: User) -> None:
    acts.publish(by=editor, page=article)
    with pytest.raises(acts.AlreadyPublished, match="Bài về năm 2023 đã đăng"):
        acts.draft_article(by=editor, review=annual_review("30", "2023"), conference=None)


def test_publishing_and_taking_back(article: ArticlePage, editor: User) -> None:
    with clock.told(2024, 1, 10):
        page = acts.publish(by=editor, page=article)
    assert page.live
    assert timezone.localtime(page.dated_at) == timezone.make_aware(dt.datetime(2024, 1, 10, 9))
    page = acts.unpublish(by=editor, page=page)
    assert not page.live
    page = acts.publish(by=editor, page=page)
    assert page.live
    assert timezone.localtime(page.dated_at).date() == dt.date(2024, 1, 10), "the date of an article is its first"
    assert [(e.act, e.by) for e in Event.objects.filter(act__endswith="publish_article")] == [
        ("publish_article", editor.username),
        ("unpublish_article", editor.username),
        ("publish_article", editor.username),
    ]


def test_only_who_may_publish_takes_back(article: ArticlePage, editor: User, officer: User) -> None:
    page = acts.publish(by=editor, page=article)
    with pytest.raises(NotAllowed):
        acts.unpublish(by=officer, page=page)
    assert ArticlePage.objects.get().live


def test_figures_are_renewed_in_a_new_version_alone(
    article: ArticlePage, editor: User, accept: Callable[..., Return]
) -> None:
    acts.publish(by=editor, page=article)
    accept("11245")
    page = acts.renew_figures(by=editor, page=article)
    newest = page.get_latest_revision_as_object()
    assert "3.600/4.200" in page.visible.text, "the public reads what was published"
    assert "5.400/6.300" in newest.visible.text
    (event,) = events("renew_figures")
    key = "MH03 pair 30 2023"
    assert (event.before["figures"][key], event.after["figures"][key]) == ("3.600/4.200", "5.400/6.300")
    page = acts.publish(by=editor, page=page)
    assert "5.400/6.300" in page.visible.text


def test_its_charts_are_checked_renewed_and_may_be_left_out(
    article: ArticlePage, editor: User, client: Client, accept: Callable[..., Return]
) -> None:
    acts.publish(by=editor, page=article)
    html = client.get(article.url).content.decode()
    assert "Tỷ lệ được công nhận theo mô hình năm 2023 (%)" in html
    assert 'src="data:image/svg+xml;base64,' in html
    assert ">85,71</data></td>" in html, "the table behind the picture"
    (chart, *_others) = article.charts
    assert chart["rows"][0]["ref"]["text"] == "85,71"
    accept("11245", MH03=1000)
    with pytest.raises(acts.CannotPublish, match="trong bài ghi 85,71"):
        acts.publish(by=editor, page=_touched(article, editor))
    page = acts.publish(by=editor, page=acts.renew_figures(by=editor, page=article))
    assert page.charts[0]["rows"][0]["ref"]["text"] == "73,02"
    assert page.charts[0]["picture"] != chart["picture"], "drawn anew"
    page = ArticlePage.objects.get(pk=page.pk)
    page.with_charts = False
    page.save_revision(user=editor)
    page = acts.publish(by=editor, page=page)
    assert "Tỷ lệ được công nhận theo mô hình" not in client.get(page.url).content.decode()
    assert page.visible.charts == ()


def _touched(page: ArticlePage, editor: User) -> ArticlePage:
    """A new version of what the public reads."""
    page = ArticlePage.objects.get(pk=page.pk)
    page.lead += " (sửa)"
    page.save_revision(user=editor)
    return page


def test_a_photo_with_its_caption(article: ArticlePage, editor: User) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (80, 45), "#deebed").save(picture, "PNG")
    picture.seek(0)
    page = acts.attach_photo(by=editor, page=article, picture=picture, name="anh.png", caption="Hình minh họa")
    assert (page.caption, page.photo.title, page.photo.width) == ("Hình minh họa", "Hình minh họa", 80)
    assert [e.after["caption"] for e in events("attach_photo")] == ["Hình minh họa"]


def test_the_sizes_of_a_photo_are_made_at_publishing(article: ArticlePage, editor: User, client: Client) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 675), "#deebed").save(picture, "PNG")
    picture.seek(0)
    page = acts.attach_photo(by=editor, page=article, picture=picture, name="anh.png", caption="Hình minh họa")
    assert not page.photo.renditions.exists()
    page = acts.publish(by=editor, page=page)
    made = sorted(page.photo.renditions.values_list("filter_spec", flat=True))
    assert made == sorted(SIZES)
    assert client.get(page.url).status_code == client.get("/").status_code == 200
    assert page.photo.renditions.count() == len(SIZES), "the pages ask for no other sizes"


def test_deleting_is_journalled(article: ArticlePage) -> None:
    pk = article.pk
    article.delete()
    (event,) = events("delete_article")
    assert (event.subject_id, event.before["title"]) == (str(pk), article.title)


def test_the_home_page_names_its_index(site: HomePage) -> None:
    assert NewsIndexPage.objects.get().url == "/tin-tuc/"
