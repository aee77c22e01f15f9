"""Appraising, deciding, withdrawing and announcing on the desk."""

from __future__ import annotations

import datetime as dt
import io
import re

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision
from khuyenhoc.recognition.deciding.issuing import issue_decision
from khuyenhoc.recognition.enums import DecisionKind, Status
from khuyenhoc.recognition.models import Decision, Standing
from tests.desk.conftest import text_of
from tests.desk.registers import commune, families, keeper, villages  # noqa: F401  # fixtures
from tests.recognition.deciding_people import EIGHT, citizens, proposed_families

FAMILIES, CITIZENS = "/cong-nhan/11242/gia-dinh/2023/", "/cong-nhan/11242/cong-dan/2023/"
PAPER = Paper("12/QĐ-HKH", dt.date(2023, 12, 10), signer="Nguyễn Thị Mẫu")


@pytest.fixture
def proposed(keeper, families):  # noqa: F811
    return proposed_families(keeper, families)


@pytest.fixture
def ready(keeper, proposed):  # noqa: F811
    accept_own_points(by=keeper, standings=[s.pk for s in proposed])
    return proposed


@pytest.fixture
def issued(keeper, ready):  # noqa: F811
    made = draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen={s.pk: "" for s in ready})
    describe_decision(by=keeper, decision=made.pk, paper=PAPER)
    return issue_decision(by=keeper, decision=made.pk)


def said(desk, address, **data):
    return text_of(desk.get(address, data))


def statuses(rows):
    return [s.status for s in Standing.objects.filter(pk__in=[s.pk for s in rows]).order_by("pk")]


def filled(page):
    return page.content.decode().count('class="govuk-button"')


def test_the_way_of_a_year_from_nothing_to_a_decision(desk, keeper, families):  # noqa: F811
    assert "Chưa có ai đăng ký" in said(desk, FAMILIES)
    rows = proposed_families(keeper, families)
    text = said(desk, FAMILIES)
    assert "5 gia đình chờ thẩm định" in text
    assert "Thôn, khu dân cư họp bình xét 0 15/11/2023 gợi ý" in text
    accept_own_points(by=keeper, standings=[s.pk for s in rows])
    page = desk.get(FAMILIES)
    assert "5 gia đình đủ điều kiện công nhận" in text_of(page)
    assert filled(page) == 1


def test_many_are_appraised_at_once_and_taken_back(desk, proposed):
    page = desk.get(f"{FAMILIES}tham-dinh/")
    assert "5 gia đình chờ thẩm định, 0 gia đình đã thẩm định" in text_of(page)
    shown = re.search(r'name="tat-ca" value="([^"]+)"', page.content.decode())[1]
    answer = desk.post(f"{FAMILIES}tham-dinh/nhan/", {"tat-ca": shown, "ca-loat": "1"}, follow=True)
    assert "Đã ghi nhận hồ sơ đủ của 5 gia đình." in text_of(answer)
    assert "Hồ sơ đủ" in said(desk, f"{FAMILIES}tham-dinh/", xong="1")
    undo = re.search(r'kh-notice__undo" method="post" action="([^"]+)"', answer.content.decode())[1]
    desk.post(undo)
    assert set(Standing.objects.filter(pk__in=[s.pk for s in proposed]).values_list("verdict", flat=True)) == {""}
    some = desk.post(f"{FAMILIES}tham-dinh/nhan/", {"muc": [proposed[0].pk, "x"]}, follow=True)
    assert "Đã ghi nhận hồ sơ đủ của 1 gia đình" in text_of(some)
    nothing = desk.post(f"{FAMILIES}tham-dinh/nhan/", {})
    assert (nothing.status_code, "Chưa chọn mục nào" in text_of(nothing)) == (409, True)


