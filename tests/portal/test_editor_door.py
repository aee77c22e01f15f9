"""Who comes into the editors' desk, by which door, and what happens when the desk is asked for too much."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from khuyenhoc.access.acts import end_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.portal import acts
from khuyenhoc.portal.drafting import category
from khuyenhoc.portal.models import ArticlePage, HomePage
from khuyenhoc.portal.queries import news_index
from khuyenhoc.returns.models import Return

MISPRINT = "Theo Quyết định số 667/QĐ-TTg ngày 03/6/2022 của Chính phủ."


def rich(text: str) -> str:
    """A paragraph as the editor's browser sends it."""
    block = {
        "key": "a", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": [], "data": {},
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {}})


def form(text: str, **more: str) -> dict[str, Any]:
    """The form of an article as the editor's browser sends it."""
    return {
        "title": "Tin mới", "slug": "tin-moi", "lead": "Mở đầu.", "category": category("Tin").pk, "caption": "", "byline": "",
        "photo": "", "dated_at": "", "search_description": "", "body-count": "1", "body-0-deleted": "",
        "body-0-order": "0", "body-0-type": "paragraph", "body-0-id": "", "body-0-value": rich(text), **more,
    }  # fmt: skip


def said(client: Client, response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def add_address(site: HomePage) -> str:
    index = news_index()
    assert index is not None
    return f"/quan-tri/pages/add/portal/articlepage/{index.pk}/"


@pytest.mark.parametrize("address", ["/quan-tri/login/", "/_util/login/"])
def test_wagtails_own_sign_in_is_closed(client: Client, editor: User, address: str) -> None:
    editor.set_password("mat-khau-dai-10")
    editor.save()
    response = client.post(f"{address}?next=/quan-tri/", {"username": editor.username, "password": "mat-khau-dai-10"})
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/login/?next=/quan-tri/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/quan-tri/password_reset/", "/quan-tri/password_reset/complete/"])
def test_wagtails_own_passwords_are_closed(client: Client, site: HomePage, address: str) -> None:
    assert client.get(address).status_code == 404


def test_strangers_are_sent_to_the_one_sign_in(client: Client, site: HomePage) -> None:
    assert client.get("/quan-tri/")["Location"] == "/tai-khoan/login/?next=/quan-tri/"


def test_an_editor_comes_in_while_the_role_lasts(desk: Client, site: HomePage, editor: User) -> None:
    assert desk.get("/quan-tri/").status_code == 200
    end_role(by="test", assignment=editor.roles.get(), on=dt.date(2023, 6, 1))
    assert desk.get("/quan-tri/")["Location"].startswith("/tai-khoan/login/")
    assert not editor.groups.exists()


def test_an_editor_before_there_is_a_site(desk: Client) -> None:
    assert desk.get("/quan-tri/")["Location"].startswith("/tai-khoan/login/")


def test_others_stay_outside(client: Client, site: HomePage, person: Callable[[Role, str], User]) -> None:
    for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER, Role.ADMINISTRATOR):
        client.force_login(person(role, "30"))
        assert client.get("/quan-tri/").status_code == 302, role


def test_a_new_article_is_published_by_the_button(desk: Client, add_address: str, editor: User) -> None:
    with clock.told(2024, 1, 10):
        desk.post(add_address, form("Nội dung.", **{"action-publish": "1"}))
    page = ArticlePage.objects.get()
    assert (page.live, page.unit, page.period, page.search_text.split()[:2]) == (True, "30", "", ["tin", "moi"])
    assert [e.by for e in Event.objects.filter(act="publish_article")] == [editor.username]


def test_a_new_article_with_a_fault_stays_a_draft(desk: Client, add_address: str) -> None:
    response = desk.post(add_address, form(MISPRINT, **{"action-publish": "1"}))
    page = ArticlePage.objects.get()
    assert response["Location"] == f"/quan-tri/pages/{page.pk}/edit/"
    assert not page.live
    assert "667" in page.visible.text, "what was written is kept"
    assert "Đúng là “677/QĐ-TTg ngày 03/6/2022”" in said(desk, response)
    assert f"/quan-tri/bai/{page.pk}/so-lieu/" in said(desk, response)


def test_an_edit_with_a_fault_changes_nothing_for_readers(desk: Client, news: Callable[..., ArticlePage]) -> None:
    page = news("Tin mới")
    response = desk.post(f"/quan-tri/pages/{page.pk}/edit/", form(MISPRINT, **{"action-publish": "1"}))
    assert response["Location"] == f"/quan-tri/pages/{page.pk}/edit/"
    assert "667" not in Client().get(page.url).content.decode()
    assert "667" in ArticlePage.objects.get().get_latest_revision_as_object().visible.text


def test_an_address_is_made_from_the_title_and_never_taken_twice(desk: Client, add_address: str) -> None:
    for _ in range(3):
        desk.post(add_address, form("Nội dung.", title="Đông đảo hội viên", slug=""))
    assert list(ArticlePage.objects.order_by("pk").values_list("slug", flat=True)) == [
        "dong-dao-hoi-vien", "dong-dao-hoi-vien-2", "dong-dao-hoi-vien-3",
    ]  # fmt: skip
    first, second = ArticlePage.objects.order_by("pk")[:2]
    answer = desk.post(f"/quan-tri/pages/{second.pk}/edit/", form("Nội dung.", slug=first.slug))
    assert "đã có bài khác dùng" in answer.content.decode()


