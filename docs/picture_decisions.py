"""The pictures of appraisals and decisions, each going on from the one before, in the commune that keeps registers."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import Page

from docs.picture_plan import ADMIN, EDITOR, PHONE, Picture

KEEPER: Final = "thu-ky"
FAMILIES: Final = "/cong-nhan/11242/gia-dinh/2023/"
CITIZENS: Final = "/cong-nhan/11242/cong-dan/2023/"
NUMBER: Final = "12/QĐ-HKH"


def appraise_one(page: Page) -> None:
    """The citizen who scored herself, with one indicator that the unit gives less for."""
    page.get_by_role("link", name="Thẩm định lần lượt từng mục").click()
    page.locator("#diem-CS1").fill("8")
    page.get_by_label("Lý do khác điểm tự chấm").fill("Giấy chứng nhận chỉ của sáu tháng.")


def see_who_is_ready(page: Page) -> None:
    """After the papers of all families were found in order."""
    page.get_by_role("button", name=re.compile("Ghi nhận hồ sơ đủ cho")).first.click()
    page.goto(f"{FAMILIES}quyet-dinh/")
    page.locator("main section > details").evaluate_all("all => all.forEach(one => { one.open = true })")


def draft(page: Page) -> None:
    """A draft with number, day and signer."""
    page.get_by_role("button", name="Lập dự thảo quyết định").click()
    page.get_by_label("Số, ký hiệu").fill(NUMBER)
    page.get_by_label("Ngày ban hành").fill("15/12/2023")
    page.get_by_label("Người ký", exact=True).fill("Trần Văn Mẫu")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("link", name="Xem trước khi ban hành").wait_for()


def open_the_decision(page: Page) -> None:
    """The last one, whose draft was made before."""
    page.get_by_role("link", name=NUMBER).click()
    page.wait_for_url("**/quyet-dinh/*/")


def look_before_issuing(page: Page) -> None:
    open_the_decision(page)
    page.get_by_role("link", name="Xem trước khi ban hành").click()
    page.wait_for_url("**/ban-hanh/")


def issue(page: Page) -> None:
    look_before_issuing(page)
    page.get_by_role("button", name="Ban hành quyết định").click()
    page.get_by_text("đã ban hành").first.wait_for()


def make_certificates(page: Page) -> None:
    open_the_decision(page)
    page.get_by_role("link", name="Giấy công nhận").click()
    page.get_by_role("button", name="Lập giấy công nhận").click()
    page.get_by_text("Đã lập").first.wait_for()


def open_the_names(page: Page) -> None:
    """Everyone who has a certificate by the decision."""
    open_the_decision(page)
    page.get_by_role("link", name="Giấy công nhận").click()
    page.get_by_text("Từng người, từng nhà").first.click()


def look_before_revoking(page: Page) -> None:
    open_the_names(page)
    page.get_by_role("link", name=re.compile("^Thu hồi")).first.click()
    page.wait_for_url("**/thu-hoi/")


def verify_the_first(page: Page) -> None:
    """From the code on its paper, as a phone does it."""
    from khuyenhoc.recognition.certificates.scanning import codes_in

    open_the_names(page)
    paper = page.locator("main details li a").first.get_attribute("href")
    (address,) = codes_in(page.request.get(str(paper)).body())
    page.goto("/" + address.split("/", 3)[3])


def read_out(page: Page) -> None:
    open_the_decision(page)
    page.get_by_role("link", name="Bài đọc loa").click()
    page.wait_for_url("**/loa/")


def announce(page: Page) -> None:
    """The page that the public has of it."""
    open_the_decision(page)
    page.get_by_role("button", name="Công bố trên trang thông tin").click()
    page.get_by_role("link", name="xem trang công khai").click()
    page.wait_for_url("**/da-cong-nhan/**")


DECISIONS: Final = (
    Picture("cac-buoc-cong-nhan", "recognising", KEEPER, FAMILIES),
    Picture("han-tung-buoc", "recognition_schedule", KEEPER, f"{FAMILIES}han/"),
    Picture("tham-dinh", "appraisals", KEEPER, f"{FAMILIES}tham-dinh/"),
    Picture("tham-dinh-mot-muc", "appraisal", KEEPER, f"{CITIZENS}tham-dinh/", appraise_one, PHONE),
    Picture("ai-duoc-cong-nhan", "choose_recognised", KEEPER, f"{FAMILIES}tham-dinh/", see_who_is_ready),
    Picture("du-thao-quyet-dinh", "model_decision", KEEPER, f"{FAMILIES}quyet-dinh/", draft),
    Picture("truoc-khi-ban-hanh", "issue_model_decision", KEEPER, FAMILIES, look_before_issuing),
    Picture("quyet-dinh-da-ban-hanh", "model_decision", KEEPER, FAMILIES, issue),
    Picture("giay-cong-nhan", "decision_certificates", KEEPER, FAMILIES, make_certificates),
    Picture("thu-hoi-giay", "revoke_certificate", KEEPER, FAMILIES, look_before_revoking, PHONE),
    Picture("giay-that", "verify_paper", KEEPER, FAMILIES, verify_the_first, PHONE),
    Picture("tieng-loa", "loudspeaker", KEEPER, FAMILIES, read_out),
    Picture("cong-bo", "recognised_models", KEEPER, FAMILIES, announce, PHONE),
    Picture("khoa-ky", "signing_keys", ADMIN, "/khoa-ky/"),
    Picture("tin-cong-nhan", "recognition_news", EDITOR, "/quan-tri/tin-cong-nhan/"),
    Picture("rut-cong-nhan", "choose_withdrawn", KEEPER, f"{FAMILIES}rut/"),
)
"""In December."""
