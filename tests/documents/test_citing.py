from __future__ import annotations

from khuyenhoc.documents.citing import cite, subject
from tests.documents.factory import annual_review

KNOWN = {instrument.code: instrument for instrument in annual_review().instruments}


def test_a_citation_has_kind_number_date_and_issuer() -> None:
    assert cite(KNOWN["QD-677-2022"]) == "Quyết định số 677/QĐ-TTg ngày 03/6/2022 của Thủ tướng Chính phủ"


def test_an_unknown_date_is_left_out() -> None:
    assert cite(KNOWN["CT-11-2007"]) == "Chỉ thị số 11-CT/TW của Bộ Chính trị khóa X"


def test_what_an_instrument_approves_follows_without_about() -> None:
    wanted = "phê duyệt Đề án “Xây dựng xã hội học tập giai đoạn 2021 - 2030”"
    assert subject(KNOWN["QD-1373-2021"]) == wanted


def test_one_that_continues_another_says_what_that_was_about() -> None:
    text = subject(KNOWN["KL-49-2019"], annual_review().instruments)
    assert text.startswith(
        "về tiếp tục thực hiện Chỉ thị số 11-CT/TW của Bộ Chính trị khóa X về tăng cường sự lãnh đạo"
    )
    assert subject(KNOWN["KL-49-2019"]) == "về tiếp tục thực hiện Chỉ thị số 11-CT/TW của Bộ Chính trị khóa X"
