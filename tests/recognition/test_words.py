"""The database's own index of words, which long lists are searched by."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.recognition.words import at_once, is_common, worded

OPEN = [Status.LISTED, Status.REGISTERED]


def found(words, units=("11242",), statuses=OPEN, after=0, limit=50, year=2023):
    first = worded(words, model="family", year=year, units=units, statuses=statuses, after=after, limit=limit)
    return list(Standing.objects.filter(pk__in=first).order_by("entry").values_list("entry__name", flat=True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("hung nguyen", ["Nguyễn Văn Hùng"]),
        ("THỊ", ["Trần Thị Nguyệt", "Lê Thị Thoả"]),
        ("ng v h", ["Nguyễn Văn Hùng"]),
        ("p", ["Phạm Đức Ước"]),
        ("oả", []),
        ("xyz", []),
        ("%' OR 1", []),
        ("  ", []),
    ],
)
def test_words_that_are_begun_find_names(families, words, names):
    assert found(words) == names


def test_words_are_common_or_not(families):
    assert [is_common(words, at_least=2) for words in ("thi", "ng", "hung", "", "thi nguyet")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_only_of_the_lists_asked_for_and_on_from_an_entry(families):
    both = [families[1], families[3]]
    assert found("thi", limit=1) == [both[0].entry.name]
    assert found("thi", after=both[0].entry_id) == [both[1].entry.name]
    assert found("thi", units=("11245",)) == found("thi", year=2022) == found("thi", statuses=[Status.REFUSED]) == []


def test_a_name_that_changes_is_found_by_what_it_is_now(families):
    Entry.objects.filter(pk=families[0].entry_id).update(name="Bùi Văn Ba", search_name="bui van ba")
    assert found("nguy") == ["Trần Thị Nguyệt"]
    assert found("bui") == ["Bùi Văn Ba"]
    standing = families[1]
    entry = standing.entry
    standing.delete()
    entry.delete()
    assert found("nguy") == []


def test_after_many_that_failed_whoever_comes_is_found_as_ever(families, keeper, commune):
    last = families[-1].entry_id
    with pytest.raises(IntegrityError), at_once([last + 1, last + 2]):
        Entry.objects.create(pk=last, unit=commune, model="family", name="Bùi Văn Ba", search_name="bui van ba")
    row = Entry.objects.create(
        unit=commune, model="family", name="Đỗ Thị Tư", search_name="do thi tu", since=dt.date(2023, 1, 1)
    )
    Standing.objects.create(entry=row, year=2023, unit=commune, model="family", status=Status.LISTED)
    assert (found("bui"), found("tu")) == ([], ["Đỗ Thị Tư"])
