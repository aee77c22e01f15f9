"""A table of earlier years as text: encodings, separators, names of columns, and what is no table at all."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.earlier.table import read_table
from khuyenhoc.returns.enums import LoadKind
from khuyenhoc.returns.errors import Refused

LARGEST = 1024 * 1024
FIGURES = "period,unit,indicator,value\n2022,11242,HV01,1400\n"


def cells(data: bytes) -> list[dict[str, str]]:
    return [dict(line.cells) for line in read_table(data, LARGEST).lines]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_marks_and_separators(mark: bytes, separator: str) -> None:
    data = mark + FIGURES.replace(",", separator).encode()
    assert cells(data) == [{"period": "2022", "unit": "11242", "indicator": "HV01", "value": "1400"}]


@pytest.mark.parametrize(
    "header",
    [
        "kỳ;đơn vị;chỉ tiêu;giá trị", "Kỳ;Mã đơn vị;Mã chỉ tiêu;Số liệu", "nam;don_vi;chi_tieu;gia_tri",
        "Period;Unit;Indicator;Value", "KỲ BÁO CÁO;TÊN ĐƠN VỊ;CHỈ TIÊU;KẾT QUẢ",
    ],
)  # fmt: skip
def test_a_header_in_vietnamese_or_in_english(header: str) -> None:
    table = read_table(f"{header}\n2022;11242;HV01;1400\n".encode(), LARGEST)
    assert table.kind == LoadKind.FIGURES
    assert table.lines[0].cells == {"period": "2022", "unit": "11242", "indicator": "HV01", "value": "1400"}


def test_a_code_goes_before_a_name_and_columns_that_are_not_known_are_left_out() -> None:
    data = "Tên đơn vị,Mã đơn vị,Số thôn,Ghi chú\nxã Thanh Tùng,11242,9,đã gộp\n".encode()
    table = read_table(data, LARGEST)
    assert table.kind == LoadKind.FACTS
    assert table.lines[0].cells == {"unit": "11242", "villages": "9"}


def test_lines_count_as_a_spreadsheet_counts_them() -> None:
    data = b"\n\nperiod,unit,indicator,value\n2022,11242,HV01,1\n,,,\n2022,11242,HV02,2\n"
    assert [line.number for line in read_table(data, LARGEST).lines] == [4, 6]


def test_a_separator_inside_quotes_is_text() -> None:
    data = 'unit,villages,source\n"xã Minh Tân, huyện Nam Sách",9,"Sổ, trang 3"\n'.encode()
    assert cells(data) == [{"unit": "xã Minh Tân, huyện Nam Sách", "villages": "9", "source": "Sổ, trang 3"}]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7\n", "không phải là bảng CSV"),
        (b"PK\x03\x04" + b"\0" * 40, "không phải là bảng CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0", "không phải là bảng CSV"),
        ("một cột\nchữ\n".encode(), "không phải là bảng CSV"),
        (b"period,unit,indicator,value\n", "chưa có dòng số liệu nào"),
        (b",,,\n,,,\n", "không phải là bảng CSV"),
        (b"unit,indicator,value\n11242,HV01,3\n", "Chưa thấy cột “kỳ”"),
        (b"unit,name\n11242,x\n", "Chưa thấy cột “số thôn”"),
        (b"period,unit,indicator,value\n" + b"2022,11242,HV01,1\n" * 100_000, "quá mức 1 MB"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_table(data, LARGEST)
