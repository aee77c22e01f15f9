from __future__ import annotations

import datetime as dt

from khuyenhoc.documents.annual_report.issuing import issuing_body, place_and_date
from tests.documents.factory import annual_review

UNIT = annual_review().unit


def test_a_paper_has_its_number_and_its_day() -> None:
    body = issuing_body(UNIT, on=dt.date(2024, 3, 5), number="12")
    assert (body.number, body.signature) == ("12/BC-HKH", "(đã ký)")
    assert place_and_date(body, 2024) == "Hải Dương, ngày 05 tháng 3 năm 2024"


def test_a_draft_leaves_room_and_does_not_say_signed() -> None:
    body = issuing_body(UNIT)
    assert (body.number, body.signature, body.signed_by) == ("…/BC-HKH", "", "")
    assert place_and_date(body, 2024).split() == ["Hải", "Dương,", "ngày", "tháng", "năm", "2024"]
