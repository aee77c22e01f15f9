"""Keeping a list: registering, correcting, leaving, villages, and each of it taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.correcting import Said, correct, faults_of, show_name
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.keeping.registering import register, unregister
from khuyenhoc.recognition.keeping.villages import end_village, rename_village, reopen_village
from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count, day_within
from khuyenhoc.recognition.tallies import differing

ON = dt.date(2023, 3, 1)


def statuses():
    return [s.status for s in Standing.objects.order_by("pk")]


def test_those_that_have_not_registered_do(families, keeper, commune):
    rows = [s.pk for s in families]
    register(by=keeper, standings=rows[:2], on=ON)
    step = register(by=keeper, standings=rows[:3], on=ON)
    assert list(step.before) == [str(rows[2])]
    assert counts(2023)[commune.code][LearningModel.FAMILY] == Count(5, 3, 0)
    with pytest.raises(RecognitionRefused, match="đều đã đăng ký từ trước"):
        register(by=keeper, standings=rows[:3], on=ON)
    with pytest.raises(RecognitionRefused, match="phải trong năm 2023"):
        register(by=keeper, standings=rows[3:], on=dt.date(2024, 1, 1))
    with pytest.raises(RecognitionRefused, match="Chưa chọn mục nào"):
        register(by=keeper, standings=[], on=ON)
    unregister(by=keeper, standings=rows)
    assert set(statuses()) == {Status.LISTED}
    with pytest.raises(RecognitionRefused, match="mới chỉ đăng ký"):
        unregister(by=keeper, standings=rows)


def test_whoever_left_is_counted_no_more_until_that_is_taken_back(families, keeper, commune):
    rows = [s.pk for s in families]
    step = leave(by=keeper, standings=rows[:2], how=Status.MOVED_AWAY, on=ON, reason="chuyển vào Nam")
    gone = Entry.objects.get(pk=families[0].entry_id)
    assert (gone.ended_on, Standing.objects.get(pk=rows[0]).reason) == (ON, "chuyển vào Nam")
    assert counts(2023)[commune.code][LearningModel.FAMILY] == Count(3, 0, 0)
    with pytest.raises(RecognitionRefused, match="từ trước"):
        leave(by=keeper, standings=rows[:2], how=Status.ENDED, on=ON)
    take_back(by=keeper, step=step.pk)
    assert Entry.objects.filter(ended_on=None).count() == 5
    assert (counts(2023)[commune.code][LearningModel.FAMILY], differing()) == (Count(5, 0, 0), [])


def test_an_entry_is_corrected_and_found_by_its_new_name(families, keeper, villages):
    entry = families[0].entry_id
    first = correct(
        by=keeper, entry=entry, year=2023, said=Said("Nguyễn  Văn Hưng", villages[1].pk, 7, house="xóm Chùa")
    )
    second = show_name(by=keeper, entry=entry, year=2023, how=NameShown.FULL)
    row = Entry.objects.get(pk=entry)
    assert (row.name, row.search_name, row.village_id, row.number) == (
        "Nguyễn Văn Hưng", "nguyen van hung", villages[1].pk, 7,
    )  # fmt: skip
    correct(by=keeper, entry=entry, year=2023, said=Said("Nguyễn Văn Hưng", villages[1].pk, 8, house="xóm Chùa"))
    with pytest.raises(RecognitionRefused, match="“Nguyễn Văn Hưng” đã được sửa tiếp"):
        take_back(by=keeper, step=first.pk)
    take_back(by=keeper, step=second.pk)
    assert Entry.objects.get(pk=entry).name_shown == NameShown.INITIALS
    assert not [e for e in Event.objects.all() if "Hưng" in str((e.before, e.after))]


def test_what_cannot_be_said_of_an_entry(families, keeper, person):
    entry = families[0].entry_id
    with pytest.raises(RecognitionRefused, match="Chưa có gì thay đổi"):
        correct(by=keeper, entry=entry, year=2023, said=Said("Nguyễn Văn Hùng", families[0].entry.village_id, 1))
    with pytest.raises(RecognitionRefused, match="không có ở đơn vị này"):
        correct(by=keeper, entry=entry, year=2023, said=Said("A", village_id=10**6))
    with pytest.raises(NotAllowed):
        correct(by=person(Role.COMMUNE_SECRETARY, "11245"), entry=entry, year=2023, said=Said("A"))


@pytest.mark.parametrize(
    ("model", "said", "fault"),
    [
        ("family", Said(" "), "Ghi tên."),
        ("family", Said("A" * 121), "dài quá 120 chữ"),
        ("family", Said("A", birth_year=1950), "Chỉ sổ công dân"),
        ("citizen", Said("A", birth_year=1902), "Ghi năm từ 1903 đến 2023"),
        ("citizen", Said("A", birth_year=2024), "không hợp lý"),
    ],
)
def test_faults_of_what_is_said(model, said, fault):
    assert fault in "\n".join(faults_of(model, said, 2023))


def test_faultless():
    assert faults_of("citizen", Said("A", birth_year=1903), 2023) == []


def test_villages_are_renamed_and_end(families, keeper, villages):
    assert rename_village(by=keeper, village=villages[1].pk, kind="khu", name="Đoài  Hạ").full_name == "khu Đoài Hạ"
    with pytest.raises(RecognitionRefused, match="đã có thôn đông rồi"):
        rename_village(by=keeper, village=villages[1].pk, kind="thôn", name="đông")
    with pytest.raises(RecognitionRefused, match="Khu Đoài Hạ còn 2 mục"):
        end_village(by=keeper, village=villages[1].pk, on=ON)
    Entry.objects.update(ended_on=ON)
    assert end_village(by=keeper, village=villages[1].pk, on=ON).valid_to == ON
    assert reopen_village(by=keeper, village=villages[1].pk).valid_to is None


def test_day_within_a_year():
    today = dt.date(2023, 12, 15)
    assert [day_within(year, today) for year in (2022, 2023, 2024)] == [
        dt.date(2022, 12, 31), today, dt.date(2024, 1, 1),
    ]  # fmt: skip
