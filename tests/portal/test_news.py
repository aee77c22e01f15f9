"""Articles on announced decisions: none before, nobody named in the text, names under it only as they are announced."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.portal import acts
from khuyenhoc.portal.models import ArticlePage
from khuyenhoc.recognition.deciding.announcing import announce, take_back_announcement
from khuyenhoc.recognition.enums import LearningModel, NameShown
from khuyenhoc.recognition.models import Entry
from tests.desk.conftest import text_of
from tests.portal.test_recognised import decided  # noqa: F401  # a fixture
from tests.recognition.conftest import commune, families, keeper, villages  # noqa: F401  # fixtures

TITLE = "Xã Thanh Tùng: 5 gia đình được công nhận gia đình học tập năm 2023"
NAMES = ["Dòng họ Nguyễn Đăng", "Trần Thị Nguyệt", "Nguyễn Văn Hùng", "Phạm Đức Ước", "Lê Thị Thoả"]


@pytest.fixture
def announced(keeper, decided):  # noqa: F811
    for decision in decided.values():
        announce(by=keeper, decision=decision.pk)
    return {model: decision.pk for model, decision in decided.items()}


def test_a_draft_names_nobody_and_is_made_once(site, editor, announced, keeper):  # noqa: F811
    page = acts.draft_news(by=editor, decision=announced[LearningModel.FAMILY])
    assert (page.title, page.live, page.unit, page.period, page.synthetic) == (TITLE, False, "30", "", False)
    assert page.lead == (
        "Theo Quyết định số 1/QĐ ngày 10/12/2023 của Hội Khuyến học xã Thanh Tùng, 5 gia đình được công nhận "
        "gia đình học tập năm 2023 tại xã Thanh Tùng, huyện Thanh Miện."
    )
    assert "Trong đó có thôn Đông 3 gia đình và thôn Đoài 2 gia đình." in page.visible.text
    assert [name for name in NAMES if name in page.visible.text] == []
    again = acts.draft_news(by=editor, decision=announced[LearningModel.FAMILY])
    assert (again.pk, ArticlePage.objects.count(), again.revisions.count()) == (page.pk, 1, 2)
    assert [e.unit for e in Event.objects.filter(act="draft_news")] == ["30", "30"]
    acts.publish(by=editor, page=page)
    with pytest.raises(acts.AlreadyPublished, match="Tin về Quyết định số 1/QĐ đã đăng"):
        acts.draft_news(by=editor, decision=announced[LearningModel.FAMILY])
    with pytest.raises(NotAllowed):
        acts.draft_news(by=keeper, decision=announced[LearningModel.CLAN])


def test_before_it_is_announced_there_is_no_news(site, editor, decided):  # noqa: F811
    with pytest.raises(acts.NotAnnounced, match="chưa công bố"):
        acts.draft_news(by=editor, decision=decided[LearningModel.FAMILY].pk)


def test_what_is_announced_no_more_is_not_published(site, editor, announced, keeper):  # noqa: F811
    page = acts.draft_news(by=editor, decision=announced[LearningModel.FAMILY])
    take_back_announcement(by=keeper, decision=announced[LearningModel.FAMILY])
    with pytest.raises(acts.CannotPublish, match="không còn được công bố"):
        acts.publish(by=editor, page=page)
    assert not ArticlePage.objects.get().live


def test_names_stand_under_it_as_they_are_announced(site, editor, announced, client, keeper, families):  # noqa: F811
    family = announced[LearningModel.FAMILY]
    page = acts.publish(by=editor, page=acts.draft_news(by=editor, decision=family))
    text = text_of(client.get(page.url))
    assert [name for name in NAMES if name in text] == ["Trần Thị Nguyệt"]
    assert "Chỉ nêu tên người đã đồng ý." in text
    assert "/da-cong-nhan/11242/2023/" in client.get(page.url).content.decode()
    Entry.objects.filter(pk=families[1].entry_id).update(name_shown=NameShown.INITIALS)
    assert "Trần Thị Nguyệt" not in text_of(client.get(page.url))
    Entry.objects.filter(pk=families[1].entry_id).update(name_shown=NameShown.FULL)
    take_back_announcement(by=keeper, decision=family)
    assert "Trần Thị Nguyệt" not in text_of(client.get(page.url))
    clan = acts.publish(by=editor, page=acts.draft_news(by=editor, decision=announced[LearningModel.CLAN]))
    assert "Dòng họ Nguyễn Đăng, thôn Đông" in text_of(client.get(clan.url))


def test_what_it_costs(site, editor, announced, client, django_assert_num_queries):
    page = acts.publish(by=editor, page=acts.draft_news(by=editor, decision=announced[LearningModel.FAMILY]))
    client.get(page.url)
    with django_assert_num_queries(14):
        client.get(page.url)


def test_the_editors_have_a_page_of_decisions(site, desk, announced):
    page = desk.get("/quan-tri/tin-cong-nhan/")
    assert "Xã Thanh Tùng, huyện Thanh Miện: 5 gia đình, năm 2023" in text_of(page)
    assert "/quan-tri/tin-cong-nhan/" in desk.get("/quan-tri/").content.decode()
    made = desk.post("/quan-tri/tin-cong-nhan/", {"quyet-dinh": announced[LearningModel.FAMILY]}, follow=True)
    assert TITLE in made.content.decode()
    assert "Có bản nháp: " + TITLE in text_of(desk.get("/quan-tri/tin-cong-nhan/"))
    wrong = desk.post("/quan-tri/tin-cong-nhan/", {"quyet-dinh": "999999"}, follow=True)
    assert "chưa công bố" in text_of(wrong)


def test_the_office_drafts_from_the_page_of_a_decision(site, announced, client, person, keeper):  # noqa: F811
    family = announced[LearningModel.FAMILY]
    one, act = f"/cong-nhan/quyet-dinh/{family}/", f"/da-cong-nhan/quyet-dinh/{family}/soan-tin/"
    assert client.post(act).status_code == 302
    client.force_login(keeper)
    assert "Biên tập viên của trang thông tin thấy quyết định này" in text_of(client.get(one))
    assert client.post(act).status_code == 403
    client.force_login(person(Role.PROVINCE_OFFICER, "30"))
    assert "Soạn tin cho trang thông tin" in text_of(client.get(one))
    assert "Đã soạn bản nháp tin." in text_of(client.post(act, follow=True))
    acts.publish(by=person(Role.EDITOR, "30"), page=ArticlePage.objects.get())
    assert "đã đăng. Muốn soạn lại" in text_of(client.post(act, follow=True))
    assert client.get(act).status_code == 405


def test_a_year_s_article_leads_to_what_was_announced_of_it(article, editor, client, announced, keeper):  # noqa: F811
    page = acts.publish(by=editor, page=article)
    html = client.get(page.url).content.decode()
    assert 'href="/da-cong-nhan/?nam=2023"' in html
    assert "Xã Thanh Tùng, huyện Thanh Miện 6" in text_of(client.get("/da-cong-nhan/?nam=2023"))
    assert "Chưa có gì được công bố" in text_of(client.get("/da-cong-nhan/?nam=2022"))
    for decision in announced.values():
        take_back_announcement(by=keeper, decision=decision)
    assert "?nam=2023" not in client.get(page.url).content.decode()
