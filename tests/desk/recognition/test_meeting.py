"""Noting a village's meeting: by the keeper, by the village's head with a link; taken back, printed, its signed paper kept."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.enums import Role
from khuyenhoc.access.links import create_links, token_of
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.joining.models import SelfRegistration
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.meetings.models import Meeting, MinutesPaper
from khuyenhoc.recognition.models import Standing
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of
from tests.recognition.criteria_for_tests import family_set, put_in_force
from tests.recognition.scoring.test_evidence import photo

HELD = {"ngay": "12/11/2023", "du": "52", "chu_tri": "Nguyễn Văn Trưởng", "thu_ky": "Trần Thị Ghi"}


@pytest.fixture
def waiting(keeper, families) -> list[Standing]:
    """The three families of thôn Đông, registered, with criteria that ask for two thirds."""
    put_in_force(family_set())
    register(by=keeper, standings=[s.pk for s in families], on=dt.date(2023, 3, 1))
    return families[:3]


@pytest.fixture
def meet(villages) -> str:
    return f"/so/11242/gia-dinh/2023/hop/{villages[0].pk}/"


@pytest.fixture
def by_link(desk, phone, meet, waiting):
    """The phone of the village's head, and where its link leads."""
    page = desk.post(f"{meet}lien-ket/")
    return phone, re.search(r"/ht/[a-z2-9]{20}/", page.content.decode())[0]


def ballots(waiting, *votes):
    return {
        f"{key}-{s.pk}": n for s, both in zip(waiting, votes, strict=True) for key, n in zip("tk", both, strict=True)
    }


def test_from_the_attendance_to_the_proposed(desk, meet, waiting):
    text = text_of(desk.get(meet))
    assert "3 mục đã đăng ký gia đình học tập chờ biểu quyết" in text
    table = desk.get(f"{meet}phieu/", HELD)
    text = text_of(table)
    assert "Họp ngày 12/11/2023, 52 người dự. Được đề nghị khi có từ 35 người tán thành." in text
    assert "Bộ tiêu chí cần 67 % người dự tán thành. chưa kiểm chứng" in text
    assert table.content.decode().count('value="52"') == 1 + len(waiting), (
        "everybody is in favour until it is written otherwise"
    )
    done = desk.post(f"{meet}ghi/", {**HELD, **ballots(waiting, (52, 0), (35, 10), (34, 18))}, follow=True)
    text = text_of(done)
    assert "Thôn đề nghị 2/3 mục" in text
    assert "Phạm Đức Ước chưa đủ phiếu 34 18" in text
    rows = Standing.objects.filter(pk__in=[s.pk for s in waiting]).order_by("pk")
    assert [s.status for s in rows] == [Status.PROPOSED, Status.PROPOSED, Status.REFUSED]
    assert "Họp ngày 12/11/2023: đề nghị 2, chưa đủ phiếu 1" in text_of(desk.get(meet))
    assert "12/11/2023: đề nghị 2" in text_of(desk.get("/so/11242/gia-dinh/2023/dang-ky/"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"du": ""}, "Ghi số người dự họp bằng chữ số"),
        ({"du": "0"}, "Ghi số người dự họp, từ 1 trở lên"),
        ({"ngay": "hôm qua"}, "“hôm qua” không phải là ngày"),
        ({"ngay": "12/11/2999"}, "chưa đến"),
        ({"chu_tri": " "}, "Ghi họ tên người chủ trì"),
    ],
)
def test_a_meeting_that_cannot_have_been_is_said(desk, meet, waiting, changed, said):
    page = desk.post(f"{meet}ghi/", {**HELD, **changed, **ballots(waiting, (1, 0), (1, 0), (1, 0))})
    assert page.status_code == 409
    assert said in text_of(page)
    assert not Meeting.objects.exists()


def test_votes_that_cannot_be_right_stay_in_the_table(desk, meet, waiting):
    for votes, said in (((50, 3), "53 phiếu, mà chỉ có 52 người dự họp"), (("năm", 3), "ghi số phiếu bằng chữ số")):
        page = desk.post(f"{meet}ghi/", {**HELD, **ballots(waiting, votes, (52, 0), (52, 0))})
        assert page.status_code == 409
        assert f"“Nguyễn Văn Hùng”: {said}" in text_of(page)
        assert f'value="{votes[0]}"' in page.content.decode()
    assert {s.status for s in Standing.objects.filter(pk__in=[w.pk for w in waiting])} == {Status.REGISTERED}


def test_names_typed_at_a_poster_are_marked_until_the_keeper_confirms_them(desk, meet, waiting, poster, by_link):
    phone, at = by_link
    assert "chưa xác nhận" not in text_of(desk.get(f"{meet}phieu/", HELD))
    added = SelfRegistration.objects.create(standing=waiting[1], invitation=poster, is_new=True, at=clock.now())
    page, checks = desk.get(f"{meet}phieu/", HELD), "/so/11242/gia-dinh/2023/dang-ky/"
    assert "1 tên có ghi “chưa xác nhận” là tự thêm vào qua mã QR" in text_of(page)
    assert "Trần Thị Nguyệt chưa xác nhận" in text_of(page)
    assert text_of(page).count("chưa xác nhận") == 2
    assert f'href="{checks}#kiem-tra"' in page.content.decode()
    by_head = phone.get(f"{at}phieu/", HELD)
    assert "Trần Thị Nguyệt chưa xác nhận" in text_of(by_head)
    assert (checks in by_head.content.decode(), "báo Hội Khuyến học" in text_of(by_head)) == (False, True)
    desk.post(f"{checks}kiem-tra/", {"dung": added.standing_id})
    assert "chưa xác nhận" not in text_of(desk.get(f"{meet}phieu/", HELD))


