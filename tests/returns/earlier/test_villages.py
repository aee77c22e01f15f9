"""How many villages units have, loaded as facts with dates: from which day on, what they end, taken back in order."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.returns.earlier.acts import Faults, load, withdraw
from khuyenhoc.returns.earlier.models import LoadedFact
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.situation import Situation
from khuyenhoc.units.models import UnitFact
from khuyenhoc.units.queries import facts
from tests.returns.earlier.tables import UNIT, Draft, codes, faults, villages


def test_villages_are_known_from_a_day_on_and_end_what_was_known(office: User, draft: Draft) -> None:
    load(by=office, data=villages("11242;20;2020;Danh mục 2020"), name="a.csv")
    load(by=office, data=villages("xã Thanh Tùng;8;01/07/2023;Nghị quyết sắp xếp thôn"), name="b.csv")
    rows = UnitFact.objects.order_by("valid_from").values_list("value", "valid_from", "valid_to", "source")
    assert list(rows) == [
        (20, dt.date(2020, 1, 1), dt.date(2023, 7, 1), "Danh mục 2020"),
        (8, dt.date(2023, 7, 1), None, "Nghị quyết sắp xếp thôn"),
    ]  # fmt: skip
    assert facts("villages", dt.date(2023, 6, 30)) == {UNIT: 20}
    assert facts("villages", dt.date(2023, 7, 1)) == {UNIT: 8}
    assert codes(draft()) == {"K10"}


def test_as_many_communities_as_villages_are_no_finding(office: User, draft: Draft) -> None:
    load(by=office, data=villages("11242;9;;"), name="a.csv")
    assert UnitFact.objects.get().valid_from == dt.date(2023, 1, 1)
    assert codes(draft(MH21=9)) == set()
    assert "K10" in codes(draft(MH21=10))


def test_a_number_put_before_another_ends_where_that_begins(office: User) -> None:
    load(by=office, data=villages("11242;12;2023;"), name="a.csv")
    load(by=office, data=villages("11242;20;2020;"), name="b.csv")
    assert list(UnitFact.objects.order_by("valid_from").values_list("value", "valid_to")) == [
        (20, dt.date(2023, 1, 1)), (12, None),
    ]  # fmt: skip


def test_taking_villages_back_opens_what_they_had_ended(office: User) -> None:
    load(by=office, data=villages("11242;20;2020;"), name="a.csv")
    second, _preview = load(by=office, data=villages("11242;15;2022;", "11242;12;2023;"), name="b.csv")
    assert LoadedFact.objects.count() == 3
    withdraw(by=office, load=second)
    assert list(UnitFact.objects.values_list("value", "valid_from", "valid_to")) == [(20, dt.date(2020, 1, 1), None)]
    assert Situation(Collection.objects.get(), office).context(UNIT).villages_known == 20


def test_the_last_loading_is_taken_back_first(office: User) -> None:
    first, _preview = load(by=office, data=villages("11242;20;2020;"), name="a.csv")
    second, _preview = load(by=office, data=villages("11242;12;2023;"), name="b.csv")
    with pytest.raises(WrongState, match=r"b\.csv"):
        withdraw(by=office, load=first)
    withdraw(by=office, load=second)
    withdraw(by=office, load=first)
    assert not UnitFact.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("11242;12;hôm qua;", "không phải là ngày"),
        ("11242;mười hai;2023;", "không phải là số nguyên"),
        ("Minh Tân;12;2023;", "Ghi mã đơn vị"),
    ],
)
def test_villages_that_cannot_be_taken(office: User, line: str, sentence: str) -> None:
    assert sentence in faults(villages("11245;8;2023;", line))[3]
    with pytest.raises(Faults):
        load(by=office, data=villages("11245;8;2023;", line), name="a.csv")
    assert not UnitFact.objects.exists()


def test_other_villages_of_the_same_day_are_a_fault(office: User) -> None:
    load(by=office, data=villages("11242;12;2023;Danh mục"), name="a.csv")
    assert "Đã có số 12 (nguồn: Danh mục), khác với 13" in faults(villages("11242;13;01/01/2023;"))[2]