def test_one_at_a_time_with_what_differs_explained(desk, keeper, commune, villages):  # noqa: F811
    first, second, *_rest = citizens(keeper, commune, villages[0].pk)
    assert "Nhận điểm tự chấm cho 4 công dân" in said(desk, f"{CITIZENS}tham-dinh/")
    one = f"{CITIZENS}tham-dinh/{first.pk}/"
    page = desk.get(one, {"lan-luot": "1"})
    assert ("Tự chấm 80 điểm" in text_of(page), page.content.decode().count("autofocus")) == (True, 1)
    typed = {f"diem-{code}": str(n) for code, n in EIGHT.items()} | {"diem-CS2": "6"}
    answer = desk.post(f"{one}ghi/", typed)
    assert (answer.status_code, "khác điểm tự chấm ở: chỉ số 2" in text_of(answer)) == (409, True)
    assert 'value="6"' in answer.content.decode()
    wrong = desk.post(f"{one}ghi/", {**typed, "diem-CS2": "sáu"})
    assert "“sáu” không phải là điểm" in text_of(wrong)
    answer = desk.post(f"{one}ghi/", {**typed, "ly-do": "Thiếu minh chứng"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{CITIZENS}tham-dinh/{second.pk}/?lan-luot=1"
    assert "Đã thẩm định “Nguyễn Văn Hùng”: 78 điểm, chưa đạt." in text_of(answer)
    assert "Thiếu minh chứng" in said(desk, one)


def test_who_is_in_and_who_is_held_back(desk, keeper, commune, villages):  # noqa: F811
    rows = citizens(keeper, commune, villages[0].pk)
    accept_own_points(by=keeper, standings=[s.pk for s in rows[:2]])
    page = desk.get(f"{CITIZENS}quyet-dinh/")
    text = text_of(page)
    assert "Công nhận 2 công dân đủ điều kiện" in text
    assert "Để lại 2 công dân: chưa thẩm định" in text
    assert "Phạm Đức Ước thôn Đông, 1981." in text
    assert filled(page) == 1
    shown = re.search(r'name="da-xem" value="([^"]+)"', page.content.decode())[1]
    sent = {"da-xem": shown, "de-lai": rows[1].pk, "tu-choi": rows[3].pk}
    answer = desk.post(f"{CITIZENS}quyet-dinh/lap/", sent)
    assert (answer.status_code, "chưa ghi lý do" in text_of(answer)) == (409, True)
    answer = desk.post(
        f"{CITIZENS}quyet-dinh/lap/", {**sent, f"ly-do-{rows[3].pk}": "Không đủ minh chứng"}, follow=True
    )
    draft = Decision.objects.get()
    assert draft.chosen == {str(rows[0].pk): "", str(rows[3].pk): "Không đủ minh chứng"}
    text = text_of(answer)
    assert "Dự thảo công nhận 1 công dân" in text
    assert "Không công nhận 1 công dân" in text
    other = desk.post(f"{FAMILIES}quyet-dinh/lap/", {"da-xem": shown})
    assert (other.status_code, "Danh sách vừa thay đổi" in text_of(other)) == (409, True)


def test_a_draft_is_written_looked_at_and_issued(desk, keeper, ready):  # noqa: F811
    draft = draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen={s.pk: "" for s in ready})
    one = f"/cong-nhan/quyet-dinh/{draft.pk}/"
    page = desk.get(one)
    assert "Dự thảo công nhận 5 gia đình" in text_of(page)
    assert ('value="Hội Khuyến học xã Thanh Tùng"' in page.content.decode(), filled(page)) == (True, 1)
    refused = desk.post(f"{one}ban-hanh/xong/")
    assert (refused.status_code, "Chưa có số hoặc ngày" in text_of(refused)) == (409, True)
    wrong = desk.post(f"{one}luu/", {"so": "12/QĐ-HKH", "ngay": "mai"})
    assert ("“mai” không phải là ngày" in text_of(wrong), 'value="mai"' in wrong.content.decode()) == (True, True)
    typed = {
        "so": "12/QĐ-HKH", "ngay": "10/12/2023", "nguoi_ky": "Nguyễn Thị Mẫu", "ban_hanh": "association",
        "noi": "Hội Khuyến học xã Thanh Tùng", "subject": "Về việc công nhận các gia đình", "place": "Thanh Tùng",
    }  # fmt: skip
    early = text_of(desk.post(f"{one}luu/", {**typed, "ngay": "1/1/2099"}, follow=True))
    assert "Ngày quyết định 01/01/2099 chưa đến, nên đến ngày ấy mới ban hành được" in early
    page = desk.post(f"{one}luu/", typed, follow=True)
    assert ("Xem trước khi ban hành" in text_of(page), "chưa đến" in text_of(page), filled(page)) == (True, False, 1)
    assert Decision.objects.get().wording == {"subject": "Về việc công nhận các gia đình"}
    word = docx.Document(io.BytesIO(b"".join(desk.get(f"{one}van-ban.docx").streaming_content)))
    assert "Về việc công nhận các gia đình" in [p.text for p in word.paragraphs]
    assert desk.get(f"{one}van-ban.odt").status_code == 404
    assert "5 gia đình được ghi là “được công nhận”" in said(desk, f"{one}ban-hanh/")
    answer = desk.post(f"{one}ban-hanh/xong/", follow=True)
    assert "Quyết định số 12/QĐ-HKH ngày 10/12/2023 đã ban hành." in text_of(answer)
    assert set(statuses(ready)) == {Status.RECOGNISED}
    again = desk.post(f"{one}ban-hanh/xong/")
    assert (again.status_code, "đã được ban hành rồi" in text_of(again)) == (409, True)
    assert "5 gia đình không rõ công nhận đến khi nào" in said(desk, FAMILIES)


def test_the_committee_decides_in_its_own_words(desk, keeper, ready):  # noqa: F811
    draft = draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen={ready[0].pk: ""})
    one = f"/cong-nhan/quyet-dinh/{draft.pk}/"
    page = desk.post(f"{one}luu/", {"ban_hanh": "committee", "noi": "Hội Khuyến học xã Thanh Tùng"}, follow=True)
    assert 'value="Ủy ban nhân dân xã Thanh Tùng"' in page.content.decode()
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THANH TÙNG" in text_of(page)
    gone = desk.post(f"{one}bo/", follow=True)
    assert "Đã bỏ dự thảo" in text_of(gone)
    assert desk.get(one).status_code == 404


