from __future__ import annotations

import pytest
from msgspec import ValidationError, convert, to_builtins

from khuyenhoc.documents.facts import Conference, find_conference, office_of


def test_the_conference_of_2023_has_its_source() -> None:
    conference = find_conference("30", "2023")
    assert conference is not None
    assert conference.held_on.isoformat() == "2024-01-10"
    assert conference.venue is None
    assert conference.is_verified
    assert "10/01/2024" in conference.source


def test_no_other_conference_is_made_up() -> None:
    assert find_conference("30", "2022") is None
    assert find_conference("31", "2023") is None


def test_an_office_signs_as_its_data_says() -> None:
    office = office_of("30", "Tỉnh Hải Dương")
    assert office.superior.split("\n") == ["TRUNG ƯƠNG HỘI", "KHUYẾN HỌC VIỆT NAM"]
    assert office.name.split("\n") == ["HỘI KHUYẾN HỌC", "TỈNH HẢI DƯƠNG"]
    assert (office.place, office.authority, office.signature) == ("Hải Dương", "TM. BAN THƯỜNG VỤ", "(đã ký)")


def test_an_office_that_the_data_does_not_name_signs_by_the_default() -> None:
    office = office_of("31", "Thành phố Hải Phòng")
    assert (office.name, office.place, office.signature) == ("HỘI KHUYẾN HỌC\nTHÀNH PHỐ HẢI PHÒNG", "Hải Phòng", "")
    assert office.recipients[-1] == "Lưu: VT"


def test_an_unknown_key_is_refused() -> None:
    conference = find_conference("30", "2023")
    assert conference is not None
    with pytest.raises(ValidationError, match="highlight"):
        convert({**to_builtins(conference), "highlight": "x"}, Conference)
