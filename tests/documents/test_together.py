from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from khuyenhoc.documents.annual_report.content import ReportContent
from khuyenhoc.documents.charts import chart_svg
from khuyenhoc.documents.pdf import report_pdf


def test_several_requests_at_once_get_the_same_paper(content: ReportContent, pdf_file: Path) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        papers = list(pool.map(lambda _n: report_pdf(content), range(4)))
        pictures = list(pool.map(lambda _n: chart_svg(content.charts[0]), range(4)))
    assert set(papers) == {pdf_file.read_bytes()}
    assert len(set(pictures)) == 1