def test_the_signed_paper_is_kept(desk, issued, settings, tmp_path):
    settings.RECEIVED = tmp_path
    one = f"/cong-nhan/quyet-dinh/{issued.pk}/"
    assert filled(desk.get(one)) == 1
    wrong = desk.post(f"{one}ban-chup/giu/", {"ban_chup": SimpleUploadedFile("qd.txt", b"abc")})
    assert (wrong.status_code, "phải là tệp PDF hoặc ảnh" in text_of(wrong)) == (409, True)
    assert desk.get(f"{one}ban-chup/").status_code == 404
    paper = SimpleUploadedFile("qd.pdf", b"%PDF-1.7 signed")
    assert "Đã giữ bản chụp" in text_of(desk.post(f"{one}ban-chup/giu/", {"ban_chup": paper}, follow=True))
    assert b"".join(desk.get(f"{one}ban-chup/").streaming_content) == b"%PDF-1.7 signed"


def test_announced_and_read_out(desk, issued):
    one = f"/cong-nhan/quyet-dinh/{issued.pk}/"
    answer = desk.post(f"{one}cong-bo/", follow=True)
    assert "Đã công bố trên trang thông tin." in text_of(answer)
    assert "Đã thôi công bố" in text_of(desk.post(f"{one}thoi-cong-bo/", follow=True))
    text = said(desk, f"{one}loa/")
    assert "5 gia đình được công nhận gia đình học tập năm 2023" in text
    assert "thôn Đông 3 gia đình và thôn Đoài 2 gia đình" in text
    assert "Nguyễn Văn Hùng" not in text


def test_withdrawn_by_another_decision(desk, keeper, issued, ready):  # noqa: F811
    page = said(desk, f"{FAMILIES}rut/", tu="hung")
    assert ("Nguyễn Văn Hùng" in page, "Lê Thị Thoả" in page) == (True, False)
    answer = desk.post(f"{FAMILIES}rut/lap/?tu=hung", {"muc": ready[0].pk})
    assert (answer.status_code, "Ghi lý do rút công nhận của “Nguyễn Văn Hùng”" in text_of(answer)) == (409, True)
    sent = {"muc": ready[0].pk, f"ly-do-{ready[0].pk}": "Vi phạm pháp luật"}
    text = text_of(desk.post(f"{FAMILIES}rut/lap/", sent, follow=True))
    assert "Dự thảo rút công nhận 1 gia đình" in text
    draft = Decision.objects.get(kind=DecisionKind.WITHDRAW)
    describe_decision(by=keeper, decision=draft.pk, paper=PAPER)
    one = f"/cong-nhan/quyet-dinh/{draft.pk}/"
    assert "bị rút công nhận, giấy công nhận đã cấp hết giá trị" in said(desk, f"{one}ban-hanh/")
    desk.post(f"{one}ban-hanh/xong/")
    assert statuses(ready)[:2] == [Status.WITHDRAWN, Status.RECOGNISED]
    assert desk.get(f"{one}loa/").status_code == 404
    assert desk.post(f"{one}cong-bo/").status_code == 409