def test_one_that_was_left_out_goes_on_waiting(desk, meet, waiting):
    desk.post(f"{meet}ghi/", {**HELD, **ballots(waiting, (52, 0), ("", ""), ("", ""))})
    assert "2 mục đã đăng ký" in text_of(desk.get(meet))


def test_taken_back_and_noted_again(desk, meet, waiting):
    desk.post(f"{meet}ghi/", {**HELD, **ballots(waiting, (1, 0), (1, 0), (1, 0))})
    first = Meeting.objects.get()
    assert desk.post(f"/so/hop/{first.pk}/hoan-tac/").headers["Location"] == meet
    assert "Cuộc họp này đã được hoàn tác" in text_of(desk.get(f"/so/hop/{first.pk}/"))
    assert "3 mục đã đăng ký" in text_of(desk.get(meet))
    assert "đã được hoàn tác rồi" in text_of(desk.post(f"/so/hop/{first.pk}/hoan-tac/"))
    assert desk.get(f"/so/hop/{first.pk}/hoan-tac/").headers["Location"] == f"/so/hop/{first.pk}/"


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_minutes_are_printed(desk, meet, waiting, kind, begins):
    desk.post(f"{meet}ghi/", {**HELD, **ballots(waiting, (52, 0), (52, 0), (1, 0))})
    paper = desk.get(f"/so/hop/{Meeting.objects.get().pk}/bien-ban.{kind}")
    assert paper.content.startswith(begins)
    assert f"bien-ban-hop-2023-11-12.{kind}" in paper["Content-Disposition"]
    assert desk.get(f"/so/hop/{Meeting.objects.get().pk}/bien-ban.txt").status_code == 404


def test_the_head_of_the_village_does_all_of_it_by_link(by_link, waiting, keeper):
    phone, at = by_link
    link = OneTimeLink.objects.get()
    assert "3 mục đã đăng ký" in text_of(phone.get(at))
    assert "Tạo liên kết cho trưởng thôn" not in text_of(phone.get(at))
    assert "Trần Thị Nguyệt" in text_of(phone.get(f"{at}phieu/", HELD))
    done = phone.post(f"{at}ghi/", {**HELD, **ballots(waiting, (52, 0), (52, 0), (1, 51))}, follow=True)
    assert "Thôn đề nghị 2/3 mục" in text_of(done)
    assert not done.cookies
    event = Event.objects.order_by("-sequence").first()
    assert (event.act, event.by) == ("hold_meeting", link.user.username)
    pk = Meeting.objects.get().pk
    assert phone.get(f"{at}{pk}/bien-ban.pdf").content.startswith(b"%PDF-")
    signed = SimpleUploadedFile("bien-ban.jpg", photo())
    kept = phone.post(f"{at}{pk}/ban-ky/", {"ban_ky": signed}, follow=True)
    assert "bien-ban.jpg" in text_of(kept)
    paper = MinutesPaper.objects.get()
    assert b"".join(phone.get(f"{at}ban-ky/{paper.pk}/").streaming_content)[:3] == b"\xff\xd8\xff"
    assert "Chưa chọn tệp nào" in text_of(phone.post(f"{at}{pk}/ban-ky/", {}))
    phone.post(f"{at}{pk}/hoan-tac/")
    assert {s.status for s in Standing.objects.filter(pk__in=[w.pk for w in waiting])} == {Status.REGISTERED}


def test_a_link_opens_its_own_village_alone(by_link, desk, waiting, villages, meet, families):
    phone, at = by_link
    other = f"/so/11242/gia-dinh/2023/hop/{villages[1].pk}/"
    desk.post(f"{other}ghi/", {**HELD, **ballots(families[3:], (52, 0), (52, 0))})
    assert phone.get(f"{at}{Meeting.objects.get().pk}/").status_code == 404
    assert phone.get(f"{at}999/").status_code == 404
    assert phone.get(f"{at}ban-ky/999/").status_code == 404
    page = phone.post(f"{at}ghi/", {**HELD, **ballots(families[3:], (52, 0), (52, 0))})
    assert "Chưa ghi phiếu cho mục nào" in text_of(page)


def test_a_link_of_another_kind_or_past_its_day_opens_no_meeting(by_link, phone, office, collection):
    phone, at = by_link
    (other,) = create_links(
        by=office, units=[collection.unit], purpose=collection.code, expires_on=dt.date(2099, 1, 1),
        map_=unit_map(collection.period_ends),
    )  # fmt: skip
    assert phone.get(f"/ht/{token_of(other)}/").status_code == 404
    OneTimeLink.objects.exclude(pk=other.pk).update(
        expires_at=dt.datetime(2023, 12, 1, tzinfo=dt.UTC), created_at=dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
    )
    assert phone.get(at).status_code == 410


def test_who_only_looks_notes_no_meeting(at_desk, meet, waiting):
    other = at_desk(Role.COMMUNE_SECRETARY, "11245")
    assert other.get(meet).status_code == 403
    assert other.post(f"{meet}ghi/", HELD).status_code == 403


def test_a_large_village_goes_into_one_sending(desk, meet, waiting, settings):
    many = {f"t-{n}": "1" for n in range(900, 1900)}
    page = desk.post(f"{meet}ghi/", {**HELD, **many, **ballots(waiting, (52, 0), (52, 0), (52, 0))}, follow=True)
    assert "Thôn đề nghị 3/3 mục" in text_of(page)
    assert Meeting.objects.get().model == LearningModel.FAMILY
