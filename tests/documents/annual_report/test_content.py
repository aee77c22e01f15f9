from __future__ import annotations

from dataclasses import replace

import pytest

from khuyenhoc.catalogue.citations import CitationStatus, compare, find
from khuyenhoc.documents.annual_report.content import ReportContent, issuing_body, report_content
from khuyenhoc.documents.annual_report.tree import Chart, Heading, Paragraph, Table
from tests.documents.factory import annual_review, with_total, without


def _text(content: ReportContent) -> str:
    return "\n".join(block.text for block in content.blocks if isinstance(block, Paragraph | Heading))


def _tables(content: ReportContent) -> dict[str, Table]:
    return {table.key: table for table in (*content.blocks, *content.annexes) if isinstance(table, Table)}


def _column(table: Table, key: str) -> list[str]:
    at = [column.key for column in table.columns].index(key)
    return [row.cells[at].text for row in table.rows]


def test_chapters_and_sections_stand_in_their_order(content: ReportContent) -> None:
    headings = [block for block in content.blocks if isinstance(block, Heading)]
    assert [h.text for h in headings if h.level == 1] == [
        "I. CÔNG TÁC THAM MƯU, TRIỂN KHAI VĂN BẢN",
        "II. KẾT QUẢ CÔNG TÁC KHUYẾN HỌC NĂM 2023",
        "III. KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
        "GHI CHÚ VỀ SỐ LIỆU",
    ]
    sections = [h.text for h in headings if h.level == 2]
    assert sections[0] == "1. Tổ chức Hội"
    assert len(sections) == len(annual_review().form.sections)


def test_the_published_pairs_stand_with_exact_shares(content: ReportContent) -> None:
    text = _text(content)
    for pair, share in (
        ("452.702/515.481", "87,82"),
        ("7.099/8.366", "84,86"),
        ("105.220/107.315", "98,05"),
        ("126.062/126.065", "99,998"),
    ):
        assert f"{pair} " in text
        assert f"đạt {share}\u00a0%" in text


def test_the_targets_are_counted_and_those_missed_are_named(content: ReportContent) -> None:
    text = _text(content)
    assert "Năm 2023 có 6/8 chỉ tiêu đạt và vượt mức đề ra." in text
    assert "Chưa đạt: công dân học tập (46,65\u00a0%, chỉ tiêu là 50\u00a0%)" in text
    assert _column(_tables(content)["targets"], "verdict").count("Chưa đạt") == 2
    assert "Mức chỉ tiêu trong bảng là số liệu mẫu" in text


def test_every_citation_is_known_to_the_catalogue(content: ReportContent) -> None:
    verdicts = compare(find(_text(content)), annual_review().instruments)
    assert len(verdicts) >= len(annual_review().instruments)
    assert {verdict.status for verdict in verdicts} == {CitationStatus.OK}


def test_an_unverified_instrument_says_so(content: ReportContent) -> None:
    doubtful = [block.text for block in content.blocks if isinstance(block, Paragraph) and "bản gốc" in block.text]
    assert len(doubtful) == 3
    assert all(any(n in text for n in ("1315/QĐ-TTg", "22/2020", "25/2023")) for text in doubtful)


def test_tables_have_a_row_for_every_unit_and_the_whole(content: ReportContent) -> None:
    tables = _tables(content)
    assert len(tables["shares"].rows) == len(tables["strength"].rows) == len(tables["districts_annex"].rows) == 13
    communes = tables["communes_annex"]
    assert len(communes.rows) == 235 + 12 + 1
    assert [n for n in _column(communes, "number") if n] == [str(n) for n in range(1, 236)]
    assert communes.rows[-1].cells[1].text == "Toàn tỉnh"
    assert _column(communes, "MH03")[-1] == _column(tables["districts_annex"], "MH03")[-1] == "452.702"


def test_every_row_has_a_cell_for_every_column(content: ReportContent) -> None:
    for table in _tables(content).values():
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_tables_fit_the_page(content: ReportContent) -> None:
    for key, table in _tables(content).items():
        assert sum(column.width for column in table.columns) == pytest.approx(257 if key.endswith("annex") else 165)


def test_charts_have_a_bar_a_model_and_a_bar_a_district(content: ReportContent) -> None:
    models, districts = content.charts
    assert next((b.label, b.printed, b.target) for b in models.bars) == ("Gia đình học tập", "87,82\u00a0%", 85)
    assert [b.printed for b in models.bars][2:4] == ["98,05\u00a0% (1)", "99,998\u00a0% (2)"]
    assert [b.value for b in districts.bars] == sorted((b.value for b in districts.bars), reverse=True)
    assert len(districts.bars) == 12
    assert all(bar.label in districts.alt and bar.printed in districts.alt for bar in districts.bars)


