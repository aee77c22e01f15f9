from __future__ import annotations

import pytest

from khuyenhoc.documents.wording import bare_name, kinds_of, listed, whole_of, with_quotes


@pytest.mark.parametrize(
    ("name", "whole", "bare"),
    [
        ("Tỉnh Hải Dương", "toàn tỉnh", "Hải Dương"),
        ("Thành phố Hải Phòng", "toàn thành phố", "Hải Phòng"),
        ("Đội Cấn", "toàn đơn vị", "Đội Cấn"),
    ],
)
def test_a_unit_is_spoken_of_by_its_kind_or_its_bare_name(name: str, whole: str, bare: str) -> None:
    assert (whole_of(name), bare_name(name)) == (whole, bare)


def test_kinds_stand_once_in_their_order() -> None:
    assert kinds_of(["Thành phố Hải Dương", "Huyện Nam Sách", "Thành phố Chí Linh"]) == "thành phố, huyện"
    assert kinds_of([]) == "đơn vị"


@pytest.mark.parametrize(("parts", "text"), [(["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")])
def test_lists_end_with_and(parts: list[str], text: str) -> None:
    assert listed(parts) == text


def test_quotes_of_print_come_in_pairs() -> None:
    assert with_quotes('Đề án "A" và "B"') == "Đề án “A” và “B”"
    assert with_quotes('5" và') == '5" và'
