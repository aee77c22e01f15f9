"""Papers and articles about half a year or a quarter call it by its name, and look back and ahead accordingly."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.documents.annual_report.content import issuing_body, report_content
from khuyenhoc.documents.annual_report.tree import Heading, Paragraph, Table
from khuyenhoc.documents.article import draft_article
from khuyenhoc.documents.docx import report_docx
from khuyenhoc.rollups.figures import AnnualReview
from tests.documents.factory import PARTS, part_of_a_year

HALF, QUARTER = PARTS
AS_A_YEAR = re.compile(r"[Nn]ăm \d{4}-|NĂM \d{4}-|6T|-Q\d")


def said(review: AnnualReview) -> str:
    content = report_content(review, issuing_body(review.unit))
    texts = [b.text for b in content.blocks if isinstance(b, Paragraph | Heading)]
    captions = [b.caption for b in (*content.blocks, *content.annexes) if isinstance(b, Table)]
    return "\n".join((content.place_and_date, content.subject, *texts, *captions))


@pytest.mark.parametrize(
    ("asked", "phrases"),
    [
        (
            HALF,
            (
                "năm 2023\nSơ kết công tác khuyến học 6 tháng đầu năm 2023; phương hướng, nhiệm vụ 6 tháng cuối năm 2023",
                "KHUYẾN HỌC 6 THÁNG ĐẦU NĂM 2023", "NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", "đến hết 6 tháng đầu năm 2023",
                "hội viên cuối kỳ là", "Trên đây là báo cáo sơ kết công tác khuyến học 6 tháng đầu năm 2023./.",
            ),
        ),
        (
            QUARTER,
            (
                "năm 2024\nSơ kết công tác khuyến học quý IV năm 2023; phương hướng, nhiệm vụ quý I năm 2024",
                "KHUYẾN HỌC QUÝ IV NĂM 2023", "Chưa có chỉ tiêu nào được giao cho quý IV năm 2023.",
            ),
        ),
    ],
)  # fmt: skip
def test_a_report_calls_its_period_by_its_name(asked: tuple[str, str], phrases: tuple[str, ...]) -> None:
    text = said(part_of_a_year(*asked))
    assert [phrase for phrase in phrases if phrase.lower() not in text.lower()] == []
    assert AS_A_YEAR.findall(text) == []


def test_a_report_of_half_a_year_is_a_file() -> None:
    review = part_of_a_year(*HALF)
    assert report_docx(report_content(review, issuing_body(review.unit)))[:2] == b"PK"


def test_an_article_calls_its_period_by_its_name() -> None:
    draft = draft_article(part_of_a_year(*HALF), None)
    assert draft.title == "Hải Dương: Sơ kết công tác khuyến học 6 tháng đầu năm 2023"
    assert draft.lead.endswith("sơ kết công tác khuyến học 6 tháng đầu năm 2023.")
    assert AS_A_YEAR.findall("\n".join(block.text for block in draft.blocks)) == []