def test_captions_are_numbered(content: ReportContent) -> None:
    captions = [block.caption for block in content.blocks if isinstance(block, Table)]
    assert [caption.split(".")[0] for caption in captions] == [f"Bảng {n}" for n in range(1, 6)]
    assert [annex.heading for annex in content.annexes] == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert content.annexes[0].belongs == (
        "(Kèm theo Báo cáo số …/BC-HKH ngày 10 tháng 01 năm 2024 của Hội Khuyến học tỉnh Hải Dương)"
    )


def test_a_missing_figure_is_said_and_the_others_stay() -> None:
    review = without(annual_review(), "TC03")
    text = _text(report_content(review, issuing_body(review.unit)))
    assert "Số chi hội khuyến học: 2.358; Số ban khuyến học: chưa tính được;" in text
    assert "Đến hết năm 2023, toàn tỉnh có 235/235" in text


def test_a_target_without_figures_is_not_called_missed() -> None:
    review = without(annual_review(), "MH43")
    content = report_content(review, issuing_body(review.unit))
    assert "Chưa tính được vì chưa đủ số liệu: công dân học tập." in _text(content)
    assert _column(_tables(content)["targets"], "verdict")[6] == "Chưa tính được"
    assert _column(_tables(content)["targets"], "reached")[6] == "chưa tính được"
    assert [bar.label for bar in content.charts[0].bars][-1] == "Đơn vị học tập"


def test_incomplete_figures_say_so() -> None:
    review = annual_review()
    late = replace(review, figures=replace(review.figures, accepted=230, signed=228))
    text = _text(report_content(late, issuing_body(late.unit)))
    assert (
        "Số liệu cộng từ 230/235 báo cáo đã được chấp nhận, trong đó 228 báo cáo đã ký. Số liệu vì vậy chưa đầy đủ."
        in text
    )
    assert "Đôn đốc 5 đơn vị chưa có báo cáo được chấp nhận." in text


def test_a_figure_that_some_returns_leave_blank_says_so() -> None:
    review = annual_review()
    partial = replace(review, figures=replace(review.figures, counted={**review.figures.counted, "TH02": 231}))
    text = _text(report_content(partial, issuing_body(partial.unit)))
    assert "Chưa đủ đơn vị ghi số: buổi phát thanh" in text
    assert "(231/235)" in text


def test_without_a_conference_nothing_of_it_is_claimed() -> None:
    text = _text(report_content(annual_review(), issuing_body(annual_review().unit)))
    assert "Thanh Miện được người dân" not in text
    assert "Có giải pháp cho các chỉ tiêu chưa đạt của năm 2023" in text


def test_without_anything_to_do_the_board_is_asked() -> None:
    review = replace(with_total(annual_review()), targets=())
    content = report_content(replace(review, figures=replace(review.figures, flags=())), issuing_body(review.unit))
    assert "Ban Thường vụ bổ sung phương hướng, nhiệm vụ." in _text(content)
    assert "Chưa có chỉ tiêu nào được giao cho năm 2023." in _text(content)
    assert "targets" not in _tables(content)


def test_real_figures_carry_no_mark() -> None:
    review = replace(annual_review(), synthetic=False)
    content = report_content(review, issuing_body(review.unit))
    assert content.mark == ""
    assert "SỐ LIỆU MẪU" not in _text(content)


def test_two_levels_compare_communes_in_the_annex_and_both_ends_in_a_chart() -> None:
    review = annual_review()
    communes = tuple(c for below in review.communes.values() for c in below)
    flat = replace(review, districts=communes, communes={c.unit.code: () for c in communes})
    content = report_content(flat, issuing_body(flat.unit))
    assert set(_tables(content)) == {"models", "fund", "targets", "districts_annex"}
    assert content.annexes[0].caption.endswith("theo đơn vị cấp xã")
    _models, chart = (block for block in content.blocks if isinstance(block, Chart))
    assert chart.caption.endswith(
        f"theo đơn vị cấp xã năm 2023, 10 cao nhất và 10 thấp nhất trong {len(communes)} đơn vị"
    )
    values = [bar.value for bar in chart.bars]
    assert (len(values), values) == (20, sorted(values, reverse=True))


def test_a_period_that_is_no_year_is_refused() -> None:
    review = replace(annual_review(), period="2023-H1")
    with pytest.raises(ValueError, match="2023-H1"):
        report_content(review, issuing_body(review.unit))
