"""A return without an account: from the link to a submitted return, and what stands in the journal afterwards."""

from __future__ import annotations

import re

from khuyenhoc.access.links import token_of
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection, Return
from tests.desk.by_link import UNIT, fresh, send
from tests.desk.conftest import links_of, text_of

REASON = "Đã đối chiếu với sổ."


def test_from_the_link_to_a_submitted_return(phone, link, at, collection):
    page = phone.get(at)
    assert "Gửi báo cáo năm 2023" in text_of(page)
    assert "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện · Năm 2023" in text_of(page)
    result = send(phone, at)
    assert result.redirect_chain == [(f"{at}ket-qua/", 302)]
    assert "Tệp đọc được, không có lỗi" in text_of(result)
    assert "Tổng số hội viên cuối năm" in text_of(result)
    done = phone.post(f"{at}gui-bao-cao/", follow=True)
    text = text_of(done)
    assert "Đã gửi báo cáo" in text
    assert "Văn phòng Hội Khuyến học tỉnh Hải Dương xem báo cáo" in text
    return_ = Return.objects.get()
    assert (return_.state, return_.submitted_by, return_.unit.code) == ("submitted", link.user, UNIT)
    assert fresh(link).used_at is not None


def test_the_journal_tells_that_it_was_done_by_link(phone, link, at):
    send(phone, at)
    phone.post(f"{at}gui-bao-cao/")
    told = [(e.act, e.subject_type) for e in Event.objects.filter(by=link.user.username).order_by("sequence")]
    assert told == [
        ("receive_file", "file"), ("receive_return", "return"), ("use_link", "link"), ("submit", "return"),
        ("use_up_link", "link"),
    ]  # fmt: skip
    assert link.user.username.startswith(f"lien-ket-{UNIT}-")
    assert verify()[1] is None


def test_nothing_needs_a_cookie_and_nothing_is_kept_or_found_by_others(phone, at):
    page = phone.get(at)
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"


def test_a_page_without_an_account_is_small(phone, at):
    assert len(phone.get(at).content) < 8_000
    assert len(send(phone, at).content) < 60_000


def test_errors_stand_there_in_plain_words_and_the_mended_file_replaces_the_first(phone, link, at):
    page = send(phone, at, HB03=None, MH03=2200)
    text = text_of(page)
    assert "Còn 2 lỗi phải sửa trong tệp" in text
    assert "chưa được ghi" in text
    assert "Chọn lại tệp đã sửa" in text
    assert "Gửi báo cáo" not in re.findall(r"<button[^>]*>([^<]+)", page.content.decode())
    refused = phone.post(f"{at}gui-bao-cao/")
    assert refused.status_code == 409
    assert "Còn 2 lỗi phải sửa" in text_of(refused)
    assert phone.get(at).url == f"{at}ket-qua/"
    assert "Tệp đọc được, không có lỗi" in text_of(send(phone, at))
    assert phone.post(f"{at}gui-bao-cao/").url == f"{at}xong/"
    assert Return.objects.get(state="submitted").revision == 2
    assert fresh(link).uses == 3


def test_what_only_needs_a_reason_stands_apart_from_the_errors(phone, at):
    apart = "Xem 1 chỗ chưa phải làm gì"
    text = text_of(send(phone, at, HB03=None, MH02=1799))
    assert (
        text.count(apart),
        text.index("chưa được ghi")
        < text.index("Chọn lại tệp")
        < text.index(apart)
        < text.index("Gia đình được công nhận"),
    ) == (1, True)
    assert apart not in text_of(send(phone, at, HB03=None))


def test_a_warning_wants_its_reason_and_what_was_typed_stays(phone, at):
    page = send(phone, at, MH02=1799)
    assert "Còn 1 chỗ cần một câu giải thích" in text_of(page)
    field = re.search(r'name="(ly-do-\d+)"', page.content.decode())[1]
    refused = phone.post(f"{at}gui-bao-cao/", {field: "   "})
    assert refused.status_code == 409
    assert "chưa ghi lý do" in text_of(refused)
    assert f'<a href="#{field}"' in refused.content.decode()
    assert phone.post(f"{at}gui-bao-cao/", {field: REASON}).url == f"{at}xong/"
    return_ = Return.objects.get()
    assert (return_.state, return_.findings.get().reason) == ("submitted", REASON)


def test_reasons_are_not_kept_where_the_sending_is_refused(phone, at, office, collection):
    page = send(phone, at, MH02=1799)
    field = re.search(r'name="(ly-do-\d+)"', page.content.decode())[1]
    acts.close_collection(by=office, collection=collection)
    refused = phone.post(f"{at}gui-bao-cao/", {field: REASON})
    assert refused.status_code == 409
    assert "đã kết thúc" in text_of(refused)
    assert REASON in text_of(refused)
    assert Return.objects.get().findings.get().reason == ""


def test_the_page_of_what_is_done_is_not_there_before(phone, at):
    assert phone.get(f"{at}xong/").url == at
    assert phone.get(f"{at}gui-bao-cao/").url == at
    assert phone.get(f"{at}gui-tep/").url == at


def test_what_was_sent_back_says_why(phone, at, office, draft):
    return_ = acts.submit(by=office, return_=draft(UNIT))
    acts.send_back(by=office, return_=return_, remarks=[(None, "Xem lại số hội viên")])
    page = phone.get(at)
    assert "Hội cấp trên đề nghị sửa" in text_of(page)
    assert "Xem lại số hội viên" in text_of(page)
    send(phone, at, HV01=1490)
    phone.post(f"{at}gui-bao-cao/")
    assert Return.objects.get(revision=2).state == "submitted"


def test_a_draft_of_somebody_else_is_not_shown(phone, at, draft):
    draft(UNIT)
    page = phone.get(at)
    assert page.status_code == 200
    assert phone.get(f"{at}ket-qua/").status_code == 200
    assert "Tổng số hội viên" not in text_of(phone.get(f"{at}ket-qua/"))


def test_two_units_have_two_links(phone, link, at, office, collection):
    (other,) = links_of(office, collection, "11239", days=3)
    send(phone, at)
    page = phone.get(f"/l/{token_of(other)}/ket-qua/")
    assert "thị trấn Thanh Miện" in text_of(page)
    assert "Chọn tệp số liệu" in text_of(page)
    assert Collection.objects.count() == 1
