"""Scoring oneself page by page on a phone: kept at each page, photos taken in, resumed, sent, changed until the meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access import throttle
from khuyenhoc.access.enums import Role
from khuyenhoc.desk.recognition.way import score
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.joining.acts import renew_link
from khuyenhoc.recognition.joining.links import own_token
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.models import Assessment, Standing
from khuyenhoc.recognition.scoring.models import Draft, Evidence
from tests.desk.conftest import text_of
from tests.recognition.criteria_for_tests import family_set, put_in_force
from tests.recognition.scoring.test_evidence import photo, with_place


@pytest.fixture
def registered(keeper, families) -> Standing:
    register(by=keeper, standings=[families[0].pk], on=dt.date(2023, 3, 1))
    return families[0]


@pytest.fixture
def own(keeper, registered) -> str:
    """Where the own pages of a family begin."""
    return f"/tc/{own_token(renew_link(by=keeper, standing=registered.pk))}/"


@pytest.fixture
def scored(collection) -> None:
    put_in_force(family_set())


def file(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("tủ sách.jpg", photo(exif=with_place()) if data is None else data)


def score_all(phone, own, *points):
    for code, number in zip(("C1", "C2", "C3"), points, strict=True):
        phone.post(f"{own}cham/{code}/luu/", {"diem": number, "viec": "tiep"})


def test_from_the_own_page_to_sent_points(phone, own, scored):
    assert "Đã chấm 0/3 chỉ số" in text_of(phone.get(own))
    first = phone.get(f"{own}cham-tiep/", follow=True)
    text = text_of(first)
    assert "Chỉ số 1/3 Đọc sách Việc học của người lớn" in text
    assert "Mấy điểm? (từ 0 đến 10)" in text
    assert "chưa kiểm chứng" in text
    assert first.content.decode().count('type="radio"') == 11
    assert len(first.content) < 12_000
    assert not first.cookies
    second = phone.post(f"{own}cham/C1/luu/", {"diem": "8", "viec": "tiep"}, follow=True)
    assert "Con cháu đi học đủ" in text_of(second)
    assert 'inputmode="numeric"' in second.content.decode()
    phone.post(f"{own}cham/C2/luu/", {"diem": "30", "viec": "tiep"})
    assert "Còn 1 chỉ số chưa chấm" in text_of(phone.get(f"{own}xem-lai/"))
    last = phone.post(f"{own}cham/C3/luu/", {"diem": "45", "viec": "tiep"}, follow=True)
    text = text_of(last)
    assert "Tổng: 83 điểm/100" in text
    assert "Đạt khi được từ 80 điểm. chưa kiểm chứng" in text
    assert "Đủ điểm để thôn xét" in text
    done = text_of(phone.post(f"{own}gui/", follow=True))
    assert "Đã gửi điểm tự chấm" in done
    assert "Tự chấm được 83 điểm" in done
    assert Assessment.objects.get().points == {"C1": 8, "C2": 30, "C3": 45}


def test_it_is_resumed_where_it_was_left_and_changed_until_the_meeting(phone, own, scored, registered):
    phone.post(f"{own}cham/C1/luu/", {"diem": "8", "viec": "tiep"})
    assert phone.get(f"{own}cham-tiep/").headers["Location"].endswith("/cham/C2/")
    score_all(phone, own, 8, 30, 30)
    assert "Chưa đủ điểm" in text_of(phone.get(f"{own}xem-lai/"))
    phone.post(f"{own}gui/")
    assert "Không phải làm gì thêm; đến ngày họp thôn sẽ báo. Muốn sửa điểm thì sửa được đến khi thôn họp" in text_of(
        phone.get(own)
    )
    phone.post(f"{own}cham/C3/luu/", {"diem": "60", "viec": "tiep"})
    phone.post(f"{own}gui/")
    row = Standing.objects.get(pk=registered.pk)
    assert (row.status, row.self_score) == (Status.SELF_SCORED, 98)
    Standing.objects.update(status=Status.PROPOSED)
    for said in (
        phone.get(f"{own}cham/C1/"), phone.get(f"{own}xem-lai/"),
        phone.post(f"{own}cham/C1/luu/", {"diem": "1", "viec": "tiep"}), phone.post(f"{own}gui/"),
    ):  # fmt: skip
        assert "Thôn đã đề nghị công nhận" in text_of(said)
    assert phone.get(f"{own}cham-tiep/").headers["Location"] == own
    assert Draft.objects.get().points["C1"] == 8


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("11", "phải từ 0 đến 10"),
        ("-1", "“-1” không phải là số điểm"),
        ("tám", "“tám” không phải là số điểm"),
        ("", "Chưa ghi điểm. Chọn hoặc ghi số điểm."),
        ("9999999999", "không phải là số điểm"),
    ],
)
def test_points_that_cannot_be_are_said_beside_the_field(phone, own, scored, points, said):
    page = phone.post(f"{own}cham/C1/luu/", {"diem": points, "viec": "tiep"})
    assert page.status_code == 409
    assert said in text_of(page)
    assert not Draft.objects.exists()


def test_a_photo_is_taken_in_and_shown_to_its_people_and_the_keeper_alone(
    phone, own, scored, keeper, signed_in, at_desk, registered
):
    page = phone.post(f"{own}cham/C1/luu/", {"anh": file(), "viec": "anh"}, follow=True)
    assert "Bỏ ảnh" in text_of(page)
    kept = Evidence.objects.get()
    assert (kept.indicator, kept.kind, Draft.objects.exists()) == ("C1", "image/jpeg", False)
    mine = phone.get(f"{own}anh/{kept.pk}/")
    content = b"".join(mine.streaming_content)
    assert (mine["Content-Type"], mine["Cache-Control"]) == ("image/jpeg", "no-store, private")
    assert mine["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"GPS" not in content
    other = renew_link_of(keeper, registered)
    assert phone.get(f"/tc/{other}/anh/{kept.pk}/").status_code == 404
    assert phone.get(f"/so/minh-chung/{kept.pk}/").status_code == 302
    seen = signed_in(keeper).get(f"/so/minh-chung/{kept.pk}/")
    assert b"".join(seen.streaming_content) == content
    assert at_desk(Role.COMMUNE_SECRETARY, "11245").get(f"/so/minh-chung/{kept.pk}/").status_code == 403
    assert phone.get(f"/media/{kept.digest}/").status_code == 404
    phone.post(f"{own}cham/C1/bo-anh/", {"bo": kept.pk})
    assert not Evidence.objects.exists()
    assert phone.get(f"{own}anh/{kept.pk}/").status_code == 404


def renew_link_of(keeper, registered) -> str:
    """The token of another family of the same village."""
    other = Standing.objects.exclude(pk=registered.pk).first()
    register(by=keeper, standings=[other.pk], on=dt.date(2023, 3, 1))
    return own_token(renew_link(by=keeper, standing=other.pk))


def test_photos_and_points_go_together_and_what_is_none_is_said(phone, own, scored):
    page = phone.post(
        f"{own}cham/C1/luu/", {"anh": [file(), file(b"no picture")], "diem": "7", "viec": "tiep"}, follow=True
    )
    assert page.status_code == 409
    assert "không phải ảnh đọc được" in text_of(page)
    assert (Evidence.objects.count(), Draft.objects.get().points) == (1, {"C1": 7})


def test_a_script_gets_the_photos_alone(phone, own, scored):
    for data, status, said in ((None, 200, "Bỏ ảnh"), (b"none", 409, "không phải ảnh đọc được")):
        page = phone.post(
            f"{own}cham/C1/luu/", {"anh": file(data), "viec": "anh"}, headers={"X-Requested-With": "fetch"}
        )
        assert (page.status_code, "<html" in page.content.decode()) == (status, False)
        assert said in text_of(page)


def test_a_photo_of_forty_megabytes_is_refused_before_it_is_read(phone, own, scored):
    page = phone.post(
        f"{own}cham/C1/luu/",
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": "41943040"},
    )
    assert page.status_code == 413
    assert "Ảnh nặng hơn 30 MB nên chưa nhận" in text_of(page)


def test_photos_are_not_sent_without_end(phone, own, scored, monkeypatch):
    monkeypatch.setattr(score, "PHOTOS", throttle.Limit("photo", 1, dt.timedelta(hours=1)))
    assert phone.post(f"{own}cham/C1/luu/", {"anh": file(), "viec": "anh"}).status_code == 302
    assert phone.post(f"{own}cham/C1/luu/", {"anh": file(), "viec": "anh"}).status_code == 429


def test_the_group_is_asked_first(phone, own):
    put_in_force(family_set(groups=True))
    page = phone.get(f"{own}cham-tiep/", follow=True)
    assert "Nhóm nghề nghiệp" in text_of(page)
    assert phone.post(f"{own}nhom/chon/", {}).status_code == 409
    page = phone.post(f"{own}nhom/chon/", {"nhom": "N2"}, follow=True)
    assert "Chỉ số 1/3 Đọc báo" in text_of(page)


def test_a_model_without_criteria_goes_straight_to_the_vote(phone, own):
    text = text_of(phone.get(own))
    assert "Thôn sẽ họp bình xét" in text
    assert "chấm" not in text
    assert phone.get(f"{own}cham-tiep/").headers["Location"] == own
    assert phone.get(f"{own}nhom/").status_code == 200
    assert phone.get(f"{own}cham/C1/").status_code == 404
