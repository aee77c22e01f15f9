"""The public pages as a reader gets them."""

from __future__ import annotations

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.portal import acts
from khuyenhoc.portal.models import ArticlePage, HomePage
from khuyenhoc.portal.models.fronts import NEWS_ON_PAGE

Count = Callable[[int], Any]


def page_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, address
    return BeautifulSoup(response.content, "html.parser")


def said(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""


@pytest.fixture
def published(article: ArticlePage, editor: User) -> ArticlePage:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 675), "#deebed").save(picture, "PNG")
    picture.seek(0)
    with clock.told(2024, 1, 10):
        page = acts.attach_photo(
            by=editor, page=article, picture=picture, name="hoi-nghi.png", caption="Quang cảnh (hình minh họa)"
        )
        return acts.publish(by=editor, page=page)


def test_the_article_has_what_a_reader_expects(
    client: Client, published: ArticlePage, news: Callable[..., ArticlePage]
) -> None:
    news("Bài khác", day=5)
    with clock.told(2024, 5, 2):
        page = page_of(client, published.url)
    assert said(page, ".kh-masthead__today") == "Thứ năm, ngày 2/5/2024"
    assert said(page, ".kh-article__category") == "Khuyến học"
    assert said(page, "h1") == "Hải Dương: Tổng kết công tác khuyến học năm 2023"
    assert said(page, "time") == "Thứ Tư 10/01/2024 09:00"
    assert said(page, ".kh-type-links p") == "Xem với cỡ chữ"
    assert len(page.select(".kh-type-links a")) == 4
    assert said(page, ".kh-article__lead").startswith("Ngày 10/01/2024,")
    assert said(page, "figcaption") == "Quang cảnh (hình minh họa)"
    assert said(page, ".kh-article__byline") == "VPTU"
    assert said(page, ".kh-others h2") == "CÁC BÀI VIẾT KHÁC"
    assert [a.get_text() for a in page.select(".kh-others a")] == ["Bài khác"]
    assert "Số liệu mẫu" in said(page, ".kh-ribbon")
    assert page.select("[data-kh-print]")


def test_an_article_takes_few_statements(
    client: Client, published: ArticlePage, django_assert_num_queries: Count
) -> None:
    client.get(published.url)
    with django_assert_num_queries(14):
        client.get(published.url)


def test_figures_keep_their_references(client: Client, published: ArticlePage) -> None:
    figure = page_of(client, published.url).select_one("data[data-kind=pair]")
    assert figure is not None
    assert figure.attrs == {
        "value": "3600/4200", "data-indicator": "MH03", "data-unit": "30", "data-period": "2023", "data-kind": "pair",
    }  # fmt: skip


def test_what_other_programmes_read_of_an_article(client: Client, published: ArticlePage) -> None:
    page = page_of(client, published.url)
    assert said(page, "title") == f"{published.title} · Hội Khuyến học tỉnh Hải Dương"
    meta = {m.get("property") or m.get("name"): m.get("content") for m in page.select("meta[content]")}
    assert meta["description"] == meta["og:description"] == published.lead
    assert (meta["og:title"], meta["og:type"]) == (published.title, "article")
    assert meta["og:url"] == page.select_one("link[rel=canonical]")["href"] == f"http://testserver{published.url}"
    assert meta["og:image"].startswith("http://testserver/media/images/")


def test_nothing_is_fetched_from_elsewhere(client: Client, published: ArticlePage) -> None:
    for address in ("/", "/tin-tuc/", published.url, "/van-ban/", "/bieu-mau/"):
        html = client.get(address).content.decode()
        fetched = re.findall(r'(?:src|srcset|href)="(?:[^"]*\s)?(https?://[^"/]+)', html)
        assert set(fetched) <= {"http://testserver"}, address


def test_a_figure_with_a_note(client: Client, site: HomePage, accept: Any, editor: User, news: Any) -> None:
    accept("11242", HV03=20_000, MH31=200, MH32=200, MH33=199)
    text = (
        '<data value="199/200" data-indicator="MH33" data-unit="30" data-period="2023" data-kind="pair">199/200</data>'
    )
    page = page_of(client, news("Đơn vị học tập", text=f"Có {text} đơn vị.").url)
    assert said(page, "sup a") == "(1)"
    assert "gần như toàn bộ" in said(page, "#ghi-chu-1")
    assert page.select_one("#ghi-chu-1 a")["href"] == "#con-so-1"


