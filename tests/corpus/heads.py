"""What stands over and under a table: title, association, district, unit of money, signature; and the columns' headers."""

from __future__ import annotations

import unicodedata
from random import Random

from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, without_accents
from tests.corpus.parts import UNITS, Row

SHORT = {"phường": "P.", "thị trấn": "TT.", "xã": "X.", "huyện": "H.", "thành phố": "TP.", "thị xã": "TX."}
NUMBER = ["STT", "TT", "Số TT", "Stt", "TT.", "Số thứ tự", "S.T.T", "Thứ tự", "T.T"]
CODE = ["Mã", "Mã số", "Mã chỉ tiêu", "Mã CT", "MÃ"]
LABEL = [
    "Chỉ tiêu",
    "Nội dung",
    "Tên chỉ tiêu",
    "Nội dung báo cáo",
    "CÁC CHỈ TIÊU",
    "Tiêu chí",
    "Nội dung chỉ tiêu",
    "Chi tieu",
    "Diễn giải",
    "Nội dung công việc",
    "Hạng mục",
    "noi dung",
    "Nội dung, chỉ tiêu",
    "Tên chỉ tiêu báo cáo",
]
MEASURE = ["Đơn vị tính", "ĐVT", "Đơn vị", "Đ.vị tính", "Dvt", "ĐV tính", "đơn vị tính", "Đ.v.t", "Đ/v tính", "ĐV đo"]
VALUE = [
    "Kết quả",
    "Thực hiện",
    "Số liệu",
    "Thực hiện năm 2023",
    "Năm 2023",
    "Kết quả năm 2023",
    "Số lượng",
    "Kết quả thực hiện",
    "TH 2023",
    "Kết quả thực hiện\nnăm 2023",
    "Thực hiện trong năm",
    "2023",
    "Số liệu năm 2023",
    "KẾT QUẢ",
    "KQ 2023",
    "Năm nay",
    "Cả năm 2023",
    "Thực hiện cả năm",
    "Số báo cáo",
    "Kỳ này",
    "Đạt được",
    "Kết quả đạt được",
    "KQ",
    "thuc hien",
    "Đã thực hiện",
    "Số thực hiện",
    "TH năm 2023",
    "Đến 31/12/2023",
    "Thực hiện đến 31/12/2023",
    "Số liệu thực hiện",
    "Kết quả 2023",
    "Thực hiện 12 tháng",
    "Kết quả cuối năm",
]
LAST = [
    "Năm 2022",
    "Thực hiện năm 2022",
    "Năm trước",
    "Cùng kỳ năm trước",
    "Kết quả năm 2022",
    "2022",
    "TH 2022",
    "Số liệu năm 2022",
    "Năm ngoái",
    "Cùng kỳ",
    "KQ 2022",
    "Số liệu năm ngoái",
    "Kết quả năm trước",
    "Số năm 2022",
    "Cùng kỳ 2022",
    "Năm 2022 (để so sánh)",
    "Năm cũ",
    "Năm trước (2022)",
]
PLAN = [
    "Kế hoạch năm 2023",
    "Chỉ tiêu giao",
    "KH 2023",
    "Kế hoạch",
    "Chỉ tiêu được giao năm 2023",
    "KH năm 2023",
    "Kế hoạch giao",
    "Chỉ tiêu năm 2023",
    "Chỉ tiêu đề ra",
    "KH giao",
    "Mục tiêu",
    "Chỉ tiêu NQ",
    "Dự kiến năm 2024",
    "KH 2024",
    "Giao đầu năm",
    "Đăng ký đầu năm",
    "Phấn đấu",
    "Chỉ tiêu phấn đấu",
    "Nghị quyết",
    "Được giao 2023",
]
PERCENT = [
    "% so KH",
    "Tỷ lệ % so với kế hoạch",
    "So sánh (%)",
    "Tỷ lệ đạt (%)",
    "% đạt",
    "Tăng, giảm so với năm 2022",
    "So với năm 2022 (%)",
    "Đạt %",
    "TH/KH (%)",
    "Tăng, giảm",
    "2023/2022 (%)",
    "Tỷ lệ %",
    "Tỉ lệ",
    "% thực hiện",
    "Tăng/giảm",
    "Đạt tỷ lệ",
    "So cùng kỳ",
    "Tỷ lệ đạt",
    "Đạt (%)",
    "So KH",
    "Tăng (+), giảm (-)",
    "Tỷ lệ hoàn thành",
]
NOTE = ["Ghi chú", "Ghi chú, giải trình", "GHI CHÚ", "Ý kiến", "Giải thích", "Lý do", "Nguyên nhân", "Giải trình thêm"]
TITLES = [
    "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2023",
    "Báo cáo kết quả công tác khuyến học, khuyến tài năm 2023",
    "SỐ LIỆU CÔNG TÁC KHUYẾN HỌC NĂM 2023",
    "BIỂU TỔNG HỢP SỐ LIỆU KHUYẾN HỌC NĂM 2023",
    "BAO CAO TONG KET CONG TAC KHUYEN HOC NAM 2023",
    "Thống kê công tác khuyến học năm 2023 và phương hướng nhiệm vụ năm 2024",
    "Kết quả hoạt động khuyến học (tính đến 31/12/2023)",
    "Mẫu BC-NAM: Báo cáo năm 2023",
    "Tổng kết công tác hội năm 2023",
    "Phụ lục số liệu năm 2023",
    "bao cao khuyen hoc nam 2023",
    "Báo cáo 12 tháng năm 2023",
    "BC năm 2023",
    "Từ 01/01/2023 đến 31/12/2023",
    "Biểu số liệu (Kèm theo Báo cáo số 12/BC-HKH năm 2023)",
]
HARD: dict[str, tuple[list[str], list[str]]] = {
    "number": (NUMBER, ["Số hiệu"]),
    "label": (LABEL, ["Các mặt hoạt động", "Nhiệm vụ", "Việc", "Nội dung thực hiện"]),
    "value": (VALUE, ["Số đạt", "Trong năm", "Đã đạt", "Xã báo cáo"]),
    "last": (LAST, ["KQ năm ngoái", "Kết quả năm kia", "Số đầu năm"]),
}
"""Words that the reader does not know yet, or misreads in company: in the files only where `with_hard_words` was called."""
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def with_hard_words() -> None:
    """From now on the files have the hard words too."""
    for known, hard in HARD.values():
        known += hard


