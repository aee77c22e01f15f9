"""Files come in: kept, read, checked, stored; and whatever is wrong with one, nothing is lost and a sentence says what to do."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import storage
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.audit.storage import NotKept, path_of
from khuyenhoc.returns import acts, receiving
from khuyenhoc.returns.enums import RunState, State
from khuyenhoc.returns.models import Cell, Collection, IntakeRun, ReceivedFile, Return
from khuyenhoc.returns.receiving import QUEUED, NamedFile, read_run, receive, take_in, try_out
from khuyenhoc.returns.runs import run_report
from khuyenhoc.returns.storing import Entry
from khuyenhoc.returns.tasks import LOST_AFTER, requeue_lost_runs
from tests.fixtures import CLEAN
from tests.workbooks import address, official

Person = Callable[[Role, str], User]


def one(by: User, collection: Collection, data: bytes, name: str = "Bao cao.xlsx", reason: str = "") -> Entry:
    (entry,) = receive(by=by, collection=collection, files=[(name, data)], revision_reason=reason)
    return entry


def state(collection: Collection) -> tuple[int, int, int]:
    return Return.objects.count(), Cell.objects.count(), ReceivedFile.objects.count()


def test_a_file_becomes_a_draft_with_an_address_for_every_cell(collection: Collection, office: User) -> None:
    entry = one(office, collection, official(HB03="không có", KT01=0))
    assert (entry.unit, entry.outcome, entry.problems) == ("11242", "read", ())
    stored = Return.objects.get(pk=entry.return_id)
    assert (stored.state, stored.revision, stored.errors, stored.warnings) == (State.DRAFT, 1, 0, 0)
    cells = {c.indicator.code: c for c in stored.cells.select_related("indicator")}
    assert {c: cells[c].value for c in CLEAN if c != "HB03"} == {c: v for c, v in CLEAN.items() if c != "HB03"}
    assert [(cells[c].stated, cells[c].value) for c in ("HB03", "KT01")] == [("none", None), ("value", 0)]
    assert {c: cell.at for c, cell in cells.items() if cell.at} == {c: address(c) for c in CLEAN}


def test_the_file_is_kept_as_it_came_with_who_and_when(collection: Collection, office: User) -> None:
    data = official()
    one(office, collection, data, "Huyện Thanh Miện/BC (sửa).xlsx")
    file = ReceivedFile.objects.get()
    assert path_of(file.sha256).read_bytes() == data
    assert (file.name, file.size, file.received_by) == ("Huyện Thanh Miện/BC (sửa).xlsx", len(data), office)
    assert [e.act for e in history("file", file.pk)] == ["receive_file"]


def test_trying_out_reads_and_checks_and_keeps_nothing(collection: Collection, office: User) -> None:
    before = state(collection)
    (entry,) = try_out(by=office, collection=collection, files=[NamedFile("a.xlsx", official(MH03=2101))])
    assert (entry.unit, [m.code for m in entry.problems]) == ("11242", ["K02"])
    assert state(collection) == before


def test_a_second_file_makes_a_new_revision_and_the_first_stays_readable(collection: Collection, office: User) -> None:
    first = one(office, collection, official())
    second = one(office, collection, official(MH03=1790), "Bao cao (sua).xlsx")
    assert "bản 2" in second.reason
    old, new = (Return.objects.get(pk=e.return_id) for e in (first, second))
    assert (old.revision, new.revision, old.superseded_at is not None, new.superseded_at) == (1, 2, True, None)
    assert [r.cells.get(indicator__code="MH03").value for r in (old, new)] == [1800, 1790]


def test_the_same_file_again_changes_nothing(collection: Collection, office: User) -> None:
    first = one(office, collection, official())
    again = one(office, collection, official(), "Ten khac.xlsx")
    assert (again.outcome, again.return_id) == ("read", first.return_id)
    assert "đã nhận trước đó" in again.reason
    assert Return.objects.count() == 1


def test_two_files_for_one_unit_in_one_folder_are_both_kept_and_said(collection: Collection, office: User) -> None:
    entries = receive(by=office, collection=collection, files=[("1.xlsx", official()), ("2.xlsx", official(MH03=1790))])
    assert [e.outcome for e in entries] == ["read", "read"]
    assert "cả hai bản được giữ, chờ chọn một bản" in entries[1].reason
    assert sorted(Return.objects.values_list("revision", "state")) == [(1, "draft"), (2, "draft")]
    assert Return.objects.filter(superseded_at=None).get().pk == entries[0].return_id


def test_last_years_file_is_said_before_anything_is_stored(collection: Collection, office: User) -> None:
    one(office, collection, official())
    file = ReceivedFile.objects.get()
    earlier = Collection.objects.create(
        code="BC-NAM-2022", form=collection.form, unit=collection.unit, period="2022", period_ends=dt.date(2022, 12, 31),
        opens_on=dt.date(2022, 11, 1), due_on=dt.date(2022, 12, 20),
    )  # fmt: skip
    data = official(MH03=1790)
    (tried,) = receive(by=office, collection=earlier, files=[("cũ.xlsx", data)])
    assert tried.outcome == "rejected", "it was never read there, so it may come here"
    assert one(office, collection, data).outcome == "read"
    ReceivedFile.objects.filter(pk=file.pk).update(collection=earlier)
    Return.objects.filter(file=file).update(collection=earlier)
    before = state(collection)
    again = one(office, collection, official(), "Báo cáo 2023.xlsx")
    assert (again.outcome, again.unit, again.return_id) == ("rejected", "11242", None)
    assert "giống hệt tệp đã nhận trong đợt BC-NAM-2022 (năm 2022)" in again.reason
    (dry,) = try_out(by=office, collection=collection, files=[NamedFile("a.xlsx", official())])
    assert (dry.outcome, dry.reason) == (again.outcome, again.reason)
    assert state(collection) == (before[0], before[1], before[2] + 1), "the file alone is kept"
    IntakeRun.objects.filter(pk=file.run_id).update(taken_back_at=file.received_at, taken_back_by=office)
    assert one(office, collection, official()).outcome == "read"


ZIP = BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("a.txt", "a")


@pytest.mark.parametrize(
    ("data", "outcome", "says"),
    [
        (b"xin chao", "rejected", ""),
        (official()[:2000], "rejected", "bị hỏng"),
        (b"%PDF-1.7 ...", "rejected", "PDF"),
        (b"", "rejected", "rỗng"),
        (official("Hội Khuyến học xã Không Có Thật, huyện Thanh Miện"), "needs_mapping", "đơn vị"),
        (official("Hội Khuyến học Minh Tân"), "needs_mapping", "có thể là"),
        (official(year="2022"), "rejected", "2022"),
    ],
    ids=["text", "broken", "pdf", "empty", "no such unit", "two such units", "another year"],
)
def test_what_cannot_be_taken_says_why_and_is_kept(
    collection: Collection, office: User, data: bytes, outcome: str, says: str
) -> None:
    entries = receive(by=office, collection=collection, files=[("lạ.xlsx", data), ("tốt.xlsx", official())])
    bad, good = entries
    assert (bad.outcome, bad.return_id) == (outcome, None)
    assert says in bad.reason
    assert len(bad.reason) > 20
    assert good.outcome == "read", "the rest of the folder goes on"
    kept = ReceivedFile.objects.get(name="lạ.xlsx")
    assert (path_of(kept.sha256).read_bytes(), kept.outcome, kept.reason) == (data, outcome, bad.reason)


def test_what_lies_in_a_zip_is_taken_and_kept_file_by_file(collection: Collection, office: User) -> None:
    bad, good = receive(by=office, collection=collection, files=[("lạ.xlsx", ZIP.getvalue()), ("tốt.xlsx", official())])
    assert (bad.file, bad.outcome, good.outcome) == ("lạ.xlsx/a.txt", "rejected", "read")
    assert path_of(ReceivedFile.objects.get(name="lạ.xlsx/a.txt").sha256).read_bytes() == b"a"


def test_sixty_megabytes_are_refused_with_a_sentence_and_kept(collection: Collection, office: User) -> None:
    entry = one(office, collection, os.urandom(1) * (60 * 1024 * 1024))
    assert (entry.outcome, "60" in entry.reason) == ("rejected", True)
    assert ReceivedFile.objects.get().size == 60 * 1024 * 1024


def test_formula_errors_and_texts_are_marked_at_their_cells(collection: Collection, office: User) -> None:
    entry = one(office, collection, official(HV06="=A1/0", HB02="nhiều lắm"))
    assert [(m.code, m.indicator, m.at) for m in entry.problems] == [
        ("K01", "HV06", address("HV06")), ("K01", "HB02", address("HB02")),
    ]  # fmt: skip
    assert "“nhiều lắm” không phải là một số nguyên" in entry.problems[1].message
    assert Cell.objects.get(return_of=entry.return_id, indicator__code="HB02").raw == "nhiều lắm"


def test_an_accepted_return_stands_and_the_new_file_is_kept(
    collection: Collection, office: User, person: Person
) -> None:
    secretary = person(Role.COMMUNE_SECRETARY, "11242")
    return_ = Return.objects.get(pk=one(secretary, collection, official()).return_id)
    acts.submit(by=secretary, return_=return_)
    acts.accept(by=office, return_=return_)
    again = one(secretary, collection, official())
    assert (again.outcome, again.return_id) == ("read", return_.pk)
    for reason in ("", "Tôi muốn sửa"):
        late = one(secretary, collection, official(MH03=1790), reason=reason)
        assert (late.outcome, late.return_id) == ("rejected", None)
        assert "đã được chấp nhận" in late.reason
    revised = one(office, collection, official(MH03=1790), reason="Đếm sót một thôn")
    stored = Return.objects.get(pk=revised.return_id)
    assert (stored.revision, stored.revision_reason, stored.state) == (2, "Đếm sót một thôn", State.DRAFT)


def test_after_the_end_a_file_is_kept_and_not_taken(collection: Collection, office: User) -> None:
    acts.close_collection(by=office, collection=collection)
    entry = one(office, collection, official())
    assert (entry.outcome, "đã kết thúc" in entry.reason, Return.objects.count()) == ("rejected", True, 0)


def test_nobody_sends_for_another_unit(collection: Collection, person: Person) -> None:
    entry = one(person(Role.COMMUNE_SECRETARY, "11239"), collection, official())
    assert (entry.outcome, Return.objects.count()) == ("rejected", 0)
    assert "không có quyền gửi báo cáo của Xã Thanh Tùng" in entry.reason


def test_a_full_disk_leaves_everything_as_it_was(
    collection: Collection, office: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one(office, collection, official())
    before, events = state(collection), Event.objects.count()
    # A folder that cannot take another file, as a full disk cannot: the path goes through what is a file.
    blocker = tmp_path / "full"
    blocker.write_bytes(b"")
    monkeypatch.setattr(settings, "RECEIVED", blocker)
    with pytest.raises(NotKept, match="hết chỗ"):
        one(office, collection, official(MH03=1790))
    assert (state(collection), Event.objects.count()) == (before, events)


def test_a_write_that_is_cut_off_leaves_no_half_file(settings_received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(NotKept):
        storage.keep(b"abc")
    assert [p for p in settings_received.rglob("*") if p.is_file()] == []


@pytest.fixture
def settings_received(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "RECEIVED", tmp_path)
    return tmp_path


def _three(collection: Collection, office: User) -> IntakeRun:
    owners = ["xã Thanh Tùng", "thị trấn Thanh Miện", "xã Phạm Kha"]
    files = [(f"{n}.xlsx", official(f"Hội Khuyến học {o}, huyện Thanh Miện")) for n, o in enumerate(owners)]
    return take_in(by=office, collection=collection, files=files)


def test_a_run_that_is_killed_has_no_half_return_and_goes_on(
    collection: Collection, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _three(collection, office)
    monkeypatch.setattr(receiving, "CHUNK", 1)

    def killed(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_run(run=run, progress=killed)
    assert Return.objects.count() == 1
    assert Cell.objects.filter(stated="value").count() == len(CLEAN)
    assert ReceivedFile.objects.filter(outcome=QUEUED).count() == 2
    entries = read_run(run=IntakeRun.objects.get(pk=run.pk))
    assert [e.outcome for e in entries] == ["read", "read"]
    assert sorted(Return.objects.values_list("unit__code", "revision")) == [("11239", 1), ("11242", 1), ("11245", 1)]
    stored = IntakeRun.objects.get(pk=run.pk)
    assert (stored.state, stored.done, stored.total) == (RunState.DONE, 3, 3)
    assert verify()[1] is None


@pytest.mark.parametrize("since", [-2, 100_000], ids=["a while ago", "while the clock ran ahead"])
def test_a_run_whose_worker_died_is_found_and_repeated(collection: Collection, office: User, since: int) -> None:
    run = _three(collection, office)
    assert requeue_lost_runs() == 0, "it has only just begun"
    moved = run.heartbeat + LOST_AFTER * since
    IntakeRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, heartbeat=moved)
    assert run_report(run.pk).is_quiet
    assert requeue_lost_runs() == 1
    assert IntakeRun.objects.get(pk=run.pk).state == RunState.DONE
    assert Return.objects.count() == 3


def test_storing_many_returns_grows_only_with_the_databases_batches(
    collection: Collection, office: User, django_assert_max_num_queries
) -> None:
    run = _three(collection, office)
    most = 60 if connection.vendor == "sqlite" else 40
    with django_assert_max_num_queries(most):
        read_run(run=run)
