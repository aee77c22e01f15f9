from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.calling import key_of
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.listing import NewEntry, add_villages, carry_over, enlist, keep_register
from khuyenhoc.recognition.models import Decision, Entry, Register, Standing, Village
from khuyenhoc.recognition.moving import locked, move, take_back
from khuyenhoc.recognition.queries import Filters, counts, figures_on, kept_on, page_of
from khuyenhoc.recognition.rules import Count
from khuyenhoc.recognition.tallies import differing
from khuyenhoc.recognition.words import worded
from khuyenhoc.vietnamese.text import fold

FAMILY = LearningModel.FAMILY


def registered(standings, by="test"):
    with transaction.atomic():
        rows = locked(s.pk for s in standings)
        return move(by=by, act="register", standings=rows, to=Status.REGISTERED, change=_on)


def _on(standing):
    standing.registered_on = dt.date(2023, 3, 1)


def test_register_is_begun_once(keeper, commune):
    first = keep_register(by=keeper, unit=commune, model=FAMILY, kept_from=dt.date(2023, 1, 1))
    assert keep_register(by=keeper, unit=commune, model=FAMILY, kept_from=dt.date(2024, 1, 1)) == first
    assert Register.objects.get().kept_from == dt.date(2023, 1, 1)
    assert kept_on(dt.date(2023, 6, 30)) == {commune.code: {"family"}}
    assert kept_on(dt.date(2022, 6, 30)) == {}


def test_villages_of_one_name_are_one(keeper, commune, villages):
    again = add_villages(
        by=keeper, unit=commune, names=[("thôn", "Đông"), ("khu", "Ba")], valid_from=dt.date(2020, 1, 1)
    )
    assert [v.full_name for v in again] == ["khu Ba"]
    assert [v.position for v in Village.objects.filter(unit=commune)] == [1, 2, 3]


def test_list_is_kept_whole_and_counted(families, commune):
    assert families[0].entry.name == "Nguyễn Văn Hùng"
    assert counts(2023) == {commune.code: {FAMILY: Count(5, 0, 0)}}
    registered(families[:3])
    assert counts(2023, [commune.code]) == {commune.code: {FAMILY: Count(5, 3, 0)}}
    assert differing() == []
    event = Event.objects.order_by("sequence").last()
    assert (event.act, event.subject_id, event.after["entries"]) == ("register", f"{commune.code}-family", 3)


def test_nobody_keeps_another_units_register(person, commune):
    with pytest.raises(NotAllowed):
        enlist(
            by=person(Role.COMMUNE_SECRETARY, "11245"), unit=commune, model=FAMILY, year=2023, entries=[NewEntry("A")]
        )


def test_empty_list_is_refused(keeper, commune):
    with pytest.raises(RecognitionRefused, match="chưa có mục nào"):
        enlist(by=keeper, unit=commune, model=FAMILY, year=2023, entries=[])


def test_a_standing_does_not_jump(families):
    with pytest.raises(RecognitionRefused, match="“Nguyễn Văn Hùng” chưa đăng ký"), transaction.atomic():
        move(by="test", act="recognise", standings=locked([families[0].pk]), to=Status.RECOGNISED)


def test_a_step_is_taken_back_until_something_follows(families, keeper, commune):
    first = registered(families[:2], keeper.username)
    second = registered(families[2:3], keeper.username)
    with transaction.atomic():
        away = move(by=keeper.username, act="leave", standings=locked([families[2].pk]), to=Status.MOVED_AWAY)
    with pytest.raises(RecognitionRefused, match="1 mục đã được xử lý tiếp, ví dụ “Phạm Đức Ước”"):
        take_back(by=keeper, step=second.pk)
    take_back(by=keeper, step=away.pk)
    take_back(by=keeper, step=second.pk)
    assert counts(2023)[commune.code][FAMILY] == Count(5, 2, 0)
    with pytest.raises(RecognitionRefused, match="đã được hoàn tác rồi"):
        take_back(by=keeper, step=second.pk)
    take_back(by=keeper, step=first.pk)
    assert {(s.status, s.registered_on) for s in Standing.objects.all()} == {(Status.LISTED, None)}
    assert differing() == []


def test_a_list_that_is_taken_back_leaves_nothing(families, keeper):
    take_back(by=keeper, step=families[0].step_id)
    assert not Entry.objects.exists()
    assert counts(2023) == {}


def decision_of(unit):
    day = dt.date(2023, 12, 1)
    given = {"number": "12/QĐ-HKH", "decided_on": day, "created_at": clock.now()}
    return Decision.objects.create(unit=unit, model=FAMILY, year=2023, **given)


