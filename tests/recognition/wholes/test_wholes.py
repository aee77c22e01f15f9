"""Communes as communities: all put on their district's list by one act, voted on, decided on, and in no number of a village."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.documents.certified import printed
from khuyenhoc.portal.recognised import noun_of
from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.tokens import read
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision
from khuyenhoc.recognition.deciding.issuing import issue_decision
from khuyenhoc.recognition.deciding.public import announced
from khuyenhoc.recognition.deciding.sorting import sorted_out
from khuyenhoc.recognition.deciding.waiting import waiting_of
from khuyenhoc.recognition.doubles.acts import merge
from khuyenhoc.recognition.doubles.queries import pairs_of
from khuyenhoc.recognition.enums import Cause, DecisionKind, LearningModel, NameShown, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.correcting import Said, correct, show_name
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import NewEntry, add_villages, carry_over, enlist, keep_register
from khuyenhoc.recognition.meetings.acts import Held, hold_meeting
from khuyenhoc.recognition.meetings.queries import meetings_of, to_vote_on
from khuyenhoc.recognition.meetings.rules import Ballot
from khuyenhoc.recognition.models import Decision, Entry, Standing, Step
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.overview import by_village, carried_over, steps_of
from khuyenhoc.recognition.privacy.erasing import erase
from khuyenhoc.recognition.queries import Filters, counts, figures_on, page_of
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.recognition.wholes.acts import open_own_link, put_units_on_list, register_itself
from khuyenhoc.recognition.wholes.queries import own_standing, whole_counts, whole_years, wholes_of
from khuyenhoc.recognition.wholes.saying import cause_label, kinds_said, stage_label, status_label, titled
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map
from tests.recognition.wholes.conftest import DISTRICT, SCOPE

COMMUNITY = LearningModel.COMMUNITY
LAST = dt.date(2023, 12, 31)
HELD = Held(dt.date(2023, 11, 12), 15, "Vũ Văn Chủ", "Lê Thị Ghi")


def test_what_they_are_called():
    assert titled(COMMUNITY) == "cộng đồng học tập"
    assert titled(COMMUNITY, SCOPE) == "cộng đồng học tập cấp xã"
    assert status_label(Status.PROPOSED) == "thôn đề nghị"
    assert status_label(Status.PROPOSED, SCOPE) == "được đề nghị"
    assert cause_label(Cause.NO_VOTE, SCOPE) == "hội nghị chưa họp đề nghị"
    assert stage_label("vote", SCOPE) == "Họp bình xét"
    assert kinds_said((), "district") == "huyện, quận, thị xã, thành phố"


def test_each_unit_keeps_the_list_of_those_right_below_it(collection):
    map_ = unit_map(LAST)
    ((scope, communes),) = [(one.scope, one.units) for one in wholes_of(map_, DISTRICT)]
    assert (scope, {u.code for u in communes}) == (SCOPE, set(map_.children[DISTRICT]))
    assert kinds_said(communes, SCOPE) == "xã, thị trấn"
    top = wholes_of(map_, "30")
    assert [(one.scope, len(one.units)) for one in top] == [
        ("district", len(map_.children["30"])), ("province", 1),
    ]  # fmt: skip
    assert top[1].units[0].code == "30", "nothing stands above it here"
    assert wholes_of(map_, "11242") == []
    assert wholes_of(map_, "none") == []


def test_all_are_put_on_the_list_at_once_and_taken_back(district, of_district):
    there = set(unit_map(LAST).children[DISTRICT])
    with CaptureQueriesContext(connection) as asked:
        step = put_units_on_list(by=of_district, unit=district, year=2023, scope=SCOPE)
    assert len(asked) <= (27 if connection.vendor == "sqlite" else 23)
    rows = Standing.objects.filter(step=step).select_related("entry__about")
    assert {s.entry.about.code for s in rows} == there
    assert {s.entry.name for s in rows} >= {"Xã Thanh Tùng", "Thị trấn Thanh Miện"}
    assert {(s.status, s.entry.scope, s.unit_id) for s in rows} == {(Status.LISTED, SCOPE, district.pk)}
    assert (step.number, step.scope, steps_of(DISTRICT, COMMUNITY, 2023, SCOPE)) == (len(there), SCOPE, [step])
    assert steps_of(DISTRICT, COMMUNITY, 2023) == [], "the villages' list is another one"
    event = Event.objects.order_by("sequence").last()
    assert (event.act, event.after["entries"]) == ("put_units_on_list", len(there))
    with pytest.raises(RecognitionRefused, match="đã có đủ"):
        put_units_on_list(by=of_district, unit=district, year=2023, scope=SCOPE)
    take_back(by=of_district, step=step.pk)
    assert not Entry.objects.exists()


def test_only_those_that_are_missing_are_put_there(district, of_district, communes):
    gone = communes[0]
    leave(by=of_district, standings=[gone.pk], how=Status.ENDED, on=dt.date(2023, 5, 1))
    step = put_units_on_list(by=of_district, unit=district, year=2023, scope=SCOPE)
    (again,) = Standing.objects.filter(step=step)
    assert (again.entry.about, again.entry_id == gone.entry_id) == (gone.entry.about, False)
    with pytest.raises(RecognitionRefused, match="đưa vào danh sách lại từ đầu"):
        take_back(by=of_district, step=Step.objects.get(act="end_entry").pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=gone.entry_id).update(ended_on=None)


@pytest.mark.parametrize("changed", [{"scope": SCOPE}, {"scope": "", "about": True}])
def test_what_is_scoped_is_about_a_unit(district, of_district, changed):
    about = district.pk if "about" in changed else None
    new = NewEntry("Xã Mới", scope=changed["scope"], about=about)
    with pytest.raises(IntegrityError, match="scoped_are_about"), transaction.atomic():
        enlist(by=of_district, unit=district, model=COMMUNITY, year=2023, entries=[new])


def test_nobody_from_below_or_beside_puts_them_there(district, person):
    for role, unit in ((Role.COMMUNE_SECRETARY, "11242"), (Role.DISTRICT_OFFICER, "288")):
        with pytest.raises(NotAllowed):
            put_units_on_list(by=person(role, unit), unit=district, year=2023, scope=SCOPE)


def test_no_list_of_a_level_that_is_not_right_below(district, of_district, office):
    with pytest.raises(RecognitionRefused, match="không có đơn vị nào"):
        put_units_on_list(by=of_district, unit=district, year=2023, scope="district")
    with pytest.raises(RecognitionRefused, match="không có đơn vị nào"):
        put_units_on_list(by=office, unit=Unit.objects.get(code="30"), year=2023, scope=SCOPE)


def test_they_are_in_no_number_of_villages(district, of_district, communes, commune, office):
    (village,) = add_villages(by=office, unit=commune, names=[("thôn", "Đông")], valid_from=dt.date(2020, 1, 1))
    for unit in (commune, district):
        keep_register(by=office, unit=unit, model=COMMUNITY, kept_from=dt.date(2023, 1, 1))
    enlist(by=office, unit=commune, model=COMMUNITY, year=2023, entries=[NewEntry("Thôn Đông", village.pk)])
    register(by=of_district, standings=[s.pk for s in communes], on=dt.date(2023, 3, 1))
    assert counts(2023) == {commune.code: {COMMUNITY: Count(1)}}
    assert {code: by[COMMUNITY].count for code, by in figures_on(2023, LAST).items()} == {commune.code: Count(1)}
    assert by_village(DISTRICT, COMMUNITY, 2023) == {}
    assert page_of([DISTRICT], COMMUNITY, 2023, Filters()) == []
    assert carried_over(DISTRICT, COMMUNITY, 2024).last is None
    with pytest.raises(RecognitionRefused, match="chưa có danh sách nào"):
        carry_over(by=of_district, unit=district, model=COMMUNITY, year=2024)
    assert whole_counts([DISTRICT, commune.code], 2023) == {DISTRICT: {SCOPE: Count(len(communes), len(communes))}}
    assert whole_years(DISTRICT, SCOPE) == [2023]
    found = [(k.unit, k.model, k.year, k.scope, one.registered) for k, one in waiting_of([DISTRICT], [2023]).items()]
    assert found == [(DISTRICT, COMMUNITY, 2023, SCOPE, len(communes))]
    assert differing() == []


def test_a_name_is_found_and_is_the_units(district, of_district, communes):
    found = page_of([DISTRICT], COMMUNITY, 2023, Filters(words="thanh tung", scope=SCOPE))
    assert [s.entry.name for s in found] == ["Xã Thanh Tùng"]
    entry = found[0].entry_id
    with pytest.raises(RecognitionRefused, match="lấy theo danh mục đơn vị"):
        correct(by=of_district, entry=entry, year=2023, said=Said("Xã Khác"))
    with pytest.raises(RecognitionRefused, match="lấy theo danh mục đơn vị"):
        show_name(by=of_district, entry=entry, year=2023, how=NameShown.FULL)
    with pytest.raises(RecognitionRefused, match="không phải tên người"):
        erase(by=of_district, entry=entry, reason="đề nghị")


def test_the_meeting_of_units_and_those_of_villages_do_not_mix(district, of_district, communes):
    first, second = communes[:2]
    register(by=of_district, standings=[first.pk, second.pk], on=dt.date(2023, 3, 1))
    assert to_vote_on(district.pk, None, COMMUNITY, 2023) == []
    assert to_vote_on(district.pk, None, COMMUNITY, 2023, SCOPE) == [first, second]
    ballots = {first.pk: Ballot(15), second.pk: Ballot(3, 12)}
    given = {"by": of_district, "unit": district, "village": None, "model": COMMUNITY, "year": 2023, "held": HELD}
    with pytest.raises(RecognitionRefused, match="Danh sách của thôn đã thay đổi"):
        hold_meeting(**given, ballots=ballots)
    meeting = hold_meeting(**given, ballots=ballots, scope=SCOPE)
    assert (meeting.scope, meeting.step.scope) == (SCOPE, SCOPE)
    assert meetings_of(district.pk, COMMUNITY, 2023) == []
    assert [m.pk for m in meetings_of(district.pk, COMMUNITY, 2023, SCOPE)] == [meeting.pk]
    second.refresh_from_db()
    assert second.reason == "Hội nghị ngày 12/11/2023: 3/15 người dự họp tán thành, cần 8."
    with pytest.raises(RecognitionRefused, match="“Thị trấn Thanh Miện” được đề nghị nên không biểu quyết được nữa"):
        hold_meeting(**given, ballots={first.pk: Ballot(1)}, scope=SCOPE)
    take_back(by=of_district, step=meeting.step_id)
    assert to_vote_on(district.pk, None, COMMUNITY, 2023, SCOPE) == [first, second]


@pytest.fixture
def proposed(district, of_district, communes):
    """Three communes that registered, were voted on and whose papers are in order."""
    rows = [s.pk for s in communes[:3]]
    register(by=of_district, standings=rows, on=dt.date(2023, 3, 1))
    hold_meeting(
        by=of_district, unit=district, village=None, model=COMMUNITY, year=2023, held=HELD, scope=SCOPE,
        ballots={pk: Ballot(15) for pk in rows},
    )  # fmt: skip
    accept_own_points(by=of_district, standings=rows)
    return list(Standing.objects.filter(pk__in=rows).select_related("entry__about", "unit").order_by("pk"))


def test_many_in_one_decision_by_criteria_that_have_no_points_yet(district, of_district, proposed):
    assert [s.pk for s in sorted_out(DISTRICT, COMMUNITY, 2023, LAST, SCOPE).ready] == [s.pk for s in proposed]
    assert sorted_out(DISTRICT, COMMUNITY, 2023, LAST).ready == ()
    chosen = {proposed[0].pk: "", proposed[1].pk: "", proposed[2].pk: "Chưa đủ hồ sơ"}
    made = draft_decision(by=of_district, kind=DecisionKind.RECOGNISE, chosen=chosen)
    describe_decision(by=of_district, decision=made.pk, paper=Paper("5/QĐ-HKH", dt.date(2023, 12, 20)))
    issue_decision(by=of_district, decision=made.pk)
    rows = Standing.objects.filter(pk__in=chosen).order_by("pk")
    assert [s.status for s in rows] == [Status.RECOGNISED, Status.RECOGNISED, Status.REFUSED]
    assert whole_counts([DISTRICT], 2023)[DISTRICT][SCOPE].recognised == 2
    assert counts(2023) == {}
    Decision.objects.filter(pk=made.pk).update(announced_at=dt.datetime(2023, 12, 21, tzinfo=dt.UTC))
    (told,) = announced(DISTRICT, 2023)
    assert (told.titled, told.number, told.named[0]) == ("cộng đồng học tập cấp xã", 2, ("Thị trấn Thanh Miện", ""))
    assert noun_of(told) == "đơn vị cấp xã", "as the article has it"
    away = draft_decision(by=of_district, kind=DecisionKind.WITHDRAW, chosen={proposed[0].pk: "Không còn đủ điều kiện"})
    describe_decision(by=of_district, decision=away.pk, paper=Paper("6/QĐ-HKH", dt.date(2023, 12, 29)))
    issue_decision(by=of_district, decision=away.pk)
    assert [s.status for s in rows.all()] == [Status.WITHDRAWN, Status.RECOGNISED, Status.REFUSED]


def test_two_units_are_never_one(of_district, communes):
    with pytest.raises(RecognitionRefused, match="Hai đơn vị là hai mục khác nhau"):
        merge(by=of_district, kept=communes[0].pk, double=communes[1].pk)
    Entry.objects.filter(pk=communes[1].entry_id).update(name=communes[0].entry.name)
    assert pairs_of(DISTRICT, COMMUNITY, 2023) == []


def test_what_is_of_two_lists_is_not_of_one_decision(district, of_district, office, proposed):
    step = put_units_on_list(by=office, unit=Unit.objects.get(code="30"), year=2023, scope="province")
    (own,) = Standing.objects.filter(step=step)
    with pytest.raises(RecognitionRefused, match="Danh sách vừa thay đổi"):
        draft_decision(by=office, kind=DecisionKind.RECOGNISE, chosen={own.pk: "", proposed[0].pk: ""})


def test_a_root_notes_the_decision_of_somebody_above(office):
    province = Unit.objects.get(code="30")
    step = put_units_on_list(by=office, unit=province, year=2023, scope="province")
    (own,) = Standing.objects.filter(step=step)
    assert own.entry.about == province
    register(by=office, standings=[own.pk], on=dt.date(2023, 3, 1))
    hold_meeting(
        by=office, unit=province, village=None, model=COMMUNITY, year=2023, held=HELD, scope="province",
        ballots={own.pk: Ballot(15)},
    )  # fmt: skip
    accept_own_points(by=office, standings=[own.pk])
    made = draft_decision(by=office, kind=DecisionKind.RECOGNISE, chosen={own.pk: ""})
    paper = Paper("99/QĐ-BGDĐT", dt.date(2023, 12, 20))
    describe_decision(by=office, decision=made.pk, paper=paper)
    with pytest.raises(RecognitionRefused, match="không tự công nhận mình"):
        issue_decision(by=office, decision=made.pk)
    whose = Paper("99/QĐ-BGDĐT", dt.date(2023, 12, 20), body="Bộ Giáo dục và Đào tạo")
    describe_decision(by=office, decision=made.pk, paper=whose)
    issue_decision(by=office, decision=made.pk)
    own.refresh_from_db()
    assert own.status == Status.RECOGNISED
    (certificate,) = issue_certificates(by=office, unit=province, model=COMMUNITY, year=2023)
    said = read(certificate.jws).said
    assert (certificate.name, said.name, said.unit) == ("Tỉnh Hải Dương", "", "tỉnh Hải Dương")
    (paper,) = printed([certificate], unit_map(LAST), made_at=clock.now(), address="https://hoi.vn").papers
    assert (paper.name, paper.unit, paper.body) == ("Tỉnh Hải Dương", "", "Bộ Giáo dục và Đào tạo")
    assert paper.honour == "CỘNG ĐỒNG HỌC TẬP CẤP TỈNH"


def test_a_commune_registers_itself_and_opens_its_own_page(communes, person):
    row = next(s for s in communes if s.entry.about.code == "11242")
    own, other = person(Role.COMMUNE_SECRETARY, "11242"), person(Role.COMMUNE_SECRETARY, "11245")
    assert own_standing("11242", 2023) == row
    assert own_standing("11242", 2022) is None
    for act in (register_itself, open_own_link):
        with pytest.raises(NotAllowed):
            act(by=other, standing=row.pk)
    with pytest.raises(RecognitionRefused, match="Đăng ký trước"):
        open_own_link(by=own, standing=row.pk)
    assert register_itself(by=own, standing=row.pk).number == 1
    with pytest.raises(RecognitionRefused, match="đã đăng ký rồi"):
        register_itself(by=own, standing=row.pk)
    link = open_own_link(by=own, standing=row.pk)
    assert open_own_link(by=own, standing=row.pk) == link, "whoever has it goes on with it"


def test_no_link_of_a_standing_that_is_no_units(families, keeper):
    with pytest.raises(Standing.DoesNotExist):
        open_own_link(by=keeper, standing=families[0].pk)
