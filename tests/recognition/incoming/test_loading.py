"""A list comes in: looked at, loaded as a whole, taken back; a faulty one changes nothing."""

from __future__ import annotations

import datetime as dt

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
from khuyenhoc.recognition.incoming.villages import add_strange
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import add_villages
from khuyenhoc.recognition.models import Decision, Entry, ListFile, Standing, Village
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.units.planning import keep_draft
from tests.merger import DAY, SHEET
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


@pytest.fixture
def west(keeper, commune, villages):
    return add_villages(by=keeper, unit=commune, names=[("thôn", "Tây")], valid_from=dt.date(2020, 1, 1))


def test_what_a_list_would_bring_and_brings(families, west, keeper, commune, sent):
    register(by=keeper, standings=[families[1].pk], on=families[1].entry.since)
    before = list(Standing.objects.order_by("pk").values())
    file = sent(ROWS)
    assert file.state == ListState.READ
    report = file.report
    assert (report["rows"], report["new"], report["known"], report["changed"], report["left"]) == (5, 3, 1, 1, 1)
    assert (report["villages"], report["strange"]) == ([], [])
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


def test_a_person_says_who_is_one(families, west, keeper, commune, sent):
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


def test_a_village_that_the_commune_does_not_have_has_to_be_corrected_or_added(families, keeper, sent):
    rows = [
        [1, "Lê Văn Một", "Thon Dong", "", "x", "", ""],
        [2, "Lê Văn Hai", "Thôn Đồng Tây", "", "x", "", ""],
        [3, "Lê Văn Ba", "", "", "x", "", ""],
        [4, "", "Thôn Đôngg", "", "x", "", ""],
        [5, "Lê Văn Năm", "Thôn Đôngg", "", "x", "", ""],
    ]
    file = sent(rows)
    assert (file.state, file.report["faulty"], file.report["new"], file.report["villages"]) == ("faulty", 3, 2, [])
    assert [(f["at"], f["text"][:30], f["is_village"]) for f in file.report["faults"]] == [
        ("DS!C5", "“Thôn Đồng Tây” chưa có trong ", True),
        ("DS!B7", "Thiếu tên.", False),
        ("DS!C7", "“Thôn Đôngg” chưa có trong dan", True),
        ("DS!C8", "“Thôn Đôngg” chưa có trong dan", True),
    ]
    assert "Gần giống: thôn Đông. Sửa lại tên, hoặc thêm" in file.report["faults"][-1]["text"]
    assert [(s["kind"], s["name"], s["rows"], s["near"]) for s in file.report["strange"]] == [
        ("thôn", "Đồng Tây", 1, ["thôn Đông"]),
        ("thôn", "Đôngg", 2, ["thôn Đông"]),
    ]
    notes = str([cell for r in read_workbook(marked_list(file).data).sheets[0].rows for cell in r])
    assert "“Thôn Đồng Tây” chưa có trong danh mục thôn." in notes
    with pytest.raises(RecognitionRefused, match="Chưa chọn thôn nào"):
        add_strange(by=keeper, file=file, chosen=["thôn Không Có"])
    add_strange(by=keeper, file=file, chosen=["thôn Đồng Tây"])
    assert [(f["at"]) for f in read_file(file=file).report["faults"]] == ["DS!B7", "DS!C7", "DS!C8"]


def test_a_village_over_its_rows_is_told_of_once(families, keeper, sent):
    header = ["TT", "Họ và tên chủ hộ", "Đăng ký"]
    rows = [["Thôn Đoài"], [1, "Lê Văn Một", "x"], ["Thôn Bắc"], [1, "Lê Văn Hai", "x"], [2, "Lê Văn Ba", "x"]]
    file = sent(rows, header)
    assert (file.report["rows"], file.report["faulty"], file.report["new"]) == (3, 2, 1)
    assert [(f["row"], f["at"], f["is_village"]) for f in file.report["faults"]] == [(6, "DS!A6", True)]


def test_numbered_villages_are_one_however_they_are_written(keeper, commune, sent):
    first = sent([[1, "Lê Văn Một", "Thôn số 1", "", "x", "", ""], [2, "Lê Văn Hai", "thôn 01", "", "x", "", ""]])
    assert first.report["villages"] == [["thôn", "số 1"]]
    load_list(by=keeper, file=first.pk)
    assert Village.objects.get().entries.count() == 2
    rows = [[1, "Lê Văn Ba", "thon 1", "", "x", "", ""], [2, "Lê Văn Bốn", "Thôn 10", "", "x", "", ""]]
    assert [f["at"] for f in sent(rows).report["faults"]] == ["DS!C5"]


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


def test_the_list_of_a_unit_that_has_ended_finds_who_stood_on_it(families, office, commune):
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=plan)
    before = Entry.objects.count(), Village.objects.count()
    data = book([[1, "Nguyễn Văn Hùng", "Đông", "", "x", "Đạt", QD]], HEADER)
    file = read_file(file=send_list(by=office, unit=commune, model=FAMILY, year=2023, name="ds.xlsx", data=data))
    assert (file.report["known"], file.report["new"], file.report["villages"]) == (1, 0, [])
    load_list(by=office, file=file.pk)
    assert (Entry.objects.count(), Village.objects.count()) == before
    hung = Standing.objects.get(pk=families[0].pk)
    assert (hung.unit, hung.status) == (commune, Status.RECOGNISED)
    assert differing() == []


def test_a_commune_does_not_become_a_village_of_its_name(keeper, commune):
    rows = [[1, "Xã Thanh Tùng"], [2, "thi tran Thanh Mien"], [3, "Khu dân cư số 1"]]
    data = book(rows, ["TT", "Tên cộng đồng"])
    sent = send_list(by=keeper, unit=commune, model=LearningModel.COMMUNITY, year=2023, name="ds.xlsx", data=data)
    file = read_file(file=sent)
    assert [fault["at"] for fault in file.report["faults"]] == ["DS!B4", "DS!B5"]
    assert file.report["faults"][0]["text"].startswith("“Xã Thanh Tùng” là một đơn vị, không phải thôn, khu dân cư.")
    with pytest.raises(Faulty):
        load_list(by=keeper, file=file.pk)
    assert not Entry.objects.exists()
