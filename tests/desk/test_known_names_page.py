"""On the pages: a row's unit is chosen, the name is remembered, seen among what is remembered, forgotten, and chosen anew."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.mapping.models import KnownName
from tests.desk.conftest import DISTRICT, text_of
from tests.desk.test_mapping_pages import next_link, page, send
from tests.returns.mapping import files

ODD = "Xã Bình Minh Cũ"
MEMORY = "/cach-doc-tep/"


@pytest.fixture
def district(at_desk):
    return at_desk(*DISTRICT)


@pytest.fixture
def file(district):
    return send(district, files.with_odd_row(ODD), "huyen.xlsx")


def test_a_name_is_told_and_seen_among_what_is_remembered(district, officer, secretary, file):
    choose = next_link(district.get(page(file)))
    assert f"tên “{ODD}” được nhớ là đơn vị quý vị chọn" in text_of(district.get(choose))
    told = district.post(choose, {"chon": "khac", "khac": "11263"}, follow=True)
    assert "1 đơn vị đã chọn" in text_of(told)
    assert f"“{ODD}” là Xã Đoàn Kết (huyện Thanh Miện)" in text_of(told)
    assert f"{page(file, 'don-vi/')}?noi=" in told.content.decode()
    seen = text_of(district.get(MEMORY))
    assert "Tên đơn vị đã nhớ" in seen
    assert f"{ODD} Huyện Thanh Miện Xã Đoàn Kết" in seen
    assert ODD in text_of(officer.get(f"{MEMORY}?q=doan ket"))
    assert ODD not in text_of(officer.get(f"{MEMORY}?q=lam son"))
    assert ODD not in text_of(secretary.get(MEMORY)), "a commune does not see the district's"
    later = send(district, files.with_odd_row(ODD.upper()), "huyen-2024.xlsx")
    assert "như đã chọn lần trước" in text_of(district.get(f"/lan-doc/{later.run_id}/"))


def test_a_name_is_forgotten_and_that_is_undone(district, secretary, file):
    district.post(next_link(district.get(page(file))), {"chon": "khac", "khac": "11263"})
    at = f"{MEMORY}ten/{KnownName.objects.get().pk}/"
    assert district.get(at).url == MEMORY
    refused = secretary.post(f"{at}quen/")
    assert refused.status_code == 409
    gone = district.post(f"{at}quen/", follow=True)
    assert f"Đã quên tên “{ODD}”; lần sau gặp lại thì hỏi." in text_of(gone)
    assert f'action="{at}nho-lai/"' in gone.content.decode()
    assert "Chưa nhớ cách đọc nào" in text_of(gone)
    assert ODD in text_of(district.post(f"{at}nho-lai/", follow=True))
    assert "Nhớ tên đơn vị trong bảng" not in text_of(district.get("/nhat-ky/"))
