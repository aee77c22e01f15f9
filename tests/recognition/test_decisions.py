from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.appraising import accept_own_points, appraise
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision, drop_decision
from khuyenhoc.recognition.deciding.issuing import add_scan, issue_decision
from khuyenhoc.recognition.deciding.queries import decision_of, decisions_of, members_of, recognised_by
from khuyenhoc.recognition.deciding.sorting import sorted_out
from khuyenhoc.recognition.doubles.models import Apart
from khuyenhoc.recognition.enums import Cause, DecisionKind, LearningModel, Status, Verdict
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.models import Invitation, SelfRegistration
from khuyenhoc.recognition.listing import carry_over
from khuyenhoc.recognition.models import Decision, Entry, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.points import Points
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from tests.recognition.deciding_people import SEVEN, citizens, families_of, moved, proposed_families

FAMILY = LearningModel.FAMILY
RECOGNISE, WITHDRAW = DecisionKind.RECOGNISE, DecisionKind.WITHDRAW
DAY = dt.date(2023, 12, 10)
PAPER = Paper("12/QĐ-HKH", DAY, body="Hội Khuyến học xã Thanh Tùng", signer="Nguyễn Thị Mẫu", signer_title="CHỦ TỊCH")
TODAY = dt.date(2023, 12, 15)


@pytest.fixture
def ready(keeper, families):
    """Five families whose papers are in order."""
    rows = proposed_families(keeper, families)
    accept_own_points(by=keeper, standings=[s.pk for s in rows])
    return families_of(rows)


def drafted(by, rows, kind=RECOGNISE, paper=PAPER, **reasons):
    made = draft_decision(by=by, kind=kind, chosen={s.pk: reasons.get(str(s.pk), "") for s in rows})
    return describe_decision(by=by, decision=made.pk, paper=paper)


def state(rows):
    return [(s.status, s.decision_id, s.reason) for s in families_of(rows)]


def test_a_decision_recognises_and_refuses_in_one_go(keeper, commune, ready):
    draft = draft_decision(
        by=keeper, kind=RECOGNISE, chosen={**{s.pk: "" for s in ready[:4]}, ready[4].pk: " Đã chuyển đi giữa năm "}
    )
    describe_decision(by=keeper, decision=draft.pk, paper=PAPER)
    assert counts(2023)[commune.code][FAMILY] == Count(5, 5, 0)
    made = issue_decision(by=keeper, decision=draft.pk)
    assert state(ready) == [(Status.RECOGNISED, made.pk, "")] * 4 + [(Status.REFUSED, None, "Đã chuyển đi giữa năm")]
    assert counts(2023)[commune.code][FAMILY] == Count(5, 5, 4)
    assert differing() == []
    assert [m.standing.entry.name for m in members_of(made) if not m.reason] == [s.entry.name for s in ready[:4]]
    assert recognised_by(made) == ready[:4]
    assert decisions_of(commune.code, FAMILY, 2023) == [made]
    assert [(e.act, e.after["decision"]) for e in Event.objects.order_by("-sequence")[:2]] == [
        ("refuse", made.pk), ("recognise", made.pk),
    ]  # fmt: skip


def test_who_is_held_back_and_why(keeper, commune, villages, families):
    moved(keeper, families, Status.REGISTERED)
    moved(keeper, families[1:], Status.PROPOSED)
    accept_own_points(by=keeper, standings=[s.pk for s in families[2:]])
    found = sorted_out(commune.code, FAMILY, 2023, TODAY)
    assert [s.entry.name for s in found.ready] == [s.entry.name for s in families[2:]]
    assert [(h.standing.entry.name, h.cause) for h in found.held] == [
        ("Nguyễn Văn Hùng", Cause.NO_VOTE), ("Trần Thị Nguyệt", Cause.NO_APPRAISAL)
    ]  # fmt: skip
    Entry.objects.filter(pk__in=[families[3].entry_id, families[4].entry_id]).update(name="Lê Thị Thoả", house="Xóm 3")
    held = sorted_out(commune.code, FAMILY, 2023, TODAY).by_cause
    assert [h.standing.pk for h in held[Cause.DOUBLE]] == [families[3].pk, families[4].pk]
    first, second = sorted((families[3].entry_id, families[4].entry_id))
    Apart.objects.create(first_id=first, second_id=second, at=clock.now(), by="test")
    assert len(sorted_out(commune.code, FAMILY, 2023, TODAY).ready) == 3
    poster = Invitation.objects.create(
        unit=commune, model=FAMILY, year=2023, expires_on=TODAY, created_at=clock.now(), created_by="test",
    )  # fmt: skip
    added = SelfRegistration.objects.create(standing=families[3], invitation=poster, is_new=True, at=clock.now())
    held = sorted_out(commune.code, FAMILY, 2023, TODAY).by_cause
    assert [h.standing.pk for h in held[Cause.UNCHECKED]] == [families[3].pk]
    SelfRegistration.objects.filter(pk=added.pk).update(checked_at=clock.now(), checked_by="test")
    assert len(sorted_out(commune.code, FAMILY, 2023, TODAY).ready) == 3


