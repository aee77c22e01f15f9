"""A list comes in: looked at, loaded as a whole, taken back; a faulty one changes nothing."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.loading import Faulty, load_list, read_file, send_list
from khuyenhoc.recognition.incoming.marked import marked_list
from khuyenhoc.recognition.incoming.models import ListState
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.models import Decision, Entry, ListFile, Standing, Village
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.sheets.reader import read_workbook
from tests.recognition.incoming.books import HEADER, book, read_in_this_process  # noqa: F401  # a fixture

pytestmark = pytest.mark.usefixtures("read_in_this_process")
FAMILY = LearningModel.FAMILY
QD = "QĐ 12/QĐ-HKH ngày 5/12/2023"
ROWS = [
    [1, "Nguyễn Văn Hùng", "Đông", "ngõ 1", "x", "Đạt", QD],
    [2, "TRAN THI NGUYET", "Đông", "", "x", "", ""],
    [3, "Vũ Thị Lụa", "Thôn Tây", "", "x", "Không đạt", ""],
    [4, "Vũ Thị Lụa", "Thôn Tây", "", "", "", ""],
    [5, "Ngô Gia", "Thôn Tây", "", "", "chuyển đi", ""],
]


@pytest.fixture
def sent(keeper, commune):
    def make(rows, header=HEADER, **given) -> ListFile:
        data = rows if isinstance(rows, bytes) else book(rows, header)
        file = send_list(by=keeper, unit=commune, model=FAMILY, year=2023, name="ds.xlsx", data=data, **given)
        return read_file(file=file)

    return make


def test_what_a_list_would_bring_and_brings(families, keeper, commune, sent):
    register(by=keeper, standings=[families[1].pk], on=families[1].entry.since)
    before = list(Standing.objects.order_by("pk").values())
    file = sent(ROWS)
    assert file.state == ListState.READ
    report = file.report
    assert (report["rows"], report["new"], report["known"], report["changed"], report["left"]) == (5, 3, 1, 1, 1)
    assert report["villages"] == [["thôn", "Tây"]]
    assert report["decisions"] == [["12/QĐ-HKH", "2023-12-05", 1]]
    assert [(d["row"], d["entry"], d["other"]) for d in report["doubts"]] == [
        (5, families[1].entry_id, None),
        (7, None, 2),
    ]
    assert list(Standing.objects.order_by("pk").values()) == before
    step = load_list(by=keeper, file=file.pk)
    assert counts(2023)[commune.code][FAMILY] == Count(8, 4, 1)
    hung = Standing.objects.select_related("entry", "decision").get(pk=families[0].pk)
    assert (hung.status, hung.decision.number, hung.entry.house) == (Status.RECOGNISED, "12/QĐ-HKH", "ngõ 1")
    lua = Standing.objects.select_related("entry").filter(entry__name="Vũ Thị Lụa").order_by("pk")
    assert [(s.status, s.entry.number) for s in lua] == [(Status.REFUSED, 1), (Status.LISTED, 2)]
    assert (ListFile.objects.get().state, ListFile.objects.get().report["doubts"]) == (ListState.LOADED, [])
    with pytest.raises(RecognitionRefused, match="đã được nạp rồi"):
        load_list(by=keeper, file=file.pk)
    take_back(by=keeper, step=step.pk)
    assert list(Standing.objects.order_by("pk").values()) == before
    assert (Decision.objects.count(), Entry.objects.filter(house="ngõ 1").count(), differing()) == (0, 0, [])


def test_a_person_says_who_is_one(families, keeper, commune, sent):
    file = sent(ROWS)
    load_list(by=keeper, file=file.pk, same=[(1, families[1].entry_id)], drop=[3])
    assert counts(2023)[commune.code][FAMILY] == Count(6, 3, 1)
    assert Standing.objects.get(pk=families[1].pk).status == Status.REGISTERED


def test_a_list_loaded_twice_brings_nothing_new(families, keeper, sent):
    load_list(by=keeper, file=sent(ROWS[:1]).pk)
    with pytest.raises(RecognitionRefused, match="không có gì mới"):
        load_list(by=keeper, file=sent(ROWS[:1]).pk)


def test_a_list_with_a_fifth_of_its_rows_broken(families, keeper, sent):
    good = [[n, f"Nguyễn Thị Số {n}", "Đông", f"ngõ {n}", "x", "", ""] for n in range(8)]
    bad = [[9, "", "Đông", "ngõ 9", "x", "", ""], [10, "Lê Văn A", "Đông", "", "x", "Đạt", ""]]
    file = sent([*good, *bad])
    assert (file.state, file.report["faulty"], file.report["new"]) == (ListState.FAULTY, 2, 8)
    assert [f["at"] for f in file.report["faults"]] == ["DS!B12", "DS!G13"]
    with pytest.raises(Faulty, match="2 dòng phải sửa trước"):
        load_list(by=keeper, file=file.pk)
    assert (Standing.objects.count(), Village.objects.count()) == (5, 2)
    marked = marked_list(file)
    assert (marked.name, marked.is_own) == ("ds (đánh dấu).xlsx", True)
    assert any("Thiếu tên." in str(cell) for r in read_workbook(marked.data).sheets[0].rows for cell in r)
    repaired = sent(
        [*good, [10, "Lê Văn A", "Đông", "", "x", "Đạt", ""]], number="12/QĐ-HKH", decided_on=families[0].entry.since
    )
    assert repaired.state == ListState.READ
    with pytest.raises(RecognitionRefused, match="không có chỗ nào phải sửa"):
        marked_list(repaired)


def test_what_is_no_list(families, keeper, commune, sent, person):
    assert "không" in sent(b"\x00\x01 nothing").report["reason"].lower()
    bare = sent([["a", "b"]], ["Cột 1", "Cột 2"])
    assert (bare.state, bare.report["reason"][:17]) == (ListState.UNREADABLE, "Không thấy cột tê")
    with pytest.raises(RecognitionRefused, match="Ghi cả số và ngày"):
        sent(ROWS, number="12")
    with pytest.raises(NotAllowed):
        load_list(by=person(Role.COMMUNE_SECRETARY, "11245"), file=sent(ROWS).pk)


def test_what_was_decided_here_stays(families, keeper, sent):
    load_list(by=keeper, file=sent(ROWS[:1]).pk)
    worse = [[1, "Nguyễn Văn Hùng", "Đông", "ngõ 1", "", "Không đạt", ""], [2, "Lê Thị Thoả", "Đoài", "", "x", "", ""]]
    load_list(by=keeper, file=sent(worse).pk)
    assert Standing.objects.get(pk=families[0].pk).status == Status.RECOGNISED
    assert Standing.objects.get(pk=families[3].pk).status == Status.REGISTERED


def test_a_list_whose_people_hold_certificates_is_not_taken_back(families, keeper, commune, sent):
    step = load_list(by=keeper, file=sent([*ROWS[:1], [2, "Đào Văn Mới", "Đông", "", "x", "Đạt", QD]]).pk)
    issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    with pytest.raises(RecognitionRefused, match="đã được cấp giấy công nhận"):
        take_back(by=keeper, step=step.pk)
    papers = list(Certificate.objects.values_list("pk", flat=True))
    revoke(by=keeper, certificates=papers, reason="nạp nhầm")
    with pytest.raises(RecognitionRefused, match="đã được cấp giấy hoặc được gộp"):
        take_back(by=keeper, step=step.pk)


def test_a_decision_that_a_revoked_certificate_names_stays(families, keeper, commune, sent):
    step = load_list(by=keeper, file=sent(ROWS[:1]).pk)
    issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    revoke(by=keeper, certificates=list(Certificate.objects.values_list("pk", flat=True)), reason="nạp nhầm")
    take_back(by=keeper, step=step.pk)
    assert Standing.objects.get(pk=families[0].pk).status == Status.LISTED
    assert Decision.objects.count() == 1
