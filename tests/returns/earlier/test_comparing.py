"""What was loaded of an earlier year is what the checks of a return compare with, unless a return was accepted then."""

from __future__ import annotations

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.returns import acts
from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.values import LastPeriod
from tests.returns.earlier.tables import UNIT, Draft, codes, figures, last_period_of


@pytest.mark.parametrize(
    ("lines", "changed", "code"),
    [
        (["QK04;84.000.001"], {}, "K05"),
        (["QK04;84.000.000"], {}, None),
        (["HV01;900"], {}, "K07"),
        (["HV01;1450"], {}, None),
        (["HV03;6000"], {}, "K08"),
        (["HV03;7900"], {}, None),
        (["QK02;52.500"], {}, "K13"),
        (["QK02;50.000.000"], {}, None),
    ],
)  # fmt: skip
def test_checks_compare_with_what_was_loaded(
    office: User, draft: Draft, lines: list[str], changed: dict[str, int], code: str | None
) -> None:
    load(by=office, data=figures(*(f"2022;{UNIT};{line}" for line in lines)), name="a.csv")
    found = codes(draft(**changed))
    assert found == ({code} if code else set())


def test_last_year_s_file_sent_again_is_found(office: User, draft: Draft) -> None:
    same = {c.indicator.code: c.value for c in draft("11245").cells.select_related("indicator") if c.value}
    lines = [f"2022;{UNIT};{code};{value}" for code, value in same.items()]
    load(by=office, data=figures(*lines), name="a.csv")
    assert "K12" in codes(draft())


def test_of_the_other_years_nothing_is_compared(office: User, draft: Draft) -> None:
    load(by=office, data=figures(f"2021;{UNIT};HV01;100", "2022;11245;HV01;100"), name="a.csv")
    assert codes(draft()) == set()


def test_a_stated_none_is_compared_as_one_of_a_return_is(office: User, draft: Draft) -> None:
    load(by=office, data=figures(f"2022;{UNIT};QK04;không có", f"2022;{UNIT};HV01;không có"), name="a.csv")
    assert codes(draft()) == {"K05"}
    assert last_period_of("2023")[UNIT] == LastPeriod({"QK04": 0, "HV01": 0}, frozenset({"QK04", "HV01"}))


def test_an_accepted_return_goes_before_what_was_loaded(office: User, draft: Draft, collection: Collection) -> None:
    acts.accept(by=office, return_=acts.submit(by=office, return_=draft()))
    data = figures(f"2023;{UNIT};HV01;100", "2023;11245;HV01;200")
    _made, preview = load(by=office, data=data, name="a.csv")
    assert (preview.outshone, preview.has_notes) == (1, True)
    following = open_year(by=office, unit=collection.unit, year=2024)
    found = last_period(following)
    assert found[UNIT].values["HV01"] == 1500
    assert found["11245"] == LastPeriod({"HV01": 200})


def test_a_return_that_is_not_accepted_does_not_go_before(office: User, draft: Draft, collection: Collection) -> None:
    acts.submit(by=office, return_=draft())
    load(by=office, data=figures(f"2023;{UNIT};HV01;100"), name="a.csv")
    assert last_period(open_year(by=office, unit=collection.unit, year=2024))[UNIT] == LastPeriod({"HV01": 100})


def test_last_period_takes_two_statements(office: User, collection: Collection, django_assert_num_queries) -> None:
    load(by=office, data=figures(*(f"2022;{UNIT};HV0{n};5" for n in (1, 2, 3))), name="a.csv")
    collection = Collection.objects.select_related("form").get()
    with django_assert_num_queries(2):
        last_period(collection)