def test_points_and_sets_hold_back(keeper, commune, villages):
    rows = citizens(keeper, commune, villages[0].pk)
    accept_own_points(by=keeper, standings=[rows[0].pk])
    appraise(by=keeper, standing=rows[1].pk, points=Points(SEVEN, note="Thiếu minh chứng"))
    found = sorted_out(commune.code, LearningModel.CITIZEN, 2023, TODAY)
    assert [s.pk for s in found.ready] == [rows[0].pk]
    below = found.by_cause[Cause.BELOW]
    assert [(h.standing.pk, h.detail) for h in below] == [(rows[1].pk, ("Thiếu 10 điểm: được 70, cần 80.",))]
    CriteriaSet.objects.filter(code="CDHT-2022").update(valid_to=dt.date(2023, 12, 1))
    found = sorted_out(commune.code, LearningModel.CITIZEN, 2023, TODAY)
    assert [h.standing.pk for h in found.by_cause[Cause.NOT_IN_FORCE]] == [rows[0].pk, rows[1].pk]
    CriteriaSet.objects.filter(code="CDHT-2022").update(valid_to=None)
    Standing.objects.filter(pk=rows[0].pk).update(verdict="")
    found = sorted_out(commune.code, LearningModel.CITIZEN, 2023, TODAY)
    assert (found.ready, [h.standing.pk for h in found.by_cause[Cause.GAP]]) == ((), [rows[0].pk])


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (Paper(), "Chưa có số hoặc ngày"),
        (Paper("12/QĐ-HKH"), "Chưa có số hoặc ngày"),
        (Paper(decided_on=DAY), "Chưa có số hoặc ngày"),
        (Paper("12/QĐ-HKH", dt.date(2123, 12, 16)), "16/12/2123 còn ở phía trước"),
    ],
)
def test_without_number_and_day_nothing_is_decided(keeper, ready, paper, sentence):
    draft = drafted(keeper, ready, paper=paper)
    with pytest.raises(RecognitionRefused, match=sentence):
        issue_decision(by=keeper, decision=draft.pk)
    assert {s for s, *_rest in state(ready)} == {Status.PROPOSED}


def test_a_number_is_given_once(keeper, ready):
    issue_decision(by=keeper, decision=drafted(keeper, ready[:1]).pk)
    with pytest.raises(RecognitionRefused, match="Đã có quyết định số 12/QĐ-HKH ngày 10/12/2023"):
        issue_decision(by=keeper, decision=drafted(keeper, ready[1:]).pk)


def test_issued_is_issued(keeper, ready):
    made = issue_decision(by=keeper, decision=drafted(keeper, ready).pk)
    for again in (
        lambda: issue_decision(by=keeper, decision=made.pk),
        lambda: describe_decision(by=keeper, decision=made.pk, paper=Paper()),
        lambda: drop_decision(by=keeper, decision=made.pk),
    ):
        with pytest.raises(RecognitionRefused, match="số 12/QĐ-HKH ngày 10/12/2023 đã được ban hành rồi"):
            again()
    with pytest.raises(RecognitionRefused, match="đã ban hành thì không hoàn tác"):
        take_back(by=keeper, step=families_of(ready)[0].step_id)
    assert add_scan(by=keeper, decision=made.pk, scan="0" * 64, name="qd.pdf").scan_name == "qd.pdf"


def test_two_drafts_about_one_family(keeper, ready):
    first, second = drafted(keeper, ready[:3]), drafted(keeper, ready[2:], paper=Paper("13/QĐ-HKH", DAY))
    issue_decision(by=keeper, decision=first.pk)
    with pytest.raises(RecognitionRefused, match="1 mục nay không đưa vào quyết định được, ví dụ “Phạm Đức Ước”: được"):
        issue_decision(by=keeper, decision=second.pk)
    assert [s for s, *_rest in state(ready)] == [Status.RECOGNISED] * 3 + [Status.PROPOSED] * 2
    drop_decision(by=keeper, decision=second.pk)
    assert Decision.objects.count() == 1
    with pytest.raises(RecognitionRefused, match="Dự thảo này đã được bỏ"):
        drop_decision(by=keeper, decision=second.pk)


