"""The pictures of the handbooks: of which page, seen by whom, after what was done there; and which pages have none, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Page

from docs import picture_acts as acts
from docs.four_steps import accept_together, after
from docs.picture_acts import BOARD, CHASE, PUBLIC, UPLOAD
from docs.picture_criteria import change_criteria, draft_criteria
from docs.picture_shares import apportion_some

WIDTH: Final = 1120
PHONE: Final = 360
NOT_BEGUN: Final = f"{CHASE}?ly_do=not_begun"
OFFICE: Final = "van-phong"
EDITOR: Final = "bien-tap"
ADMIN: Final = "quan-tri"


@dataclass(frozen=True)
class Picture:
    """`of`: the name of the page's address (of the model, for a page of Wagtail). `act` comes after `path` is open."""

    name: str
    of: str
    who: str | None
    path: str
    act: Callable[[Page], None] = acts.stay
    width: int = WIDTH


HALF: Final = (
    Picture("dang-nhap", "account_login", None, "/tai-khoan/login/"),
    Picture("viec-cua-toi", "tasks", OFFICE, "/viec/"),
    Picture("nhan-tep", "upload", OFFICE, UPLOAD),
    Picture("cach-doc-tep", "mapping", OFFICE, UPLOAD, acts.show_an_unclear_file),
    Picture("bang-theo-doi", "board", OFFICE, BOARD),
    Picture("bao-cao-cua-xa", "return", OFFICE, "/viec/", acts.open_return),
    Picture("tra-lai", "send_back", OFFICE, "/viec/", acts.send_back),
    Picture("viec-cua-xa", "tasks", "thu-ky-2", "/viec/"),
    Picture("nhac-nop", "chase", OFFICE, CHASE),
    Picture("nhac-don-vi", "chase_unit", OFFICE, CHASE, acts.chase_the_first),
    Picture("lien-ket-dien-thoai", "link", OFFICE, CHASE, acts.open_link, PHONE),
    Picture("buoc-2-loi", "link_result", OFFICE, NOT_BEGUN, after(30, PUBLIC, MH03=2200, MH02=1799), PHONE),
    Picture("buoc-3-ly-do", "link_result", OFFICE, NOT_BEGUN, after(32, PUBLIC, MH02=1799), PHONE),
    Picture("buoc-4-da-gui", "link_done", OFFICE, NOT_BEGUN, after(34, PUBLIC, send=True), PHONE),
    Picture(
        "chap-nhan-cung-luc",
        "accept_many",
        OFFICE,
        NOT_BEGUN,
        accept_together((2, 9, 19, 29), PUBLIC, NOT_BEGUN, BOARD),
    ),
    Picture("mo-dot", "open", OFFICE, "/dot/mo/BC-NAM/2024/"),
    Picture("nhap-so-lieu", "link_type_section", OFFICE, CHASE, acts.type_on_the_phone, PHONE),
    Picture("so-lieu-ky-truoc", "earlier_look", OFFICE, "/so-lieu-ky-truoc/", acts.look_at_a_table),
    Picture("mo-dot-chon-ky", "open_choose", OFFICE, "/dot/mo/"),
    Picture("bieu-mau-don-vi", "workbooks", OFFICE, f"{BOARD}bieu-mau/"),
    Picture("ket-qua-doc-tep", "run", OFFICE, UPLOAD, acts.send_a_faulty_file),
    Picture("tep-danh-dau", "run", OFFICE, UPLOAD, acts.look_at_the_marked_file),
    Picture("chi-mot-cho", "mapping_step", OFFICE, UPLOAD, acts.point_at_a_line),
    Picture("cach-doc-da-nho", "layouts", OFFICE, UPLOAD, acts.remember_a_layout),
    Picture("quen-cach-doc", "layout_forget", OFFICE, "/cach-doc-tep/", acts.forget_a_layout),
    Picture("so-sanh-lien-ket", "link_compare", OFFICE, f"{CHASE}11263/", acts.compare_by_link, PHONE),
    Picture("so-sanh-hai-ban", "compare", OFFICE, BOARD, acts.compare_two),
    Picture("thu-lai-lan-gui", "undo_run", OFFICE, UPLOAD, acts.take_an_import_back),
    Picture("nhap-ho", "type_units", OFFICE, "/nhap/BC-NAM-2023/"),
    Picture("nhap-tong-quan", "link_type", OFFICE, CHASE, acts.see_how_far_typing_is, PHONE),
    Picture("nhap-xem-lai", "link_type_check", OFFICE, CHASE, acts.look_over_what_was_typed, PHONE),
    Picture("ky-duyet", "sign_all", "lanh-dao", f"{BOARD}ky-duyet/"),
    Picture("dot-bao-cao", "collections", OFFICE, "/dot/mo/BC-NAM/2024/", acts.open_the_next_year),
    Picture("ket-thuc-dot", "ending", OFFICE, "/dot/BC-NAM-2024/ket-thuc/"),
)
"""In the middle of December."""

