"""Erasing a person: nothing is left that says who it was, and nothing that was counted is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.serializers import serialize

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.storage import keep, path_of
from khuyenhoc.catalogue.retention import kept_since, months_before
from khuyenhoc.recognition import models
from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision
from khuyenhoc.recognition.deciding.issuing import issue_decision
from khuyenhoc.recognition.deciding.queries import decision_of, members_of
from khuyenhoc.recognition.enums import DecisionKind, LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.correcting import Said, correct
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.models import Entry, ListFile, Standing
from khuyenhoc.recognition.moving import locked, stepped
from khuyenhoc.recognition.privacy.erasing import drop_lists, erase, erase_names
from khuyenhoc.recognition.privacy.retaining import erase_over, over
from khuyenhoc.recognition.privacy.telling import tell
from khuyenhoc.recognition.queries import Filters, counts, page_of
from khuyenhoc.recognition.scoring.evidence import forget
from khuyenhoc.recognition.scoring.models import Evidence
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.units.planning import keep_draft
from tests.merger import DAY, SHEET
from tests.recognition.deciding_people import proposed_families

FAMILY = LearningModel.FAMILY


@pytest.fixture
def told(families, keeper, commune):
    """The first family with a house, a photo and the list in which it came."""
    entry = families[0].entry
    correct(by=keeper, entry=entry.pk, year=2023, said=Said("Nguyễn Văn Hùng", entry.village_id, 1, house="xóm Chùa"))
    digest = keep(b"a photo")
    Evidence.objects.create(
        standing=families[0], indicator="1", digest=digest, kind="image/jpeg", size=7, name="anh Hùng", at=clock.now()
    )
    ListFile.objects.create(
        unit=commune, model=FAMILY, year=2023, name="ds.xlsx", sha256=keep(b"Hung's list"), sent_at=clock.now(),
        sent_by=keeper.username, report={"doubts": [{"text": "Nguyễn Văn Hùng"}], "faults": []},
    )  # fmt: skip
    return entry


@pytest.fixture
def handed(told, keeper) -> Entry:
    """The same on the list of a year in which a plan takes it away; it lived elsewhere before, and was to be refused."""
    Standing.objects.filter(entry=told).update(year=DAY.year)
    correct(by=keeper, entry=told.pk, year=DAY.year, said=Said("Nguyễn Văn Hùng", told.village_id, 1, house="ngõ 3"))
    models.Decision.objects.create(
        unit=told.unit, model=FAMILY, year=DAY.year, created_at=clock.now(),
        chosen={str(Standing.objects.get(entry=told).pk): "con bỏ học"},
    )  # fmt: skip
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=plan)
    return Entry.objects.get(pk=told.pk)


def kept() -> str:
    tables = [models.Entry, models.Standing, models.Step, models.Assessment, models.Decision, ListFile, Evidence, Event]
    return "".join(serialize("json", table.objects.all(), ensure_ascii=False) for table in tables)


def test_nothing_tells_who_it_was_and_everything_is_counted(told, keeper, commune, django_capture_on_commit_callbacks):
    before = counts(2023)
    said = dict(tell(by=keeper, entry=told.pk))
    assert (said["Tên"], said["Số nhà, xóm"], said["Năm 2023"]) == ("Nguyễn Văn Hùng", "xóm Chùa", "chưa đăng ký")
    assert said["Ảnh, tệp minh chứng (1)"] == "anh Hùng"
    with django_capture_on_commit_callbacks(execute=True):
        row = erase(by=keeper, entry=told.pk, reason="đơn ngày 3/12/2023")
    assert (row.name, row.search_name, bool(row.erased_at)) == ("(đã xóa tên)", "", True)
    assert ("Hùng" in kept(), "xóm Chùa" in kept()) == (False, False)
    assert counts(2023) == before
    assert not path_of(ListFile.objects.get().sha256).exists()
    assert page_of([commune.code, "11245"], FAMILY, 2023, Filters(words="hung")) == []
    assert Event.objects.get(act="erase_entry").after == {"reason": "đơn ngày 3/12/2023"}
    with pytest.raises(RecognitionRefused, match="đã được xóa rồi"):
        erase(by=keeper, entry=told.pk, reason="lại")
    with pytest.raises(RecognitionRefused, match="theo yêu cầu nên không sửa nữa"):
        correct(by=keeper, entry=told.pk, year=2023, said=Said("Ai đó"))


def test_why_somebody_was_refused_goes_from_decisions_and_steps_too(told, families, keeper, commune):
    rows = proposed_families(keeper, families)
    accept_own_points(by=keeper, standings=[s.pk for s in rows])
    chosen = {**dict.fromkeys((s.pk for s in rows), ""), families[0].pk: "Ông Hùng còn vi phạm"}
    made = draft_decision(by=keeper, kind=DecisionKind.RECOGNISE, chosen=chosen)
    describe_decision(by=keeper, decision=made.pk, paper=Paper("12/QĐ-HKH", dt.date(2023, 12, 10)))
    issue_decision(by=keeper, decision=made.pk)
    stepped(by="test", act="note", standings=locked([families[0].pk]), change=lambda s: None)
    assert "Hùng còn vi phạm" in kept()
    erase(by=keeper, entry=told.pk, reason="đơn ngày 3/12/2023")
    assert "vi phạm" not in kept()
    members = members_of(decision_of(made.pk))
    assert [(m.standing.entry.name, m.reason) for m in members if m.reason] == [("(đã xóa tên)", "(đã xóa)")]


def test_bytes_that_something_else_needs_stay_until_that_is_given_up(told, django_capture_on_commit_callbacks):
    sent, photo = ListFile.objects.get(), Evidence.objects.get()
    elsewhere, scanned = (
        ListFile.objects.create(
            unit=sent.unit, model=FAMILY, year=2023, name="ds.xlsx", sha256=digest, sent_at=sent.sent_at, sent_by="x"
        )
        for digest in (sent.sha256, photo.digest)
    )
    for give_up, digest, is_there in (
        (lambda: drop_lists([sent]), sent.sha256, True),
        (lambda: drop_lists([elsewhere]), sent.sha256, False),
        (lambda: forget([photo]), photo.digest, True),
        (lambda: drop_lists([scanned]), photo.digest, False),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            give_up()
        assert path_of(digest).exists() is is_there


def test_who_may_and_why(told, keeper, person):
    with pytest.raises(RecognitionRefused, match="Ghi căn cứ"):
        erase(by=keeper, entry=told.pk, reason=" ")
    neighbour = person(Role.COMMUNE_SECRETARY, "11245")
    for ask in (lambda: erase(by=neighbour, entry=told.pk, reason="x"), lambda: tell(by=neighbour, entry=told.pk)):
        with pytest.raises(NotAllowed):
            ask()


def test_what_has_been_kept_for_long_enough(families, keeper, commune):
    leave(by=keeper, standings=[families[1].pk], how=Status.MOVED_AWAY, on=dt.date(2023, 3, 1))
    assert over(dt.date(2028, 3, 1)).number == 0
    assert over(dt.date(2028, 3, 2)).entries == {commune.code: [families[1].entry_id]}
    assert erase_over(by="test", on=dt.date(2028, 3, 2)).number == 1
    assert Entry.objects.filter(erased_at__isnull=False).count() == 1
    assert over(dt.date(2028, 3, 2)).number == 0
    assert Event.objects.get(act="erase_over").after == {"entries": 1, "on": "2028-03-02"}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (dt.date(2028, 3, 1), 60, dt.date(2023, 3, 1)),
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
        (dt.date(2023, 12, 31), 1, dt.date(2023, 11, 30)),
        (dt.date(2023, 1, 15), 1, dt.date(2022, 12, 15)),
    ],
)
def test_months_before(day, months, before):
    assert months_before(day, months) == before


def test_before_the_rules_nothing_is_over():
    assert kept_since("names", dt.date(2019, 12, 31)) is None
    assert kept_since("names", dt.date(2020, 1, 1)) == dt.date(2015, 1, 1)


def test_what_the_unit_before_remembers_of_somebody_goes_too(handed, django_capture_on_commit_callbacks):
    assert [said for said in ("xóm Chùa", "con bỏ học") if said not in kept()] == []
    with django_capture_on_commit_callbacks(execute=True):
        erase_names(by="test", entries=[handed.pk])
    assert [said for said in ("xóm Chùa", "ngõ 3", "con bỏ học") if said in kept()] == []