def test_what_changed_since_the_draft_stops_all_of_it(keeper, ready):
    draft = drafted(keeper, ready)
    Standing.objects.filter(pk=ready[1].pk).update(verdict=Verdict.FAILED)
    with pytest.raises(RecognitionRefused, match="“Trần Thị Nguyệt”: điểm chưa đạt"):
        issue_decision(by=keeper, decision=draft.pk)
    Entry.objects.filter(pk=ready[1].entry_id).update(number=0)
    Standing.objects.filter(pk=ready[1].pk).delete()
    with pytest.raises(RecognitionRefused, match="Có 1 mục không còn trong danh sách"):
        issue_decision(by=keeper, decision=draft.pk)
    assert {s for s, *_rest in state(ready)} == {Status.PROPOSED}


def test_a_draft_is_about_somebody_and_by_somebody_with_the_right(keeper, families, ready, person):
    with pytest.raises(RecognitionRefused, match="Chưa chọn mục nào"):
        draft_decision(by=keeper, kind=RECOGNISE, chosen={})
    with pytest.raises(RecognitionRefused, match="quá dài"):
        draft_decision(by=keeper, kind=RECOGNISE, chosen={ready[0].pk: "x" * 301})
    with pytest.raises(NotAllowed):
        draft_decision(by=person(Role.DISTRICT_OFFICER, "300"), kind=RECOGNISE, chosen={ready[0].pk: ""})


def test_withdrawn_with_a_reason_in_the_year_and_those_after_it(keeper, commune, ready):
    CriteriaSet.objects.filter(code="GDHT-2022").update(spec=_with_years("GDHT-2022", 3))
    made = issue_decision(by=keeper, decision=drafted(keeper, ready).pk)
    issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023, decision=made)
    assert {s.valid_until for s in families_of(ready)} == {dt.date(2026, 12, 9)}
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)
    one = families_of(ready)[0]
    with pytest.raises(RecognitionRefused, match="Ghi lý do rút công nhận của “Nguyễn Văn Hùng”"):
        draft_decision(by=keeper, kind=WITHDRAW, chosen={one.pk: " "})
    draft = drafted(keeper, [one], WITHDRAW, Paper("14/QĐ-HKH", DAY), **{str(one.pk): "Vi phạm pháp luật"})
    ending = issue_decision(by=keeper, decision=draft.pk)
    rows = Standing.objects.filter(entry=one.entry_id).order_by("year")
    assert [(s.year, s.status, s.decision_id, s.withdrawal_id, s.reason) for s in rows] == [
        (year, Status.WITHDRAWN, made.pk, ending.pk, "Vi phạm pháp luật") for year in (2023, 2024)
    ]  # fmt: skip
    assert (counts(2023)[commune.code][FAMILY], counts(2024)[commune.code][FAMILY]) == (Count(5, 5, 4), Count(5, 5, 4))
    assert differing() == []
    revoked = Certificate.objects.exclude(revoked_at=None)
    assert [(c.name, c.revoked_reason) for c in revoked] == [
        ("Nguyễn Văn Hùng", "Rút công nhận theo Quyết định số 14/QĐ-HKH.")
    ]  # fmt: skip
    with pytest.raises(RecognitionRefused, match="“Nguyễn Văn Hùng”: bị rút công nhận"):
        draft_decision(by=keeper, kind=WITHDRAW, chosen={one.pk: "Lần nữa"})


def _with_years(code, years):
    spec = CriteriaSet.objects.get(code=code).spec
    return {**spec, "valid_years": {**spec["valid_years"], "value": years}}


def test_statements_do_not_grow_with_the_entries(keeper, ready):
    def asked(rows, number):
        draft = drafted(keeper, rows, paper=Paper(number, DAY))
        with CaptureQueriesContext(connection) as queries:
            issue_decision(by=keeper, decision=draft.pk)
        return len(queries)

    assert asked(ready[:1], "1") == asked(ready[1:], "2")


def test_what_reading_costs(keeper, commune, ready, django_assert_num_queries):
    draft = drafted(keeper, ready)
    with django_assert_num_queries(2):
        sorted_out(commune.code, FAMILY, 2023, clock.today())
    with django_assert_num_queries(2):
        members_of(decision_of(draft.pk))