END: Final = (
    Picture("so-lieu", "figures", OFFICE, "/so-lieu/30/?ky=2023"),
    Picture("giai-thich", "explain", OFFICE, "/giai-trinh/MH03/30/?ky=2023", acts.open_down_to_the_cell),
    Picture("chi-tieu", "targets", OFFICE, "/chi-tieu/30/?ky=2023"),
    Picture("mot-trang", "leaders", "lanh-dao", "/lanh-dao/30/?ky=2023"),
    Picture(
        "mot-trang-dien-thoai", "leaders_link", "lanh-dao", "/lanh-dao/30/?ky=2023", acts.open_leaders_by_link, PHONE
    ),
    Picture("da-in", "printed", OFFICE, "/da-in/30/?ky=2023"),
    Picture("phan-bo", "sharing", OFFICE, "/chi-tieu/30/phan-bo/CT-30-2023-7/?ky=2023&quy-tac=gap"),
    Picture("so-khac-thuong", "oddities", OFFICE, "/so-khac-thuong/30/?ky=2023"),
    Picture("bao-cao-tong-ket", "annual_paper", OFFICE, "/bao-cao-nam/30/2023/"),
    Picture("nhat-ky", "journal", OFFICE, "/nhat-ky/"),
    Picture("nhat-ky-mot-bao-cao", "journal_of", OFFICE, "/nhat-ky/return/1/"),
    Picture("nguong-canh-bao", "thresholds", ADMIN, "/nguong-canh-bao/"),
    Picture("bo-tieu-chi", "criteria_sets", OFFICE, "/bo-tieu-chi/"),
    Picture("bo-tieu-chi-ban-moi", "criteria_set", OFFICE, "/bo-tieu-chi/CDHT-2022/", draft_criteria),
    Picture("bo-tieu-chi-sua", "criteria_part", OFFICE, "/bo-tieu-chi/", change_criteria, PHONE),
    Picture("tai-khoan", "index", ADMIN, "/quan-ly-tai-khoan/"),
    Picture("trang-chu", "HomePage", None, "/"),
    Picture("tin-tuc", "NewsIndexPage", None, "/tin-tuc/"),
    Picture("bai-viet", "ArticlePage", None, "/", acts.open_article),
    Picture("bai-viet-dien-thoai", "ArticlePage", None, "/", acts.open_article, PHONE),
    Picture("van-ban", "instruments", None, "/van-ban/"),
    Picture("bieu-mau", "forms", None, "/bieu-mau/"),
    Picture("kiem-tra-giay", "verify_ask", None, "/xac-minh/", width=PHONE),
    Picture("bieu-mau-chi-tieu", "form", None, "/bieu-mau/BC-NAM/2023/"),
    Picture("soan-bai-tong-ket", "year_articles", EDITOR, "/quan-tri/bai-tong-ket/"),
    Picture("kiem-tra-bai", "article_figures", EDITOR, "/quan-tri/bai-tong-ket/", acts.check_the_article),
)
"""When the conference is over."""

WIZARD: Final = "/sap-nhap/tung-buoc/"
ANSWERS: Final = urlencode(
    {"viec": "sap-nhap", "don_vi": ["xã Tứ Cường", "xã Ngũ Hùng"], "ten": "xã Cường Hùng", "ngay": "01/01/2027"},
    doseq=True,
)
"""Of the five questions about one merger."""
TODAY: Final = "?ky=2023&ban-do=nay"
LOOKED_UP: Final = "/tra-cuu/?chi-tieu=MH03&don-vi=30&duoi=%2A&tu=2022&den=2023&xep=-2023&cot=ky"
MERGED: Final = (
    Picture("so-lieu-ban-do", "explain", OFFICE, f"/giai-trinh/MH03/11239-2025/{TODAY}"),
    Picture("ve-don-vi", "unit", OFFICE, "/don-vi/11239-2025/"),
    Picture("qua-cac-ky", "compare_years", OFFICE, "/qua-cac-ky/MH03/11239-2025/?ban-do=nay"),
    Picture("vi-sao-thay-doi", "why", OFFICE, "/vi-sao/MH03/30/?tu=2022&den=2023"),
    Picture("o-theo-don-vi", "tiles", OFFICE, "/o-don-vi/30/?ky=2023"),
    Picture("o-theo-don-vi-dien-thoai", "tiles", OFFICE, "/o-don-vi/300/?ky=2023", width=PHONE),
    Picture("tra-cuu", "explorer", OFFICE, LOOKED_UP),
    Picture("tra-cuu-chon", "explorer", OFFICE, f"{LOOKED_UP}&tim=tu+ky", width=PHONE),
    Picture("tim-don-vi", "units", OFFICE, "/don-vi/?tim=thanh+tung", width=PHONE),
    Picture("phuong-an-sap-nhap", "plan", OFFICE, "/sap-nhap/2/"),
    Picture("ban-giao", "plan_handing", OFFICE, "/sap-nhap/2/ban-giao/"),
    Picture("nam-cau-hoi", "wizard_step", OFFICE, f"{WIZARD}ten/?{ANSWERS}"),
    Picture("nam-cau-hoi-xem-lai", "wizard_step", OFFICE, f"{WIZARD}xem-lai/?{ANSWERS}", width=PHONE),
    Picture("quyet-dinh", "decision", OFFICE, "/sap-nhap/2/quyet-dinh/"),
    Picture("phan-bo-so-lieu", "apportion", OFFICE, "/don-vi/11245/phan-bo/", apportion_some),
    Picture("phan-bo-bang", "plan_shares", OFFICE, "/sap-nhap/1/phan-bo/"),
    Picture("sap-nhap", "plans", OFFICE, "/sap-nhap/"),
)
"""After some communes of huyện Thanh Miện were merged, with a plan for others."""