def short(unit: UnitName) -> str:
    return f"{SHORT[unit.kind]} {unit.name}"


def said_units(random: Random, unit: UnitName) -> list[Row]:
    """Rows that say whose the table is, so that there is one unit that it can be."""
    district = UNITS[unit.parent or ""]
    full, above = unit.full_name, district.full_name
    way = random.randrange(13)
    rows: list[list[Row]] = [
        [[f"Hội Khuyến học {full}, {above}"]],
        [[f"HỘI KHUYẾN HỌC {above.upper()}"], [f"HỘI KHUYẾN HỌC {full.upper()}"]],
        [[f"Đơn vị: {capitalised(full)} - {capitalised(above)}"]],
        [["Đơn vị báo cáo:", capitalised(full)], ["Huyện/Thành phố:", capitalised(above)]],
        [[f"UBND {above.upper()}", None, None, MOTTO[0]], [f"HKH {full.upper()}", None, None, MOTTO[1]]],
        [[f"{short(unit)} - {short(district)}"]],
        [[without_accents(f"Hoi Khuyen hoc {full}, {above}")]],
        [[unicodedata.normalize("NFD", f"Hội Khuyến học {full} ({above})")]],
        [[f"Tên đơn vị: HKH {short(unit)}, {short(district)}"]],
        [["Mã đơn vị", unit.code], ["Tên đơn vị", capitalised(full)]],
        [["Mã đơn vị:", int(unit.code)]],
        [[f"HỘI KH {short(unit).upper()}"], [f"({capitalised(above)})"]],
        [[f"{above.upper()}"], [f"BCH HỘI KHUYẾN HỌC {full.upper()}"]],
    ]
    return rows[way]


def title(random: Random) -> Row:
    return [None] * random.choice([0, 0, 1]) + [random.choice(TITLES)]


def below(random: Random, unit: UnitName) -> list[Row]:
    """What stands under a table: nothing, a signature, a note."""
    dated = f"{unit.name}, ngày 15 tháng 12 năm 2023"
    return random.choice(
        [
            [],
            [[], [None, None, dated], [None, None, "TM. BAN CHẤP HÀNH"], [None, None, "CHỦ TỊCH"]],
            [[], ["Ghi chú: số liệu tính đến ngày 31/12/2023."]],
            [[], ["Người lập biểu", None, "Chủ tịch Hội"], ["(Ký, ghi rõ họ tên)", None, "(Ký, đóng dấu)"]],
        ]
    )


def gap(random: Random) -> list[Row]:
    return [[] for _ in range(random.choice([0, 1, 1, 2]))]