def test_the_front_page(
    client: Client, published: ArticlePage, news: Callable[..., ArticlePage], django_assert_num_queries: Count
) -> None:
    news("Cũ hơn", day=2)
    page = page_of(client, "/")
    assert said(page, "article h3") == published.title
    assert said(page, ".kh-news a") == "Cũ hơn"
    assert [a["href"] for a in page.select(".kh-card a")] == ["/xac-minh/", "/da-cong-nhan/", "/van-ban/", "/bieu-mau/"]
    assert [a.get_text() for a in page.select(".kh-sections a")] == ["Trang chủ", "Tin tức", "Văn bản", "Biểu mẫu"]
    assert [a.get_text() for a in page.select(".kh-sections [aria-current]")] == ["Trang chủ"]
    with django_assert_num_queries(7):
        client.get("/")


def test_a_site_without_news_says_how_they_come(client: Client, site: HomePage) -> None:
    for address in ("/", "/tin-tuc/"):
        assert said(page_of(client, address), ".kh-empty__text") == (
            "Bài viết hiện ở đây sau khi biên tập viên bấm nút đăng."
        )


def test_the_list_is_filtered_and_turned(client: Client, news: Callable[..., ArticlePage]) -> None:
    for number in range(NEWS_ON_PAGE + 1):
        news(f"Bài {number}", day=number + 1, heading="Tin" if number else "Học bổng")
    assert len(page_of(client, "/tin-tuc/").select(".kh-news__item")) == NEWS_ON_PAGE
    assert [a.get_text() for a in page_of(client, "/tin-tuc/?trang=2").select(".kh-news a")] == ["Bài 0"]
    assert [a.get_text() for a in page_of(client, "/tin-tuc/?muc=hoc-bong").select(".kh-news a")] == ["Bài 0"]
    found = page_of(client, "/tin-tuc/?q=bai+10")
    assert [a.get_text() for a in found.select(".kh-news a")] == ["Bài 10"]
    assert {i["value"] for i in found.select("input[name=q]")} == {"bai 10"}
    assert said(page_of(client, "/tin-tuc/?q=zzz"), ".kh-empty__title") == "Không có bài nào như thế"


def test_drafts_are_not_read(client: Client, article: ArticlePage) -> None:
    assert said(page_of(client, article.url, 404), "h1") == "Không tìm thấy trang này"


def test_the_feed(client: Client, published: ArticlePage) -> None:
    response = client.get("/tin-moi.xml")
    channel = ET.fromstring(response.content).find("channel")
    assert channel is not None
    assert channel.findtext("title") == "Hội Khuyến học tỉnh Hải Dương"
    (item,) = channel.findall("item")
    assert item.findtext("title") == f"{published.title} (số liệu mẫu)"
    assert item.findtext("link", "").endswith(published.url)
    assert item.findtext("pubDate") == "Wed, 10 Jan 2024 02:00:00 +0000"


def test_the_list_for_search_engines(client: Client, published: ArticlePage, article: ArticlePage) -> None:
    text = client.get("/sitemap.xml").content.decode()
    paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", text)
    assert paths == ["/", "/tin-tuc/", published.url, "/van-ban/", "/bieu-mau/", "/da-cong-nhan/"]
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_an_old_address_without_its_slash_leads_on(client: Client, published: ArticlePage) -> None:
    assert client.get(published.url.rstrip("/")).headers["Location"] == published.url


def test_the_day_of_the_stamp_is_the_installations(published: ArticlePage) -> None:
    from khuyenhoc.portal.templatetags.portal import stamp

    assert stamp(dt.datetime(2024, 1, 13, 20, 5, tzinfo=dt.UTC)) == "Chủ Nhật 14/01/2024 03:05"
    assert stamp(None) == ""


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/tin-moi.xml"])
def test_synthetic_figures_are_marked_wherever_the_article_is_named(
    client: Client, published: ArticlePage, address: str
) -> None:
    assert "số liệu mẫu" in client.get(address).content.decode().lower()


def test_the_page_takes_the_size(client: Client, site: object) -> None:
    assert b"kh-type-1" in client.get("/").content
    assert client.get("/?co-chu=4", follow=True).redirect_chain == [("/", 302)]
    html = client.get("/").content.decode()
    assert "kh-type-4" in html
    assert html.count('aria-current="true"') == 1
