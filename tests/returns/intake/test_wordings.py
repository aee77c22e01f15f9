"""How secretaries of communes word the lines of the form: named for certain, or asked where two lines may be meant."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.labels import Matcher
from tests.returns.intake.books import FORM

MATCHER = Matcher(FORM, "2023")

CERTAIN: dict[str, list[str]] = {
    "TC01": ["Hội Khuyến học xã (1: có, 0: không)", "Tổ chức Hội KH cấp xã (có: 1; chưa: 0)"],
    "TC02": ["Số CHKH", "- T.số chi hội", "Chi hội KH thôn, khu dân cư", "Số chi hội khuyến học trong xã", "Chi hội cơ sở"],
    "TC03": ["Số ban khuyến học trong xã"],
    "TC04": ["Số dòng họ có BKH", "Ban khuyến học ở dòng họ"],
    "TC05": ["Ban KH cơ quan, đơn vị, trường học", "Ban khuyến học ở cơ quan, nhà trường"],
    "TC06": ["Số tổ chức Hội mới"],
    "HV01": ["Số hội viên của Hội", "Tổng số hội viên trong xã", "Tổng số người là hội viên"],
    "HV02": ["Hội viên tăng mới trong năm", "Hội viên tăng thêm", "Phát triển hội viên"],
    "HV03": ["Dân số trung bình", "Tổng số nhân khẩu trong xã", "Số khẩu", "Tổng số người dân", "Dân số xã Thanh Tùng"],
    "HV05": ["Số đ/c trong BCH", "BCH Hội KH xã (đồng chí)", "BCH", "Ban chấp hành Hội", "Thành viên Ban Chấp hành"],
    "HV06": ["Số lượt CB dự tập huấn", "CBH được tập huấn", "Cán bộ KH được tập huấn", "Số lượt người tham gia tập huấn",
        "Cán bộ Hội được bồi dưỡng nghiệp vụ"],
    "MH01": ["Tổng số hộ gia đình trong xã", "Số hộ trong xã", "Số hộ dân trên địa bàn"],
    "MH02": ["Số gia đình đăng ký đạt GĐHT"],
    "MH11": ["Số dòng họ trong xã", "Tổng số dòng họ thuộc xã"],
    "MH12": ["DH đăng ký DHHT", "Số DH đăng ký"],
    "MH21": ["Tổng số làng, thôn", "Tổng số thôn", "Số thôn trong xã", "Tổng số thôn, xóm", "Số khu phố"],
    "MH22": ["Thôn đăng ký CĐHT", "Số thôn đăng ký", "Số cộng đồng thôn đăng ký CĐHT", "Số CĐ đăng ký"],
    "MH23": ["Thôn đạt CĐHT", "Số thôn được công nhận CĐHT", "Số thôn đạt"],
    "MH31": ["Tổng số đơn vị trong xã", "Tổng số cơ quan, đơn vị, trường học", "Tổng số đơn vị thuộc xã"],
    "MH32": ["Số ĐV đăng ký ĐVHT"],
    "MH41": ["Số người thuộc diện đánh giá", "Tổng số CD"],
    "QK01": ["Số tiền quỹ đầu năm", "Tồn quỹ năm 2022", "Số dư quỹ cuối năm 2022", "Quỹ còn lại năm trước chuyển sang",
        "Số quỹ năm trước mang sang", "Số tiền tồn đầu năm",
        "Kinh phí năm trước chuyển sang"],
    "QK02": ["Tổng số tiền thu được", "Kết quả vận động quỹ"],
    "QK021": ["DN ủng hộ quỹ", "Thu của doanh nghiệp", "Tiền doanh nghiệp ủng hộ", "Doanh nghiệp đóng góp",
        "Doanh nghiệp tài trợ"],
    "QK022": ["Từ CQ, tổ chức", "Cơ quan, đoàn thể ủng hộ", "Cơ quan, tổ chức đóng góp", "Từ cơ quan, đơn vị, tổ chức"],
    "QK023": ["Cá nhân ủng hộ", "Các nhà hảo tâm ủng hộ", "Từ cá nhân", "Từ các nhà hảo tâm"],
    "QK024": ["Dòng họ đóng góp", "Từ quỹ dòng họ"],
    "QK025": ["Từ các nguồn thu khác", "Vận động nguồn khác"],
    "QK03": ["Sử dụng quỹ"],
    "QK031": ["Số tiền học bổng", "Tiền học bổng", "Chi trao HB cho HS"],
    "QK032": ["Chi thưởng", "Chi khen thưởng HS", "Khen thưởng HS, GV", "Tiền khen thưởng", "Chi thưởng học sinh, giáo viên"],
    "QK033": ["Chi hỗ trợ hoàn cảnh KK", "Chi trợ cấp học sinh nghèo", "Chi trợ giúp học sinh nghèo",
        "Chi hỗ trợ học sinh nghèo vượt khó", "Chi hỗ trợ học sinh có HCKK"],
    "QK034": ["Chi việc khác", "Chi nội dung khác"],
    "QK04": ["Quỹ còn dư chuyển sang năm 2024", "Quỹ còn lại", "Số tiền còn lại cuối năm", "Còn tồn cuối năm",
        "Tồn quỹ chuyển sang năm sau",
        "Số dư quỹ chuyển năm sau"],
    "HB01": ["Số xuất học bổng", "Số học bổng", "Tổng số HB", "Tổng số học bổng đã trao", "Trao học bổng (suất)"],
    "HB02": ["Lượt HS, SV được thưởng", "Số HS được thưởng", "Học sinh được thưởng"],
    "HB03": ["GV được thưởng", "Thầy cô được khen thưởng"],
    "HB04": ["Số cháu nghèo được hỗ trợ", "HS có HCKK được hỗ trợ", "Lượt HS nghèo vượt khó được hỗ trợ",
        "HS nghèo vượt khó được giúp đỡ"],
    "TT02": ["TTHTCĐ có lãnh đạo Hội tham gia", "Lãnh đạo Hội tham gia BGĐ trung tâm", "Hội KH tham gia BGĐ TTHTCĐ"],
    "TT03": ["Số lớp", "Số chuyên đề", "Số lớp mở trong năm", "Số lớp học mở tại TTHTCĐ", "Số lớp bồi dưỡng, chuyên đề"],
    "TT04": ["Lượt người tham gia học", "Số lượt người học tập", "Lượt người tham dự học tập", "Số lượt người đến học"],
    "TH01": ["Bài viết, tin tuyên truyền", "Tin, bài trên đài", "Số tin, bài về công tác khuyến học", "Viết tin, bài"],
    "TH02": ["Số buổi phát thanh tuyên truyền", "Số lần phát thanh", "Tuyên truyền trên loa truyền thanh", "Tiếng loa KH",
        "Phát thanh trên loa"],
    "TH03": ["HN tuyên truyền", "Hội nghị tuyên truyền về KH", "Số cuộc tuyên truyền", "Tổ chức hội nghị tuyên truyền",
        "Số cuộc hội nghị, tuyên truyền"],
    "TH04": ["Ký kết chương trình phối hợp", "Số chương trình phối hợp thực hiện", "Chương trình phối hợp với ban, ngành"],
    "KT01": ["Trung ương Hội tặng bằng khen", "Bằng khen Trung ương", "Bằng khen TW", "Bằng khen TƯ Hội KH VN",
        "Bằng khen HKH VN"],
    "KT02": ["Bằng khen tỉnh", "Bằng khen Chủ tịch tỉnh", "Bằng khen UBND tỉnh Hải Dương"],
    "KT03": ["Giấy khen HKH tỉnh", "Giấy khen Hội KH tỉnh Hải Dương", "Giấy khen cấp tỉnh"],
    "KT04": ["Giấy khen huyện Hội", "GK Hội huyện", "Giấy khen Hội KH thị xã"],
}  # fmt: skip
OPEN = [
    "Hội Khuyến học xã", "Số chi hội trong trường học", "Số hội viên nữ",
    "Hội viên danh dự",
    "GĐHT", "Số DHHT", "Dòng họ", "Cơ quan", "Số hộ nghèo", "Hộ nghèo được hỗ trợ", "Số thôn có chi hội", "Thôn văn hóa",
    "Công dân từ 18 tuổi trở lên",
    "Số người đăng ký", "Số cá nhân ủng hộ", "Số doanh nghiệp đóng góp", "Tổng số dòng họ ủng hộ", "Số đơn vị ủng hộ",
    "Khác",
    "Học bổng", "Trao học bổng", "Khen thưởng", "Thưởng", "Số dư", "Tồn quỹ", "Còn lại", "Quỹ dòng họ", "Số quỹ của chi hội",
    "Số học sinh đạt giải",
    "Số học sinh nghèo", "Số lớp tập huấn", "Số cuộc thi", "Số tin", "Số bài viết", "Hội nghị",
    "Giấy khen cấp huyện",
    "Giấy khen của Hội Khuyến học", "Khen thưởng của TW Hội", "TM. BAN CHẤP HÀNH", "Tủ sách dòng họ", "Số lượt người tham gia",
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CERTAIN.items() for text in texts])
def test_plain_rewording_names_its_line(code, text):
    assert MATCHER.match(text).code == code


@pytest.mark.parametrize("text", OPEN)
def test_wording_that_may_be_two_lines_or_none_is_asked(text):
    assert MATCHER.match(text).code == ""


def test_a_models_name_under_a_line_of_it_leaves_open_what_is_counted():
    assert MATCHER.match("Số đơn vị học tập", ("Trường học đăng ký ĐVHT",)).code == ""