def test_a_draft_is_saved_with_whatever_faults(desk: Client, add_address: str) -> None:
    desk.post(add_address, form(MISPRINT))
    assert ArticlePage.objects.get().revisions.count() == 1


def test_many_at_once_pass_the_same_gate(desk: Client, news: Callable[..., ArticlePage]) -> None:
    page = news("Sai", text=MISPRINT, live=False)
    response = desk.post(f"/quan-tri/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": ""})
    assert "Đúng là “677/QĐ-TTg ngày 03/6/2022”" in said(desk, response)
    assert not ArticlePage.objects.get().live


def test_taking_back_by_the_button_is_journalled(desk: Client, news: Callable[..., ArticlePage], editor: User) -> None:
    page = news("Tin mới")
    desk.post(f"/quan-tri/pages/{page.pk}/unpublish/")
    assert not ArticlePage.objects.get().live
    assert [e.by for e in Event.objects.filter(act="unpublish_article")] == [editor.username]


def test_an_article_of_another_unit_is_refused_in_words(desk: Client, news: Callable[..., ArticlePage]) -> None:
    page = news("Tin", live=False)
    page.unit = "288"
    page.save()
    page.save_revision()
    response = desk.post(f"/quan-tri/pages/{page.pk}/edit/", form("Nội dung.", **{"action-publish": "1"}))
    assert "không có quyền đăng bài" in said(desk, response)
    assert not ArticlePage.objects.get().live


def test_the_check_before_publishing_and_renewing(
    desk: Client, article: ArticlePage, accept: Callable[..., Return]
) -> None:
    address = f"/quan-tri/bai/{article.pk}/so-lieu/"
    assert "Bài đăng được" in desk.get(address).content.decode()
    accept("11245")
    html = desk.get(address).content.decode()
    assert "trong bài ghi 3.600/4.200, số liệu đã chấp nhận nay là 5.400/6.300" in html
    assert "Cập nhật số liệu trong bài" in html
    assert desk.post(address)["Location"] == f"/quan-tri/pages/{article.pk}/edit/"
    assert "Bài đăng được" in desk.get(address).content.decode()
    assert Event.objects.filter(act="renew_figures").count() == 1


def test_the_figures_to_choose_from(desk: Client, year: None, site: HomePage) -> None:
    html = desk.get("/quan-tri/so-lieu/").content.decode()
    assert 'data-indicator="MH03" data-unit="30" data-period="2023" data-kind="pair" data-value="3600/4200"' in html
    assert 'data-indicator="targets" data-unit="30" data-period="2023" data-kind="met_targets"' in html
    district = desk.get("/quan-tri/so-lieu/?don-vi=294&ky=2023").content.decode()
    assert "met_targets" not in district
    assert 'data-kind="share"' not in desk.get("/quan-tri/so-lieu/?ky=2019").content.decode()


def test_figures_of_strangers_are_not_shown(desk: Client, year: None, site: HomePage) -> None:
    response = desk.get("/quan-tri/so-lieu/?don-vi=99")
    assert (response.status_code, "không có quyền xem số liệu" in said(desk, response)) == (302, True)


def test_an_editor_writes_and_a_leader_does_not(
    client: Client, article: ArticlePage, person: Callable[[Role, str], User]
) -> None:
    client.force_login(person(Role.PROVINCE_LEADER, "30"))
    assert client.post(f"/quan-tri/bai/{article.pk}/so-lieu/").status_code == 302
    assert not Event.objects.filter(act="renew_figures").exists()


def test_what_is_left_of_the_menu(desk: Client, site: HomePage) -> None:
    html = desk.get("/quan-tri/").content.decode()
    for label in ("Viết bài mới", "Tin, bài", "Chuyên mục", "Ảnh"):
        assert label in html or json.dumps(label)[1:-1] in html
    for label in ("Báo cáo", "Trợ giúp", "Cài đặt"):
        assert f'"label": "{label}"' not in html


def test_a_figure_sent_by_the_editor_is_kept(desk: Client, year: None, add_address: str) -> None:
    data = {"value": "3600", "indicator": "MH03", "unit": "30", "period": "2023", "kind": "total"}
    block = {
        "key": "a", "type": "unstyled", "depth": 0, "text": "Có 3.600 gia đình", "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 3, "length": 5}], "data": {},
    }  # fmt: skip
    entity = {"type": "FIGURE", "mutability": "IMMUTABLE", "data": data}
    body = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    desk.post(add_address, {**form(""), "body-0-value": body, "action-publish": "1"})
    (figure,) = ArticlePage.objects.get(live=True).visible.figures
    assert (figure.indicator, figure.text) == ("MH03", "3.600")


def test_the_acts_are_offered_to_other_rooms() -> None:
    assert {"draft_article", "ensure_site", "publish", "unpublish"} <= set(acts.__all__)
