"""What is live, newest first, found without accents, in the number of statements that is promised."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from khuyenhoc.portal import queries
from khuyenhoc.portal.models import ArticlePage

Count = Callable[[int], Any]


@pytest.fixture
def three(news: Callable[..., ArticlePage]) -> list[ArticlePage]:
    return [
        news("Thanh Miện trao học bổng", day=8, text="Trao 20 suất.", heading="Học bổng"),
        news("Gia Lộc tập huấn", day=9, text="Cán bộ Hội ở Thanh Hà cùng dự."),
        news("Bản nháp về Thanh Miện", live=False),
    ]


def titles(found: Any) -> list[str]:
    return [article.title for article in found]


def test_newest_first_and_no_drafts(three: list[ArticlePage], django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):
        found = list(queries.news())
        assert titles(found) == ["Gia Lộc tập huấn", "Thanh Miện trao học bổng"]
        assert [a.category.name for a in found] == ["Tin", "Học bổng"]


def test_search_without_accents(three: list[ArticlePage]) -> None:
    one, both = ["Thanh Miện trao học bổng"], ["Gia Lộc tập huấn", "Thanh Miện trao học bổng"]
    sought = {
        "thanh mien": one,
        unicodedata.normalize("NFD", "Thanh Miện"): one,
        "HỌC   thanh": one,
        "thanh": both,
        "20 suat": one,
        "không có": [],
        "": both,
    }
    assert {text: titles(queries.news(text=text)) for text in sought} == sought


def test_one_category(three: list[ArticlePage]) -> None:
    assert titles(queries.news(category="hoc-bong")) == ["Thanh Miện trao học bổng"]
    assert titles(queries.news(category="khong-co")) == []


def test_the_others(three: list[ArticlePage], django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):
        assert titles(queries.others(three[0])) == ["Gia Lộc tập huấn"]


def test_categories_with_something_in_them(three: list[ArticlePage], django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):
        assert {c.slug: c.articles_live for c in queries.categories()} == {"hoc-bong": 1, "tin": 1}


@pytest.mark.django_db
def test_before_there_is_a_site(django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(4):
        assert (queries.home(), queries.news_index(), queries.home_unit()) == (None, None, "")
        assert queries.of_year("30", "2023") is None


def test_the_article_of_a_year(article: ArticlePage, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(1):
        assert queries.of_year("30", "2023") == article
    assert queries.of_year("30", "2022") is None