ACTS: Final = "làm một việc bằng nút bấm rồi mở trang khác"
FILE: Final = "tệp tải về, không phải trang"
AWAY: Final = "chỉ đưa sang trang khác"
LATER: Final = "sổ mô hình học tập: hình được chụp khi năm mẫu có sổ"
LIKE: Final = "cùng một trang, đã có hình trong khung "
WITHOUT: Final = {
    **dict.fromkeys(("link_send", "link_submit", "link_type_begin", "link_type_drop"), ACTS),
    "draft_news": ACTS,
    **dict.fromkeys(("link_type_send", "link_type_cell", "type_cell", "type_send", "upload_act"), ACTS),
    **dict.fromkeys(("board_export", "archive", "workbook", "file", "marked", "link_marked", "figures_export"), FILE),
    **dict.fromkeys(("why_picture", "compare_years_picture", "tiles_picture", "unit_family"), FILE),
    **dict.fromkeys(("explorer_picture", "taken"), FILE),
    "taking": "chỉ thấy trong vài giây khi một bảng rất dài đang được ghi",
    **dict.fromkeys(("link_workbook", "decision_scan", "share_sheet"), FILE),
    "apportioning": AWAY,
    **dict.fromkeys(("paper_file", "calendar", "news_feed", "sitemap", "robots"), FILE),
    "whole_page": AWAY,
    **dict.fromkeys(("next_waiting", "chase_reminder", "uploads", "earlier_one", "own_figures", "own_targets"), AWAY),
    **dict.fromkeys(("papers", "threshold", "known_name", "wizard", "own_leaders"), AWAY),
    **dict.fromkeys(("type", "type_section", "type_check"), f"{LIKE}của liên kết"),
    **dict.fromkeys(("link_mapping", "link_mapping_step"), f"{LIKE}của tài khoản"),
    "criteria_edit": "cùng cách sửa với hình bo-tieu-chi-sua, của phần chung",
    "criteria_trial": "cần phiếu chấm của năm trước, mà năm mẫu chưa có",
    **dict.fromkeys(("change_key", "stolen_key"), "những điều sẽ xảy ra và một nút, mở từ hình khoa-ky"),
    "criteria_drop": "một câu hỏi và một nút, trước khi bỏ bản nháp",
    "earlier": "cùng một trang với hình so-lieu-ky-truoc, trước khi chọn tệp",
    "thresholds_of": "cùng một trang với hình nguong-canh-bao, của một đợt",
    "explain_register": LATER,
    **dict.fromkeys(("registers", "register_step", "register_village"), AWAY),
    **dict.fromkeys(("register_told", "register_table", "register_paper"), FILE),
    **dict.fromkeys(("join_find", "join_register", "own_choose", "own_keep", "own_drop", "own_send"), ACTS),
    **dict.fromkeys(("own_photo", "evidence", "way_posters", "minutes", "minutes_scan"), FILE),
    **dict.fromkeys(("link_minutes", "link_minutes_scan"), FILE),
    **dict.fromkeys(("link_meet_note", "link_meeting_undo", "link_minutes_keep"), ACTS),
    **dict.fromkeys(("link_meet", "link_meeting"), f"{LIKE}của tài khoản"),
    "meet_votes": f"{LIKE}của liên kết",
    **dict.fromkeys(("own_next", "own_link"), AWAY),
    "recognised_units": "danh sách đưa sang trang của từng đơn vị, có hình cong-bo",
    **dict.fromkeys(("model_decision_paper", "model_decision_scan", "print_decision_certificates"), FILE),
    **dict.fromkeys(("register_own_file", "register_marked"), FILE),
    "verify": f"{LIKE}giay-that, mở từ ô gõ mã",
    **dict.fromkeys(("verify_offline", "verify_badge", "verify_keys", "verify_key"), FILE),
    **dict.fromkeys(("verify_revocations", "verify_states"), FILE),
    "figure_choices": "một phần của trang soạn bài",
}
"""Addresses of which no picture is taken, each with the reason. Those that only act on a page (`act_on`) need no line here."""
