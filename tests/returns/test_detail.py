"""Single returns, their files and readings as they are read, with the number of statements of each."""

from __future__ import annotations

from fractions import Fraction

from khuyenhoc.returns import acts, queries
from khuyenhoc.returns.detail import return_detail
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.runs import received_file, run_report
from khuyenhoc.returns.values import Stated
from tests.returns.boards import map_, rows, sent

__all__ = ["map_", "rows", "sent"]


def test_remarks_are_read_in_one_statement(sent, office, django_assert_num_queries):
    return_ = sent()
    acts.send_back(by=office, return_=return_, remarks=[(None, "Gửi lại bản có dấu")])
    with django_assert_num_queries(1):
        assert [r.text for r in queries.remarks_of(return_.pk)] == ["Gửi lại bản có dấu"]


def test_detail_in_six_statements(draft, django_assert_num_queries):
    return_ = draft("11242", MH03=2200, TH04="không có", KT01=None)
    with django_assert_num_queries(6):
        detail = return_detail(return_.pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert len(lines) == len(detail.form.indicators)
    assert (lines["TH04"].said.stated, lines["KT01"].said.stated) == (Stated.NONE, Stated.BLANK)
    assert (lines["HV04"].share, lines["HV04"].said.stated) == (Fraction(75, 4), Stated.BLANK)
    assert lines["MH03"].level == "E"
    assert {f.code for f in lines["MH03"].findings} >= {"K02"}
    assert detail.is_open
    assert detail.asked == ()


def test_findings_come_in_the_order_of_the_form_errors_first(draft):
    detail = return_detail(draft("11242", QK01=83_000_000, MH02=1799, TC02=None, KT01="1O").pk)
    told = [(f.level, f.indicator.code) for f in detail.findings]
    assert told == [("E", "TC02"), ("E", "QK04"), ("E", "KT01"), ("W", "MH03")]


def test_derived_lines_are_computed_from_the_counts(draft):
    detail = return_detail(draft("11242", HV01=1, HV02=0, HV03=3, MH01=0, MH02=0, MH03=0).pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert lines["HV04"].share == Fraction(100, 3)
    assert lines["MH04"].share is None


def test_detail_of_a_corrected_return_says_what_changed_and_what_was_asked(
    sent, draft, office, django_assert_num_queries
):
    first = sent()
    members = first.cells.get(indicator__code="HV01").indicator
    acts.send_back(by=office, return_=first, remarks=[(members, "Cao hơn danh sách"), (None, "Gửi lại trước thứ sáu")])
    second = draft("11242", HV01=1490, TH04="không có")
    with django_assert_num_queries(7):
        detail = return_detail(second.pk)
    lines = {line.indicator.code: line for _section, lines in detail.sections for line in lines}
    assert {code: (line.before.value, line.said.value) for code, line in lines.items() if line.before} == {
        "HV01": (1500, 1490),
        "TH04": (3, None),
    }
    assert [r.text for r in detail.asked] == ["Cao hơn danh sách", "Gửi lại trước thứ sáu"]
    assert [r.text for r in lines["HV01"].remarks] == ["Cao hơn danh sách"]
    assert [r.revision for r in detail.revisions] == [2, 1]
    earlier = return_detail(first.pk)
    assert not earlier.is_open
    assert len(earlier.remarks) == 2


def test_run_report_and_file_in_few_statements(draft, office, django_assert_num_queries):
    return_ = draft("11242")
    run = return_.file.run_id
    with django_assert_num_queries(3):
        report = run_report(run)
    assert [[r.pk for r in one.returns] for one in report.files] == [[return_.pk]]
    assert (report.number("read"), report.number("rejected")) == (1, 0)
    with django_assert_num_queries(2):
        file, units = received_file(return_.file_id)
    assert (file.name, units) == ("11242-1.xlsx", ["11242"])


def test_run_report_shows_only_the_last_revision_of_a_unit(draft):
    draft("11242")
    again = draft("11242", HV01=1490)
    report = run_report(again.file.run_id)
    assert [[r.revision for r in one.returns] for one in report.files] == [[2]]
    assert Return.objects.filter(superseded_at=None).count() == 1
