"""The registers on the desk: figures, the list with its search and acts, one entry, villages, who sees names."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.models import Event
from khuyenhoc.desk.recognition.addresses import SLUGS
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.models import Entry, Register, Standing, Village
from tests.desk.conftest import DISTRICT, text_of
from tests.desk.registers import LIST, commune, families, keeper, villages  # noqa: F401  # fixtures


def statuses():
    return [s.status for s in Standing.objects.filter(year=2023).order_by("pk")]


def test_before_there_is_a_list_the_way_to_begin_is_shown(desk):
    page = desk.get("/so/", follow=True)
    assert page.redirect_chain[-1][0] == "/so/11242/"
    text = text_of(page)
    assert "Bắt đầu sổ gia đình học tập" in text
    assert "Gia đình học tập chưa có danh sách" in text
    assert "Bắt đầu sổ" in text_of(desk.get(LIST))


def test_the_list_stands_by_villages_and_is_searched_without_accents(desk, families):  # noqa: F811
    text = text_of(desk.get(LIST))
    assert text.index("Thôn Đông") < text.index("Nguyễn Văn Hùng") < text.index("Thôn Đoài") < text.index("Lê Thị Thoả")
    assert "5 gia đình chưa đăng ký năm 2023" in text
    found = text_of(desk.get(f"{LIST}?tu=thoa+le"))
    assert ("Lê Thị Thoả" in found, "Nguyễn Văn Hùng" in found) == (True, False)
    assert "Không có mục nào như vậy" in text_of(desk.get(f"{LIST}?tu=xyz&thon=abc&tinh-trang=x&sau=1~2"))
    beyond = "9" * 30
    assert "Nguyễn Văn Hùng" in text_of(desk.get(f"{LIST}?thon={beyond}&sau=11242~{beyond}~1~1"))
    assert Event.objects.filter(act="look_at_register").count() == 1


def test_many_register_at_once_and_each_step_is_undone(desk, families, villages):  # noqa: F811
    page = desk.post(
        f"{LIST}viec/?tinh-trang=listed",
        {"viec": "dang-ky", "ca-thon": villages[1].pk, "muc": families[0].pk},
        follow=True,
    )
    assert page.redirect_chain[-1][0] == f"{LIST}?tinh-trang=listed"
    text = text_of(page)
    assert "Đăng ký cho 3 gia đình." in text
    assert statuses().count(Status.REGISTERED) == 3
    again = desk.post(f"{LIST}viec/", {"viec": "dang-ky", "muc": families[0].pk})
    assert (again.status_code, "đều đã đăng ký từ trước" in text_of(again)) == (409, True)
    assert desk.post(f"{LIST}viec/", {"viec": "gi-do", "muc": families[0].pk}).status_code == 409
    step = Standing.objects.get(pk=families[0].pk).step_id
    text = text_of(desk.post(f"{LIST}buoc/{step}/hoan-tac/", follow=True))
    assert "Đã hoàn tác: Đăng ký cho 3 gia đình." in text
    assert "đã hoàn tác lúc" in text
    assert set(statuses()) == {Status.LISTED}
    assert desk.get(f"{LIST}buoc/{step}/").url == LIST


def test_one_more_family(desk, families, villages):  # noqa: F811
    assert "Họ tên chủ hộ" in text_of(desk.get(f"{LIST}them/"))
    missing = desk.post(f"{LIST}them/xong/", {"ten": "", "so": "x"})
    assert (missing.status_code, "Xin điền mục này" in text_of(missing)) == (409, True)
    desk.post(f"{LIST}them/xong/", {"ten": "Vũ Thị Lụa", "thon": villages[0].pk, "nha": "ngõ 3", "so": "9"})
    row = Entry.objects.order_by("pk").last()
    assert (row.name, row.village_id, row.house, row.number) == ("Vũ Thị Lụa", villages[0].pk, "ngõ 3", 9)


def test_last_years_list_is_carried_over(desk, families):  # noqa: F811
    following = "/so/11242/gia-dinh/2024/"
    assert "Chuyển danh sách năm 2023 sang năm 2024" in text_of(desk.get(following))
    assert "5 gia đình còn trong danh sách năm 2023" in text_of(desk.get(f"{following}chuyen-sang/"))
    text = text_of(desk.post(f"{following}chuyen-sang/xong/", follow=True))
    assert "Chuyển 5 gia đình từ năm trước sang." in text
    assert Standing.objects.filter(year=2024).count() == 5
    again = desk.post(f"{following}chuyen-sang/xong/")
    assert "Không có mục nào của năm 2023" in text_of(again)
    assert "Không có gì để chuyển từ năm 2023" in text_of(again)


def test_a_year_without_a_list_is_passed_over_and_the_page_names_the_year(desk, families):  # noqa: F811
    later = "/so/11242/gia-dinh/2026/"
    assert "Chuyển danh sách năm 2023 sang năm 2026" in text_of(desk.get(later))
    assert "5 gia đình còn trong danh sách năm 2023" in text_of(desk.get(f"{later}chuyen-sang/"))
    desk.post(f"{later}chuyen-sang/xong/")
    assert Standing.objects.filter(year=2026).count() == 5
    first = "/so/11242/gia-dinh/2023/chuyen-sang/"
    assert "Trước năm 2023 chưa có danh sách nào" in text_of(desk.get(first))
    assert "Trước năm 2023 chưa có danh sách nào để chuyển sang" in text_of(desk.post(f"{first}xong/"))


def test_one_entry_is_corrected_and_leaves(desk, families, villages):  # noqa: F811
    address = f"/so/muc/{families[0].entry_id}/"
    page = text_of(desk.get(address))
    assert "Qua các năm" in page
    assert ("Đưa 5 gia đình vào danh sách" in page, "Hoàn tác" in page) == (True, False)  # not from the page of one
    assert desk.post(f"{address}sua/", {"ten": ""}).status_code == 409
    typed = {"ten": "Nguyễn Văn Hưng", "thon": villages[1].pk, "nha": "xóm Chùa", "so": "4"}
    text = text_of(desk.post(f"{address}sua/?nam=2023", typed, follow=True))
    assert "Sửa thông tin của 1 gia đình." in text
    assert "Thôn Đoài, thứ tự 4" in text
    assert "Họ tên đầy đủ" in text_of(desk.post(f"{address}ten/", {"cach": "full"}, follow=True))
    assert desk.post(f"{address}ten/", {"cach": "x"}).status_code == 409
    assert "Ghi ngày" in text_of(desk.post(f"{address}roi/", {"the-nao": "ended", "ngay": "hôm nọ"}))
    assert desk.post(f"{address}roi/", {"the-nao": "x"}).status_code == 409
    left = {"the-nao": "moved_away", "ngay": "2/11/2023", "ly-do": "vào Nam"}
    text = text_of(desk.post(f"{address}roi/", left, follow=True))
    assert "Ghi 1 gia đình đã chuyển đi." in text
    assert "02/11/2023" in text
    assert Standing.objects.get(pk=families[0].pk).status == Status.MOVED_AWAY


def test_villages(desk, villages):  # noqa: F811
    address = "/so/11242/thon/"
    text = text_of(desk.post(f"{address}them/", {"cac-thon": "Khu dân cư số 3\n\n Thôn đông\nTây"}, follow=True))
    assert "Đã thêm 2 thôn, khu dân cư." in text
    assert list(Village.objects.values_list("kind", "name"))[2:] == [("khu dân cư", "số 3"), ("thôn", "Tây")]
    assert desk.post(f"{address}them/", {"cac-thon": "tây"}).status_code == 409
    assert desk.post(f"{address}them/", {"cac-thon": " "}).status_code == 409
    one = f"{address}{villages[0].pk}/"
    assert "Đã đổi tên thôn Đông thành xóm Đông." in text_of(desk.post(f"{one}ten/", {"ten": "Xóm Đông"}, follow=True))
    assert "không còn trong danh mục" in text_of(desk.post(f"{one}bo/", follow=True))
    assert "lại có trong danh mục" in text_of(desk.post(f"{one}lai/", follow=True))
    assert desk.get(one).url == address


def test_others_see_initials_until_they_say_why(at_desk, families):  # noqa: F811
    district = at_desk(*DISTRICT)
    text = text_of(district.get(LIST))
    assert ("N. V. H." in text, "Nguyễn Văn Hùng" in text) == (True, False)
    assert district.post(f"{LIST}hien-ten/", {"ly_do": " "}).status_code == 409
    text = text_of(district.post(f"{LIST}hien-ten/", {"ly_do": "kiểm tra đơn thư"}, follow=True))
    assert "Nguyễn Văn Hùng" in text
    assert Event.objects.get(act="look_at_register").after == {"reason": "kiểm tra đơn thư"}
    assert "N. V. H." in text_of(district.get("/so/300/gia-dinh/2023/?tu=hung"))
    over = text_of(district.get("/so/300/?nam=2023"))
    assert "Xã Thanh Tùng 0 / 5" in over


def test_who_keeps_another_register_sees_and_does_nothing_here(at_desk, families):  # noqa: F811
    neighbour = at_desk(Role.COMMUNE_SECRETARY, "11245")
    assert neighbour.get(LIST).status_code == 403
    assert neighbour.post(f"{LIST}viec/", {"viec": "dang-ky", "muc": families[0].pk}).status_code == 403
    assert neighbour.get(f"/so/muc/{families[0].entry_id}/").status_code == 403
    assert neighbour.get("/so/nowhere/").status_code == 404
    assert at_desk(Role.EDITOR, "30").get("/so/").status_code == 403


@pytest.mark.parametrize("model", LearningModel)
def test_each_register_asks_for_what_it_keeps(desk, model):
    text = text_of(desk.get(f"/so/11242/{SLUGS[model]}/2023/them/"))
    assert ("Năm sinh" in text) == (model == LearningModel.CITIZEN)
    assert ("Số nhà, xóm" in text) == (model == LearningModel.FAMILY)


def test_pairs_stand_side_by_side(desk, keeper, commune, families, villages):  # noqa: F811
    address = f"{LIST}trung/"
    assert "Không có mục nào có thể trùng" in text_of(desk.get(address))
    desk.post(f"{LIST}them/xong/", {"ten": "NGUYEN VAN HUNG", "thon": villages[0].pk})
    text = text_of(desk.get(address))
    assert "Cùng thôn, một bên viết không dấu" in text
    one, other = families[0].pk, Standing.objects.order_by("pk").last()
    merged = desk.post(f"{address}gop/", {"giu": one, "bo": other.pk}, follow=True)
    assert "Đã gộp hai mục làm một." in text_of(merged)
    assert "đã được gộp vào mục khác" in text_of(desk.get(f"/so/muc/{other.entry_id}/"))
    desk.post(f"{LIST}buoc/{Standing.objects.get(pk=one).step_id}/hoan-tac/")
    entries = {"mot": families[0].entry_id, "hai": other.entry_id}
    assert "không hỏi lại" in text_of(desk.post(f"{address}khac/", entries, follow=True))
    asked_again = f"{address}hoi-lai/?mot={entries['mot']}&hai={entries['hai']}"
    assert "lại hiện ở trang này" in text_of(desk.post(asked_again, follow=True))
    assert desk.post(f"{address}gop/", {"giu": "x"}).status_code == 409
    assert desk.post(f"{address}khac/", {"mot": "9" * 30, "hai": other.entry_id}).status_code == 409


def test_a_person_is_told_everything_and_is_erased(desk, families):  # noqa: F811
    address = f"/so/muc/{families[0].entry_id}/"
    told = desk.get(f"{address}tai/")
    assert told.headers["Content-Disposition"].endswith('.xlsx"')
    asked = desk.get(f"{address}xoa/")
    assert "không hoàn tác được" in text_of(asked)
    assert f'<a class="govuk-link" href="{address}">Không xóa</a>' in asked.content.decode()
    assert desk.post(f"{address}xoa/xong/", {"can-cu": ""}).status_code == 409
    text = text_of(desk.post(f"{address}xoa/xong/", {"can-cu": "đơn ngày 3/12"}, follow=True))
    assert "(đã xóa tên)" in text
    assert "Xóa tên theo yêu cầu" not in text


def test_the_list_is_taken_away_as_it_is_seen(desk, at_desk, families):  # noqa: F811
    table = desk.get(f"{LIST}tai/csv/?thon={families[3].entry.village_id}")
    text = b"".join(table.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Đơn vị,Thôn,Số,Họ tên chủ hộ")
    assert ("Lê Thị Thoả" in text, "Nguyễn Văn Hùng" in text, len(text.splitlines())) == (True, False, 3)
    assert b"".join(desk.get(f"{LIST}tai/xlsx/").streaming_content)[:2] == b"PK"
    assert desk.get(f"{LIST}tai/pdf/").status_code == 404
    masked = b"".join(at_desk(*DISTRICT).get("/so/300/gia-dinh/2023/tai/csv/").streaming_content).decode()
    assert ("N. V. H." in masked, "Hùng" in masked) == (True, False)
    assert Event.objects.filter(act="export_list").order_by("pk")[0].after == {
        "year": 2023, "rows": 2, "masked": False,
    }  # fmt: skip


def printed(response):
    paper = pypdf.PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    return [" ".join(page.extract_text().split()) for page in paper.pages]


def test_the_villages_lists_for_their_meetings_have_who_waits_for_them(desk, families):  # noqa: F811
    Standing.objects.filter(pk__in=[families[1].pk]).update(status=Status.SELF_SCORED)
    Standing.objects.filter(pk__in=[families[2].pk]).update(status=Status.REGISTERED)
    Standing.objects.filter(pk__in=[families[0].pk]).update(status=Status.PROPOSED)
    (waiting,) = printed(desk.get(f"{LIST}in/"))
    assert ("Thôn Đông" in waiting, "Trong danh sách: 2" in waiting, "Nguyễn Văn Hùng" in waiting) == (
        True,
        True,
        False,
    )
    everyone = printed(desk.get(f"{LIST}in/?ai=ca"))
    assert ["Nguyễn Văn Hùng" in everyone[0], "Trong danh sách: 2" in everyone[1], len(everyone)] == [True, True, 2]
    (filtered,) = printed(desk.get(f"{LIST}in/?tinh-trang=listed"))
    assert ("Thôn Đoài" in filtered, "Trong danh sách: 2" in filtered) == (True, True)


def test_where_nobody_waits_the_page_says_so_and_leads_to_everyone(desk, families):  # noqa: F811
    village = families[0].entry.village_id
    page = desk.get(f"{LIST}in/?thon={village}")
    assert "Không có ai chờ họp thôn" in text_of(page)
    assert "Mở danh sách In cả danh sách (PDF)" in text_of(page)
    assert f'href="{LIST}in/?thon={village}&amp;ai=ca"' in page.content.decode()
    assert "Không có mục nào để in" in text_of(desk.get("/so/11242/dong-ho/2023/in/?ai=ca"))
    links = desk.get(LIST).content.decode()
    assert f'href="{LIST}in/?"' in links
    assert f'href="{LIST}in/?ai=ca&amp;"' in links


def test_figures_of_returns_come_from_the_register_or_not(desk, families):  # noqa: F811
    assert "lấy từ sổ này, từ ngày 01/01/2023" in text_of(desk.get(LIST))
    text = text_of(desk.post(f"{LIST}thoi-lay/", follow=True))
    assert "Số liệu trong báo cáo đang gõ tay" in text
    assert desk.post(f"{LIST}thoi-lay/").status_code == 409
    assert "lấy từ sổ này, từ ngày 01/01/2023" in text_of(desk.post(f"{LIST}lay-so-lieu/", follow=True))
    desk.post("/so/11242/gia-dinh/2024/thoi-lay/")
    assert Register.objects.get().kept_until == dt.date(2024, 1, 1)
    desk.post("/so/11242/gia-dinh/2024/lay-so-lieu/")
    assert Register.objects.get().kept_until is None
