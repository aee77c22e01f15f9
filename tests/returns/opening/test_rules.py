"""A proposal: copied from the last one, where it is wrong, what it changes, and what can be opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.versions import form_on
from khuyenhoc.returns.opening.rules import (
    Proposal,
    arranged,
    changes,
    faults,
    first_of_its_kind,
    like_last,
    next_reminder,
    offers,
    reminder_days,
    within,
)
from khuyenhoc.vietnamese.periods import Period

FORMS = read_catalogue().forms
YEAR = Period("year", 2024)
PLAIN = first_of_its_kind(FORMS[0], YEAR)
YEARS = st.integers(2023, 2060)
DAYS = st.lists(st.integers(-90, 90), max_size=6)


def periods(kind):
    return st.builds(Period, st.just(kind), YEARS, st.integers(1, 4) if kind == "quarter" else st.just(0))


def test_the_first_of_its_kind_has_the_usual_dates_and_nothing_against_it():
    assert (PLAIN.opens_on, PLAIN.due_on, PLAIN.code) == (dt.date(2024, 11, 1), dt.date(2024, 12, 20), "BC-NAM-2024")
    assert faults(PLAIN) == []


@given(st.sampled_from(["year", "half-year", "quarter"]).flatmap(lambda k: st.tuples(periods(k), periods(k))))
def test_copied_from_any_period_to_any_other_the_dates_keep_their_distance_and_nothing_is_said_to_change(pair):
    code = {"year": "BC-NAM", "half-year": "BC-NUA-NAM", "quarter": "BC-QUY"}[pair[0].kind]
    before, after = (form_on(FORMS, code, p.ends) for p in pair)
    last = replace(first_of_its_kind(before, pair[0]), kinds=("xã",), instructions="Gửi trước hạn.")
    now = like_last(last, after, pair[1])
    assert now.due_on - pair[1].ends == last.due_on - pair[0].ends
    assert now.opens_on <= now.due_on
    assert faults(now) == []
    assert [c.field for c in changes(last, now)] == (["version"] if before.version != after.version else [])


def test_kinds_that_the_map_has_no_more_are_not_copied():
    last = replace(PLAIN, kinds=("thị trấn", "xã"))
    now = within(
        like_last(last, form_on(FORMS, "BC-NAM", dt.date(2025, 12, 31)), Period("year", 2025)), ["phường", "xã"]
    )
    assert now.kinds == ("xã",)
    assert [c.field for c in changes(last, now)] == ["version", "kinds"]
    assert within(replace(PLAIN, kinds=("thị trấn",)), ["xã"]).kinds == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on": dt.date(2024, 10, 31)}, "due_on"),
        ({"due_on": dt.date(2026, 1, 2)}, "due_on"),
        ({"opens_on": dt.date(2023, 12, 31)}, "opens_on"),
        ({"reminders": (-91,)}, "reminders"),
        ({"instructions": "x" * 2001}, "instructions"),
    ],
)
def test_what_stands_against_opening(change, field):
    assert [f.field for f in faults(replace(PLAIN, **change))] == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": PLAIN.opens_on},
        {"due_on": dt.date(2026, 1, 1)},
        {"opens_on": dt.date(2024, 1, 1)},
        {"reminders": (-90, 90)},
    ],
)
def test_just_within_the_bounds(change):
    assert faults(replace(PLAIN, **change)) == []


@pytest.mark.parametrize("field", ["opens_on", "due_on", "kinds", "reminders", "instructions"])
def test_each_change_is_told_with_both_values(field):
    value = {"opens_on": dt.date(2024, 10, 1), "due_on": dt.date(2024, 12, 31), "kinds": ("xã",), "reminders": (0,)}
    now = replace(PLAIN, **{field: value.get(field, "Mới")})
    (found,) = changes(PLAIN, now)
    assert (found.field, found.before, found.after) == (field, getattr(PLAIN, field), getattr(now, field))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), DAYS, st.integers(-120, 120))
def test_the_next_reminder_is_the_first_that_is_not_past(due, reminders, shift):
    today = due + dt.timedelta(days=shift)
    days = reminder_days(due, reminders)
    assert days == sorted(set(days))
    found = next_reminder(due, reminders, today)
    assert found == min((d for d in days if d >= today), default=None)


@given(st.lists(st.sampled_from(["11242", "11239", "10507"]), unique=True))
def test_a_digest_tells_who_owes_in_any_order(codes):
    assert PLAIN.digest(codes) == PLAIN.digest(reversed(codes))
    assert PLAIN.digest(codes) != PLAIN.digest([*codes, "10510"])
    assert PLAIN.digest(codes) != replace(PLAIN, due_on=dt.date(2024, 12, 21)).digest(codes)


def codes(opened, today):
    return [(o.form.code, o.period.code, o.form.version) for o in offers(FORMS, opened, today)]


def test_what_can_be_opened_is_near_and_not_open_yet():
    found = codes([("BC-NAM", "2023")], dt.date(2024, 1, 5))
    assert ("BC-NAM", "2023", "2023") not in found
    assert ("BC-NAM", "2024", "2023") in found
    assert ("BC-QUY", "2024-Q1", "2023") in found
    assert ("BC-NUA-NAM", "2024-6T", "2023") in found
    assert not [f for f in found if f[1] < "2023"]


@pytest.mark.parametrize(("period", "version"), [("2024", "2023"), ("2025", "2025")])
def test_the_version_is_that_of_the_last_day_of_the_period(period, version):
    assert ("BC-NAM", period, version) in codes([("BC-NAM", "2023")], dt.date(2024, 7, 1))


def test_a_period_before_there_was_a_form_cannot_be_opened():
    assert codes([], dt.date(2021, 7, 1)) == []


def test_the_year_after_the_last_one_is_offered_however_late_it_is():
    assert ("BC-NAM", "2024", "2023") in codes([("BC-NAM", "2023")], dt.date(2031, 7, 1))


@pytest.mark.parametrize(
    ("opened", "following"),
    [
        ([], "2024"), ([("BC-NAM", "2023")], "2024"), ([("BC-NAM", "2023"), ("BC-NUA-NAM", "2023-6T")], "2024-6T"),
        ([("BC-NAM", "2023"), ("BC-QUY", "2023-Q3")], "2023-Q4"), ([("BC-NAM", "2024"), ("BC-QUY", "2024-Q4")], "2025-Q1"),
    ],
)  # fmt: skip
def test_what_follows_the_last_one_of_a_kind_that_is_in_use_comes_first(opened, following):
    today = dt.date(2024, 1, 5)
    assert arranged(offers(FORMS, opened, today), opened, today).following.period.code == following


def test_the_others_stand_by_kind_and_what_is_over_apart():
    today, opened = dt.date(2024, 5, 1), [("BC-NAM", "2023")]
    all_ = offers(FORMS, opened, today)
    found = arranged(all_, opened, today)
    assert list(found.coming) == ["year", "half-year", "quarter"]
    assert [o.period.code for o in found.coming["quarter"]][:3] == ["2024-Q2", "2024-Q3", "2024-Q4"]
    assert [o.period.code for o in found.over["quarter"]][-1] == "2024-Q1"
    shown = [found.following, *(o for group in (found.coming, found.over) for some in group.values() for o in some)]
    assert sorted(o.period.code for o in shown) == sorted(o.period.code for o in all_)


def test_nothing_follows_where_nothing_can_be_opened():
    assert arranged([], [], dt.date(2021, 7, 1)).following is None


def test_a_proposal_is_a_value():
    assert Proposal("BC-NAM", "2023", YEAR, PLAIN.opens_on, PLAIN.due_on) == PLAIN
