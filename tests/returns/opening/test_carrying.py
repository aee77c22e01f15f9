"""Figures of the year before, where the form has another version since."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.catalogue import loaders
from khuyenhoc.catalogue.versions import VersionMapSpec
from khuyenhoc.returns import acts
from khuyenhoc.returns.earlier.queries import period_before
from khuyenhoc.returns.opening.acts import open_proposed
from khuyenhoc.returns.opening.rules import first_of_its_kind
from khuyenhoc.returns.situation import last_period
from khuyenhoc.vietnamese.periods import Period
from tests.fixtures import CLEAN


@pytest.mark.parametrize(
    ("period", "before"),
    [("2024", "2023"), ("2024-6T", "2023-6T"), ("2024-Q3", "2023-Q3"), ("0001", None), ("x", None)],
)
def test_the_period_before_is_the_same_part_of_the_year_before(period, before):
    assert period_before(period) == before


@pytest.mark.parametrize(
    ("renamed", "dropped", "carried"),
    [({}, (), "KT04"), ({"KT04": "KT09"}, (), "KT09"), ({}, ("KT04",), None)],
)
def test_a_figure_goes_on_under_the_code_that_its_line_has_now(
    collection, office, draft, monkeypatch, renamed, dropped, carried
):
    mapping = VersionMapSpec(
        code="BC-NAM", before="2023", after="2025", renamed=renamed, dropped=dropped, status="unverified", source="thử"
    )
    monkeypatch.setattr(loaders, "version_maps", lambda: (mapping,))
    acts.accept(by=office, return_=acts.submit(by=office, return_=draft("11242")))
    collection.__class__.objects.filter(pk=collection.pk).update(period="2024", period_ends=dt.date(2024, 12, 31))
    form = next(f for f in loaders.read_catalogue().forms if (f.code, f.version) == ("BC-NAM", "2025"))
    now = open_proposed(by=office, unit=collection.unit, proposal=first_of_its_kind(form, Period("year", 2025)))
    values = last_period(now)["11242"].values
    assert {code for code in ("KT04", "KT09") if code in values} == ({carried} if carried else set())
    assert values["HV01"] == CLEAN["HV01"]
    assert carried is None or values[carried] == CLEAN["KT04"]
