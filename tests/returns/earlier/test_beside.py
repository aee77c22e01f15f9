"""What stands beside the cells of a return: the accepted return of the year before, else what was loaded."""

from __future__ import annotations

from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import Said
from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.returns.earlier.beside import figures_before
from khuyenhoc.returns.founding import open_year
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.models import Unit

LOADED = (
    b"period,unit,indicator,value,source\n2023,11242,HV01,1400,A\n2023,11242,HV02,khong co,B\n2023,11242,HV03,9,A\n"
)


def following(collection, office, draft, unit="11242"):
    """The return of the unit for the year after, not stored."""
    after = open_year(by=office, unit=collection.unit, year=2024)
    return Return(collection=after, unit=Unit.objects.get(code=unit), revision=1)


def test_what_was_loaded_with_all_its_sources(collection, office, draft, django_assert_num_queries):
    load(by=office, data=LOADED, name="a.csv")
    return_ = following(collection, office, draft)
    with django_assert_num_queries(2):
        found = figures_before(return_)
    assert (found.period, found.source) == ("2023", "A; B")
    assert found.said == {
        "HV01": Said(Stated.VALUE, 1400), "HV02": Said(Stated.NONE), "HV03": Said(Stated.VALUE, 9),
    }  # fmt: skip


def test_an_accepted_return_goes_before(collection, office, draft):
    load(by=office, data=LOADED, name="a.csv")
    acts.accept(by=office, return_=acts.submit(by=office, return_=draft(HV02="không có")))
    found = figures_before(following(collection, office, draft))
    assert found.source == "báo cáo đã được chấp nhận"
    assert (found.said["HV01"], found.said["HV02"]) == (Said(Stated.VALUE, 1500), Said(Stated.NONE))


def test_nothing_known_of_another_unit_or_of_a_period_that_is_no_year(collection, office, draft):
    load(by=office, data=LOADED, name="a.csv")
    return_ = following(collection, office, draft, "11239")
    assert figures_before(return_) is None
    return_.collection.period = "2024-Q1"
    assert figures_before(return_) is None
