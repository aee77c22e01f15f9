"""Tags and filters: what a template shows for a value."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from khuyenhoc.returns.enums import State
from khuyenhoc.rollups.figures import Verdict
from khuyenhoc.theme.states import LOOKS, key_of


def shown(template: str, address: str = "/bang/", **context: Any) -> str:
    request = RequestFactory().get(address)
    return Template("{% load kh %}" + template).render(Context({"request": request, **context})).strip()


@pytest.mark.parametrize(
    ("filter_", "value", "text"),
    [
        ("count", None, "–"),
        ("count", 0, "0"),
        ("count", 452_702, "452.702"),
        ("percent", None, "không tính được"),
        ("percent", Fraction(100 * 452_702, 515_481), "87,82\N{NO-BREAK SPACE}%"),
        ("percent", Fraction(100 * 126_062, 126_065), "99,998\N{NO-BREAK SPACE}%"),
        ("money", None, "–"),
        ("money", 0, "0 đồng"),
        ("money", 36_700_000, "36.700.000 đồng"),
        ("vndate", None, "–"),
        ("vndate", dt.date(2024, 1, 10), "10/01/2024"),
        ("vndatetime", None, "–"),
        ("vndatetime", dt.datetime(2024, 1, 10, 2, 0, tzinfo=dt.UTC), "10/01/2024 09:00"),
        ("vndate", dt.datetime(2024, 1, 9, 23, 30, tzinfo=dt.UTC), "10/01/2024"),
        ("long_date", None, "–"),
        ("long_date", dt.date(2024, 1, 10), "Thứ tư, ngày 10/1/2024"),
    ],
)
def test_a_value_is_shown_as_papers_write_it(filter_: str, value: object, text: str) -> None:
    assert shown("{{ value|" + filter_ + " }}", value=value) == text


@pytest.mark.parametrize("state", [*State, *Verdict])
def test_every_state_and_verdict_has_words_and_a_shape(state: State | Verdict) -> None:
    html = shown("{% status_tag state %}", state=state)
    assert f"kh-tag--{key_of(state)}" in html
    assert str(LOOKS[key_of(state)].text) in html
    assert '<svg class="kh-icon"' in html


@pytest.mark.parametrize(
    ("state", "key"),
    [(None, "not-begun"), ("", "not-begun"), ("SENT_BACK", "sent-back"), (State.SENT_BACK, "sent-back")],
)
def test_a_state_is_found_however_it_is_given(state: object, key: str) -> None:
    assert key_of(state) == key


def test_no_two_states_share_words_or_all_of_their_look() -> None:
    assert len({str(look.text) for look in LOOKS.values()}) == len(LOOKS)


def test_the_words_of_a_tag_can_be_replaced_and_are_escaped() -> None:
    assert shown('{% status_tag "late" text %}', text="Trễ <2> ngày").endswith("Trễ &lt;2&gt; ngày</span>")


def test_progress_says_its_numbers() -> None:
    html = shown('{% progress 87 235 "Đã đọc" "tệp" %}')
    assert '<strong class="kh-tabular">87/235</strong> tệp' in html
    assert '<progress class="kh-bar" value="87" max="235" aria-label="Đã đọc">' in html
    assert "37&nbsp;%" in html


def test_progress_of_nothing_claims_no_share() -> None:
    html = shown('{% progress 0 0 "Đã đọc" "tệp" %}')
    assert "0/0" in html
    assert "%" not in html


def test_progress_never_says_all_for_less_than_all() -> None:
    assert "99,97&nbsp;%" in shown("{% progress 2999 3000 %}")


def test_a_flag_opens_its_message_without_a_script() -> None:
    html = shown("{% flag text verified=False %}", text='Số "lạ"')
    identity = html.split('popovertarget="')[1].split('"')[0]
    assert f'id="{identity}" popover>Số &quot;lạ&quot; <span class="kh-unverified" title="Chưa đối chiếu được' in html


def test_a_flag_may_lead_to_its_note() -> None:
    html = shown('{% flag "Số lạ" href="#ghi-chu-2" %}')
    assert html.startswith('<a class="kh-flag" href="#ghi-chu-2">')
    assert "Số liệu cần xem lại: Số lạ" in html


@pytest.mark.parametrize(
    ("tag", "address", "result"),
    [
        ('{% url_with "trang" 2 %}', "/bang/?q=thanh+mi%E1%BB%87n&trang=1", "?q=thanh+mi%E1%BB%87n&amp;trang=2"),
        ('{% url_with "trang" None %}', "/bang/?q=a&trang=1", "?q=a"),
        ('{% url_with "trang" None %}', "/bang/", "?"),
        ('{% url_with "a" 1 "b" None %}', "/bang/?a=0&a=2&b=3", "?a=1"),
    ],
)
def test_an_address_keeps_the_rest_of_its_query(tag: str, address: str, result: str) -> None:
    assert shown(tag, address) == result


def test_pagination_keeps_the_query_and_says_where_the_rows_stand() -> None:
    page = Paginator(range(1235), 50).page(3)
    html = shown('{% pagination page "đơn vị" %}', "/bang/?trang-thai=late&trang=3", page=page)
    assert "Từ 101 đến 150 trong 1.235 đơn vị" in html
    assert 'href="?trang-thai=late&amp;trang=2" rel="prev"' in html
    assert 'href="?trang-thai=late&amp;trang=4" rel="next"' in html
    assert 'aria-label="Trang 3" aria-current="page"' in html
    assert "…" in html


@pytest.mark.parametrize(
    ("rows", "text", "leads"),
    [(0, "Không có dòng nào", 0), (1, "Từ 1 đến 1 trong 1", 0), (51, "Từ 1 đến 50 trong 51", 1)],
)
def test_pagination_of_none_one_and_many(rows: int, text: str, leads: int) -> None:
    html = shown("{% pagination page %}", page=Paginator(range(rows), 50).page(1))
    assert text in html
    assert html.count("<nav") == leads


@pytest.mark.parametrize(
    ("address", "order", "leads"),
    [
        ("/?xep=ten", 'aria-sort="ascending"', "?xep=-ten"),
        ("/?xep=-ten", 'aria-sort="descending"', "?xep=ten"),
        ("/?xep=han", '<th scope="col">', "?xep=ten"),
        ("/?trang=4", '<th scope="col">', "?xep=ten"),
        ("/?q=a", '<th scope="col">', "?q=a&amp;xep=ten"),
    ],
)
def test_a_heading_sorts_up_then_down_from_the_first_page(address: str, order: str, leads: str) -> None:
    html = shown('{% sort_header "ten" "Đơn vị" %}', address)
    assert order in html
    assert f'href="{leads}"' in html


def test_a_heading_of_figures_states_their_measure() -> None:
    html = shown('{% sort_header "quy" "Quỹ" "triệu đồng" numeric=True %}')
    assert 'class="kh-num"' in html
    assert '<span class="kh-table__measure">triệu đồng</span>' in html


def test_a_shape_is_silent_beside_words_and_named_alone() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "flag" %}')
    assert 'role="img" aria-label="Tìm"' in shown('{% icon "search" "Tìm" %}')
    with pytest.raises(KeyError):
        shown('{% icon "không có" %}')


def test_the_address_of_a_file_never_fails(settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert shown('{% asset "kh/no-such-file.css" %}') == "/static/kh/no-such-file.css"