def test_days_are_set(desk, families):  # noqa: F811
    wrong = desk.post(f"{FAMILIES}han/dat/", {"vote": "x"})
    assert "Thôn, khu dân cư họp bình xét: “x” không phải là ngày" in text_of(wrong)
    answer = desk.post(f"{FAMILIES}han/dat/", {"vote": "20/11/2023", "decide": "15/12/2023"}, follow=True)
    assert "Đã đặt hạn của từng bước." in text_of(answer)
    assert 'value="20/11/2023"' in desk.get(f"{FAMILIES}han/").content.decode()


@pytest.mark.parametrize("address", [FAMILIES, f"{FAMILIES}tham-dinh/", f"{FAMILIES}quyet-dinh/", f"{FAMILIES}rut/"])
def test_nobody_of_another_commune(at_desk, families, address):  # noqa: F811
    assert at_desk(Role.COMMUNE_SECRETARY, "11245").get(address).status_code == 403


def test_who_sees_the_register_does_not_decide(at_desk, issued):
    district = at_desk(Role.DISTRICT_OFFICER, "300")
    assert district.get(f"{FAMILIES}quyet-dinh/").status_code == 403
    page = district.get(f"/cong-nhan/quyet-dinh/{issued.pk}/")
    assert ("N. V. H." in text_of(page), "Nguyễn Văn Hùng" in text_of(page), filled(page)) == (True, False, 0)


def test_what_pages_cost(desk, ready, issued, django_assert_max_num_queries):
    for address in (FAMILIES, f"{FAMILIES}tham-dinh/", f"/cong-nhan/quyet-dinh/{issued.pk}/"):
        desk.get(address)
        with django_assert_max_num_queries(17):
            desk.get(address)


def test_certificates_are_made_and_printed(desk, issued, ready):
    one = f"/cong-nhan/quyet-dinh/{issued.pk}/giay/"
    page = desk.get(one)
    assert ("5 gia đình chưa có giấy" in text_of(page), filled(page)) == (True, 1)
    assert desk.get(f"{one}in/").status_code == 404
    page = desk.post(f"{one}lap/", follow=True)
    assert ("Đã lập 5 giấy công nhận" in text_of(page), "Thôn Đông: 3" in text_of(page), filled(page)) == (
        True,
        True,
        1,
    )
    some = {"": 5, f"?thon={ready[0].entry.village_id}": 3, f"?muc={ready[0].pk}": 1}
    for query, pages in some.items():
        pdf = io.BytesIO(b"".join(desk.get(f"{one}in/{query}").streaming_content))
        assert len(pypdf.PdfReader(pdf).pages) == pages


def test_my_tasks_remind_of_what_waits(desk, keeper, issued, proposed, django_assert_max_num_queries):  # noqa: F811
    text = said(desk, "/viec/")
    assert "Quyết định số 12/QĐ-HKH chưa có bản chụp" in text
    with django_assert_max_num_queries(11):
        desk.get("/viec/")
    Decision.objects.update(scan="x" * 64)
    Standing.objects.filter(pk=proposed[0].pk).update(status=Status.PROPOSED, verdict="", decision=None)
    Standing.objects.filter(pk=proposed[1].pk).update(status=Status.PROPOSED, decision=None)
    text = said(desk, "/viec/")
    assert "1 gia đình chờ thẩm định" in text
    assert "1 gia đình đủ điều kiện công nhận" in text
    assert "Hạn gợi ý: 30/11/2023, đã qua." in text


def test_a_decision_that_came_with_a_list(desk, ready):
    decision = Decision.objects.create(
        unit=ready[0].unit, model=ready[0].model, year=2023, number="5/QĐ-UBND", decided_on=dt.date(2023, 10, 1),
        loaded=True, created_at=clock.now(),
    )  # fmt: skip
    Standing.objects.filter(pk=ready[0].pk).update(status=Status.RECOGNISED, decision=decision)
    one = f"/cong-nhan/quyet-dinh/{decision.pk}/"
    text = said(desk, one)
    assert "Quyết định số 5/QĐ-UBND" in text
    assert "Ngày 01/10/2023, nạp cùng danh sách" in text
    assert "nạp từ danh sách" in said(desk, FAMILIES)
    assert "1 gia đình chưa có giấy" in said(desk, f"{one}giay/")
    assert desk.post(f"{one}ban-hanh/xong/").status_code == 409
    assert Decision.objects.get().issued_at is None


def test_the_journal_leads_to_the_decision(officer, issued):
    page = officer.get(f"/nhat-ky/decision_on_models/{issued.pk}/")
    assert f'href="/cong-nhan/quyet-dinh/{issued.pk}/"' in page.content.decode()
    assert "Ghi số, ngày, lời văn của quyết định công nhận" in text_of(page)
