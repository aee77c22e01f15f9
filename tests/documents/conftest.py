"""The demonstration's report, made once for all tests that look at its files."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from khuyenhoc.documents.annual_report.content import ReportContent, issuing_body, report_content
from khuyenhoc.documents.docx import report_docx
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.documents.pdf import report_pdf
from tests.documents.factory import annual_review

SIGNED_ON = dt.date(2024, 1, 10)
PACKAGES = {"soffice": "libreoffice-writer-nogui", "pdftotext": "poppler-utils", "pdffonts": "poppler-utils"}


def run(tool: str, *arguments: str) -> str:
    """What a program of Debian writes; fails with the package to install where it is missing."""
    if shutil.which(tool) is None:
        pytest.fail(f"Thiếu chương trình {tool}. Hãy chạy: apt install {PACKAGES[tool]}")
    done = subprocess.run([tool, *arguments], capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


@pytest.fixture(scope="session")
def content() -> ReportContent:
    review = annual_review()
    return report_content(review, issuing_body(review.unit, on=SIGNED_ON), find_conference("30", "2023"))


@pytest.fixture(scope="session")
def pdf_file(content: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / "bao-cao.pdf"
    file.write_bytes(report_pdf(content))
    return file


@pytest.fixture(scope="session")
def docx_file(content: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("docx") / "bao-cao.docx"
    file.write_bytes(report_docx(content))
    return file


@pytest.fixture(scope="session")
def printed_docx(docx_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The DOCX as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("soffice")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx_file))
    return folder / "bao-cao.pdf"
