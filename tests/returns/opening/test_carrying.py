"""Figures of the year before, where the form has another version since."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from khuyenhoc.catalogue import loaders
from khuyenhoc.catalogue.versions import VersionMapSpec
from khuyenhoc.returns import acts
from khuyenhoc.returns.earlier.beside import figures_before
from khuyenhoc.returns.earlier.loaded import period_before
from khuyenhoc.returns.identity import Identity, signed
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.rules import first_of_its_kind
from khuyenhoc.returns.reasons import reasons_before
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.seal import seal_of
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.vietnamese.periods import Period
from tests.fixtures import CLEAN
from tests.returns.workbook.filling import content, filled
from tests.workbooks import official


@pytest.mark.parametrize(
    ("period", "before"),
    [("2024", "2023"), ("2024-6T", "2023-6T"), ("2024-Q3", "2023-Q3"), ("0001", None), ("x", None)],
)
def test_the_period_before_is_the_same_part_of_the_year_before(period, before):
    assert period_before(period) == before


@pytest.mark.parametrize(
    ("renamed", "dropped", "carried"),
    [({}, (), "KT04"), ({"KT04": "KT09"}, (), "KT09"), ({}, ("KT04",), None)],
)
def test_a_figure_goes_on_under_the_code_that_its_line_has_now(
    collection, office, draft, monkeypatch, renamed, dropped, carried
):
    mapping = VersionMapSpec(
        code="BC-NAM", before="2023", after="2025", renamed=renamed, dropped=dropped, status="unverified", source="thử"
    )
    monkeypatch.setattr(loaders, "version_maps", lambda: (mapping,))
    old = draft("11242")
    line = old.cells.get(indicator__code="KT04").indicator
    old.findings.create(code="K11", level="W", indicator=line, message="?", reason="Đã đối chiếu.", reason_by=office)
    acts.accept(by=office, return_=acts.submit(by=office, return_=old))
    collection.__class__.objects.filter(pk=collection.pk).update(period="2024", period_ends=dt.date(2024, 12, 31))
    form = next(f for f in loaders.read_catalogue().forms if (f.code, f.version) == ("BC-NAM", "2025"))
    now = open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(form, Period("year", 2025)))
    values = last_period(now)["11242"].values
    assert {code for code in ("KT04", "KT09") if code in values} == ({carried} if carried else set())
    assert values["HV01"] == CLEAN["HV01"]
    assert carried is None or values[carried] == CLEAN["KT04"]
    return_ = Return(collection=now, unit=old.unit)
    beside, reasons = figures_before(return_).said, reasons_before(return_)
    assert {code for code in ("KT04", "KT09") if code in beside} == ({carried} if carried else set())
    assert list(reasons) == ([("K11", carried)] if carried else [])


def part_of(code: str, owner: str, title: str) -> bytes:
    """A filled-in workbook of a form, as `tests.workbooks.official` writes it for the annual one."""
    form = next(f for f in loaders.read_catalogue().forms if f.code == code)
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("Báo cáo")
    sheet.write(0, 0, owner)
    sheet.write(2, 0, title)
    sheet.write_row(4, 0, ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kết quả"])
    for row, i in enumerate(form.typed, start=5):
        sheet.write_row(row, 0, [row - 4, i.code, i.label, i.unit, CLEAN[i.code]])
    book.close()
    return data.getvalue()


@pytest.fixture
def opened(collection, office):
    def make(form, period):
        spec = next(f for f in loaders.read_catalogue().forms if f.code == form and f.version == "2023")
        return open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(spec, period))

    return make


@pytest.mark.parametrize(
    ("form", "period", "title", "outcome", "said"),
    [
        ("BC-NUA-NAM", Period("half-year", 2024), "BÁO CÁO CÔNG TÁC KHUYẾN HỌC 6 THÁNG ĐẦU NĂM 2024", "read", ""),
        (
            "BC-NUA-NAM",
            Period("half-year", 2024),
            "BÁO CÁO CÔNG TÁC KHUYẾN HỌC 6 THÁNG ĐẦU NĂM 2023",
            "rejected",
            "năm 2023",
        ),
        (
            "BC-NUA-NAM",
            Period("half-year", 2024),
            "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2024",
            "rejected",
            "6 tháng đầu",
        ),
        ("BC-NUA-NAM", Period("half-year", 2024), "BÁO CÁO CÔNG TÁC KHUYẾN HỌC QUÝ I NĂM 2024", "rejected", "quý"),
        ("BC-QUY", Period("quarter", 2024, 2), "BÁO CÁO CÔNG TÁC KHUYẾN HỌC QUÝ II NĂM 2024", "read", ""),
        ("BC-QUY", Period("quarter", 2024, 2), "BÁO CÁO CÔNG TÁC KHUYẾN HỌC QUÝ 2 NĂM 2024", "read", ""),
        ("BC-QUY", Period("quarter", 2024, 2), "BÁO CÁO CÔNG TÁC KHUYẾN HỌC QUÝ III NĂM 2024", "rejected", "quý 3"),
    ],
)
def test_a_file_of_a_part_of_the_year_is_read_and_one_of_another_part_is_said(
    opened, office, form, period, title, outcome, said
):
    data = part_of(form, "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện", title)
    (entry,) = receive(by=office, collection=opened(form, period), files=[("bao cao.xlsx", data)])
    assert (entry.outcome, said in entry.reason) == (outcome, True)
    if outcome == "read":
        assert (entry.unit, entry.problems) == ("11242", ())


def test_a_file_by_the_version_before_is_read_by_its_old_words(collection, office):
    form = next(f for f in loaders.read_catalogue().forms if (f.code, f.version) == ("BC-NAM", "2025"))
    now = open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(form, Period("year", 2025)))
    (entry,) = receive(by=office, collection=now, files=[("bao cao.xlsx", official(year="2025"))])
    assert (entry.outcome, entry.unit, entry.problems) == ("read", "11242", ())
    cells = Return.objects.get(pk=entry.return_id).cells.select_related("indicator")
    assert {c.indicator.code: c.value for c in cells if c.indicator.code in CLEAN} == CLEAN


def test_a_workbook_of_ours_by_the_version_before_is_told_with_its_return(collection, office, client):
    form = loaders.shipped_form("BC-NAM", "2025")
    now = open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(form, Period("year", 2025)))
    edition = replace(content().edition, collection=now.code, period="2025")
    token = signed(Identity("11242", "BC-NAM", "2023", now.code), seal_of(now).key)
    data = filled(workbook(replace(content(), edition=edition, token=token)), CLEAN)
    (entry,) = receive(by=office, collection=now, files=[("bao cao.xlsx", data)])
    told = "Tệp này làm theo biểu mẫu phiên bản 2023, đợt này dùng phiên bản 2025"
    assert (entry.outcome, told in entry.reason) == ("read", True)
    stored = Return.objects.select_related("file").get(pk=entry.return_id)
    assert (told in stored.note, told in stored.file.reason) == (True, True)
    client.force_login(office)
    assert told in client.get(f"/bao-cao/{stored.pk}/").content.decode()