def test_next_year_begins_with_last_years_list(families, keeper, commune):
    decision = decision_of(commune)
    Standing.objects.filter(pk__in=[families[0].pk, families[1].pk]).update(
        status=Status.RECOGNISED, decision=decision, valid_until=dt.date(2025, 12, 31)
    )
    Standing.objects.filter(pk=families[1].pk).update(valid_until=dt.date(2024, 6, 30))
    with transaction.atomic():
        move(by="test", act="leave", standings=locked([families[4].pk]), to=Status.MOVED_AWAY)
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)
    rows = Standing.objects.filter(year=2024).order_by("entry")
    assert [(s.entry.name, s.status) for s in rows] == [
        ("Nguyễn Văn Hùng", Status.RECOGNISED), ("Trần Thị Nguyệt", Status.LISTED), ("Phạm Đức Ước", Status.LISTED),
        ("Lê Thị Thoả", Status.LISTED),
    ]  # fmt: skip
    assert counts(2024)[commune.code][FAMILY] == Count(4, 1, 1)
    with pytest.raises(RecognitionRefused, match="Không có mục nào của năm 2023"):
        carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)


def test_the_latest_list_before_is_carried_over_also_past_a_year_without_one(families, keeper, commune):
    Standing.objects.filter(pk=families[0].pk).update(
        status=Status.RECOGNISED, decision=decision_of(commune), valid_until=dt.date(2026, 12, 31)
    )
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)
    Standing.objects.filter(year=2024, entry=families[1].entry_id).update(status=Status.ENDED)
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2026)
    rows = Standing.objects.filter(year=2026).order_by("entry")
    assert [(s.entry_id, s.status) for s in rows] == [
        (families[0].entry_id, Status.RECOGNISED), *((f.entry_id, Status.LISTED) for f in families[2:]),
    ]  # fmt: skip
    with pytest.raises(RecognitionRefused, match="Trước năm 2023 chưa có danh sách nào"):
        carry_over(by=keeper, unit=commune, model=FAMILY, year=2023)


def test_figures_of_a_day(families, commune):
    registered(families[:3])
    assert figures_on(2023, dt.date(2023, 2, 28))[commune.code][FAMILY].count == Count(5, 0, 0)
    assert figures_on(2023, dt.date(2023, 3, 1))[commune.code][FAMILY].count == Count(5, 3, 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("thoa", ["Lê Thị Thoả"]),
        ("THỊ", ["Trần Thị Nguyệt", "Lê Thị Thoả"]),
        ("hung nguyen", ["Nguyễn Văn Hùng"]),
        ("xyz", []),
        ("h", ["Nguyễn Văn Hùng"]),
        ("guye", []),
    ],
)
def test_search_without_accents(families, commune, words, found):
    filters = Filters(words=words)
    assert [s.entry.name for s in page_of([commune.code], FAMILY, 2023, filters)] == found
    assert [s.entry.name for s in page_of([commune.code, "11245"], FAMILY, 2023, filters)] == found


def test_words_begin_behind_whatever_is_no_letter(families, commune):
    name = "Chi hội Đông-Đoài (Tý)"
    Entry.objects.filter(pk=families[0].entry_id).update(name=name, search_name=fold(name))
    for words, number in (("doai", 1), ("ty", 1), ("(ty", 1), ("-", 0), ("oai", 0)):
        found = [s.entry.name for s in page_of([commune.code], FAMILY, 2023, Filters(words=words))]
        indexed = worded(
            words, model=FAMILY, year=2023, units=[commune.code], statuses=[Status.LISTED], after=0, limit=9
        )
        assert (found, Standing.objects.filter(pk__in=indexed).count()) == ([name] * number, number)


def test_pages_follow_one_another_without_a_gap(families, commune):
    first = page_of([commune.code], FAMILY, 2023, Filters(), limit=2)
    second = page_of([commune.code], FAMILY, 2023, Filters(), after=key_of(first[-1]), limit=2)
    last = page_of([commune.code], FAMILY, 2023, Filters(), after=key_of(second[-1]), limit=2)
    assert [s.entry.name for s in (*first, *second, *last)] == [s.entry.name for s in families]
    assert page_of([commune.code], FAMILY, 2023, Filters(), after=key_of(last[-1])) == []


def test_what_a_page_costs(families, commune):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of([commune.code, "11245"], FAMILY, 2023, Filters())
    assert len(asked) == 2
