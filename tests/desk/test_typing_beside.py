"""Beside a field of typing: the closing balance beside the opening one, with the check of both; yes or no in words."""

from __future__ import annotations

from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.returns.earlier.models import HistoricFigure
from khuyenhoc.returns.models import Finding
from tests.desk.conftest import text_of
from tests.desk.typed import HOME, begun, draft_of, fill, post, section

__all__ = ["begun"]

LAST_YEAR = b"period,unit,indicator,value,source\n2022,11242,QK01,7000000,so\n2022,11242,QK04,84000001,so\n"
SAID = (
    "Số dư quỹ đầu kỳ (84.000.000 đồng) khác số cuối kỳ trước (84.000.001 đồng). Ghi lại là 84.000.001 đồng; nếu số cuối kỳ "
    "trước sai, đề nghị văn phòng Hội mở bản sửa đổi của báo cáo kỳ trước."
)


def test_last_year_s_closing_balance_stands_beside_the_field(begun, office):
    load(by=office, data=LAST_YEAR, name="2022.csv")
    text = text_of(begun.get(section("QK")))
    assert "Số dư quỹ đầu kỳ (đồng) Cuối năm 2022: 84.000.001" in text
    assert "7.000.000" not in text


def test_the_check_says_what_to_do_on_every_page(begun, office, form):
    load(by=office, data=LAST_YEAR, name="2022.csv")
    fill(begun, form)
    return_ = draft_of()
    assert Finding.objects.get(return_of=return_, code="K05").message == SAID
    looked_over = text_of(begun.get(f"{HOME}xem-lai/"))
    assert SAID in looked_over
    assert "Tỷ lệ gia đình học tập 85,71 % Tổng số dòng họ" in looked_over, (
        "a share has no figure of last year beside it"
    )
    assert "Số dư quỹ đầu kỳ 84.000.000 đồng Cuối năm 2022: 84.000.001" in looked_over
    reviewed = text_of(begun.get(f"/bao-cao/{return_.pk}/"))
    assert SAID in reviewed
    assert "84.000.000 84.000.001 cuối kỳ" in reviewed
    post(begun, "QK", QK01="84000001", QK04="95500001")
    assert not Finding.objects.filter(return_of=return_, code="K05").exists()


def test_a_question_of_yes_or_no_stands_beside_in_its_own_words(begun, office):
    load(by=office, data=b"period,unit,indicator,value,source\n2022,11242,TC01,0,so\n", name="2022.csv")
    assert "Năm 2022: Chưa có" in text_of(begun.get(section("TC")))


def test_once_last_year_is_mended_the_error_goes_when_the_page_is_saved_though_nothing_is_typed_anew(
    begun, office, form
):
    load(by=office, data=LAST_YEAR, name="2022.csv")
    fill(begun, form)
    HistoricFigure.objects.filter(indicator="QK04").update(value=84_000_000)
    assert begun.get(f"{HOME}xem-lai/").context["errors"]
    post(begun, "QK", tiep="1")
    assert begun.get(f"{HOME}xem-lai/").context["errors"] == []


def test_what_last_year_says_by_now_is_found_at_the_latest_when_it_is_sent(begun, office, form):
    load(by=office, data=LAST_YEAR.replace(b"84000001", b"84000000"), name="2022.csv")
    fill(begun, form)
    for finding in Finding.objects.filter(return_of=draft_of()):
        begun.post(f"{HOME}gui/", {f"ly-do-{finding.pk}": "Đúng như vậy."})
    HistoricFigure.objects.filter(indicator="QK04").update(value=84_000_001)
    refused = begun.post(f"{HOME}gui/", {"gui": "1"})
    assert (refused.status_code, draft_of().state) == (409, "draft")
    assert SAID in text_of(refused)
    assert "Sửa lỗi đầu tiên" in text_of(refused)
