"""Registering by a poster's code on a phone without an account, cookies or scripts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from khuyenhoc.access import throttle
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.joining.acts import invite, renew_link, withdraw
from khuyenhoc.recognition.joining.links import own_token, poster_token
from khuyenhoc.recognition.joining.models import Invitation
from khuyenhoc.recognition.models import Entry, Standing
from tests.desk.conftest import text_of


def test_from_the_code_to_a_registered_family(phone, at_poster, families):
    begin = phone.get(at_poster)
    text = text_of(begin)
    assert "Đăng ký gia đình học tập" in text
    assert "Thôn Đông, xã Thanh Tùng · Năm 2023" in text
    assert "Nguyễn Văn Hùng" not in text, "the list is shown to nobody"
    assert not begin.cookies
    assert (begin["Cache-Control"], begin["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")
    assert len(begin.content) < 8_000
    found = phone.post(f"{at_poster}tim/", {"ten": "nguyen van hung"})
    assert "Nguyễn Văn Hùng Đúng, đăng ký" in text_of(found)
    done = phone.post(f"{at_poster}dang-ky/", {"ten": "nguyen van hung", "muc": families[0].pk}, follow=True)
    text = text_of(done)
    assert "Đã đăng ký Nguyễn Văn Hùng, gia đình học tập. Đăng ký ngày" in text
    assert "Lưu lại liên kết này" in text
    ((address, status),) = done.redirect_chain
    assert (status, address) == (302, re.search(r"/tc/[a-z2-9]{20}/", done.content.decode())[0])
    families[0].refresh_from_db()
    assert families[0].status == Status.REGISTERED


def test_registered_before_it_is_told_so_and_led_on(phone, at_poster, families):
    what = {"ten": "Nguyễn Văn Hùng", "muc": families[0].pk}
    phone.post(f"{at_poster}dang-ky/", what)
    for address, said in (("tim/", {"ten": "Nguyễn Văn Hùng"}), ("dang-ky/", what)):
        text = text_of(phone.post(f"{at_poster}{address}", said))
        assert "Nguyễn Văn Hùng đã đăng ký rồi" in text
        assert "Mất liên kết? Gặp trưởng thôn" in text
        assert "/tc/" not in text, "knowing a name opens nobody's pages"


def test_a_family_that_is_not_on_the_list_adds_itself(phone, at_poster, families, villages):
    text = text_of(phone.post(f"{at_poster}tim/", {"ten": "Vũ Văn Mới"}))
    assert "Chưa thấy “Vũ Văn Mới” trong danh sách" in text
    assert "Nhà ở đâu" in text
    missing = phone.post(f"{at_poster}dang-ky/", {"ten": "Vũ Văn Mới", "them": ""})
    assert missing.status_code == 409
    assert "Ghi nhà ở đâu" in text_of(missing)
    assert 'value="Vũ Văn Mới"' in missing.content.decode()
    phone.post(f"{at_poster}dang-ky/", {"ten": "Vũ Văn Mới", "them": "xóm 2"})
    entry = Entry.objects.get(name="Vũ Văn Mới")
    assert (entry.village, entry.house, entry.standings.get().status) == (villages[0], "xóm 2", Status.REGISTERED)


@pytest.mark.parametrize("row", ["", "abc", "9" * 15, "99999999999999999999", "-1"])
def test_a_row_that_is_none(phone, at_poster, families, row):
    said = phone.post(f"{at_poster}dang-ky/", {"ten": "Lê Thị Thoả", "muc": row})
    assert said.status_code == 409
    assert not Standing.objects.filter(status=Status.REGISTERED).exists()


def test_namesakes_are_told_apart_by_their_house(phone, at_poster, families):
    Entry.objects.filter(pk=families[0].entry_id).update(house="xóm 1")
    Entry.objects.filter(pk=families[1].entry_id).update(name="Nguyễn Văn Hùng", house="xóm 2")
    text = text_of(phone.post(f"{at_poster}tim/", {"ten": "Nguyễn Văn Hùng"}))
    assert "xóm 1" in text
    assert "xóm 2" in text


def test_a_code_that_is_no_longer_good(phone, at_poster, poster, keeper, commune):
    Invitation.objects.filter(pk=poster.pk).update(expires_on=dt.date(2023, 1, 31))
    late = phone.get(at_poster)
    assert late.status_code == 410
    assert "Mã này nhận đăng ký đến hết ngày 31/01/2023" in text_of(late)
    withdraw(by=keeper, unit=commune, invitations=[poster.pk])
    assert "Mã này không dùng được nữa" in text_of(phone.post(f"{at_poster}tim/", {"ten": "Nguyễn Văn Hùng"}))
    assert phone.get("/dk/khongcomanay23456789/").status_code == 404
    assert phone.get("/tc/khongcomanay23456789/").status_code == 404


def test_names_are_not_tried_without_end(phone, at_poster, monkeypatch):
    monkeypatch.setattr(
        "khuyenhoc.desk.recognition.way.join.JOININGS", throttle.Limit("joining", 1, dt.timedelta(hours=1))
    )
    assert phone.post(f"{at_poster}tim/", {"ten": "Nguyễn Văn Hùng"}).status_code == 200
    assert phone.post(f"{at_poster}tim/", {"ten": "Nguyễn Văn Hùng"}).status_code == 429


def test_a_link_that_was_made_anew_ends_the_old_one(phone, at_poster, families, keeper):
    done = phone.post(f"{at_poster}dang-ky/", {"ten": "Nguyễn Văn Hùng", "muc": families[0].pk})
    new = renew_link(by=keeper, standing=families[0].pk)
    assert phone.get(done["Location"]).status_code == 410
    assert phone.get(f"/tc/{own_token(new)}/").status_code == 200


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        (Status.LISTED, "", "Việc đăng ký đã được người giữ sổ hủy"),
        (Status.SELF_SCORED, "", "Tự chấm được 82 điểm"),
        (Status.PROPOSED, "", "Thôn đã đề nghị công nhận"),
        (Status.REFUSED, "Không đủ phiếu.", "Lý do: Không đủ phiếu."),
        (Status.ENDED, "", "Không còn trong danh sách"),
    ],
)
def test_the_own_page_says_where_the_year_stands(phone, at_poster, families, status, reason, said):
    done = phone.post(f"{at_poster}dang-ky/", {"ten": "Nguyễn Văn Hùng", "muc": families[0].pk})
    Standing.objects.filter(pk=families[0].pk).update(status=status, reason=reason, self_score=82)
    page = phone.get(done["Location"])
    assert page.status_code == 200
    assert said in text_of(page)


def test_a_citizen_is_asked_for_the_year_of_birth(phone, keeper, commune, villages):
    (poster,) = invite(
        by=keeper, unit=commune, villages=villages[:1], model=LearningModel.CITIZEN, year=2023,
        expires_on=dt.date(2099, 12, 31),
    )  # fmt: skip
    at = f"/dk/{poster_token(poster)}/"
    assert "Năm sinh" in text_of(phone.get(at))
    assert "Ghi năm sinh bằng bốn chữ số" in text_of(
        phone.post(f"{at}dang-ky/", {"ten": "Vũ Văn Mới", "nam_sinh": "58"})
    )
    phone.post(f"{at}dang-ky/", {"ten": "Vũ Văn Mới", "nam_sinh": "1958"})
    assert Entry.objects.get(name="Vũ Văn Mới").birth_year == 1958
