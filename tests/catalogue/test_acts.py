"""The catalogue in the database: loaded, loaded again, renewed, and for how many statements."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import structs
from msgspec.structs import replace

from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.acts import load_catalogue, set_targets
from khuyenhoc.catalogue.loaders import Catalogue, read_catalogue
from khuyenhoc.catalogue.models import Bound, Check, CriteriaSet, Form, Indicator, LegalInstrument, Target

TABLES = (Form, Indicator, Check, LegalInstrument, Target, CriteriaSet, Bound)

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue() -> Catalogue:
    return read_catalogue()


def rows() -> dict[str, list[tuple[int, str]]]:
    return {table.__name__: list(table.objects.values_list("pk", "code")) for table in TABLES}


def test_everything_that_the_files_hold_is_kept(catalogue: Catalogue) -> None:
    load_catalogue(by="test", catalogue=catalogue)
    assert [i.code for i in LegalInstrument.objects.all()] == [i.code for i in catalogue.instruments]
    assert [t.code for t in Target.objects.all()] == [t.code for t in catalogue.targets]
    assert Indicator.objects.count() == sum(len(form.indicators) for form in catalogue.forms)
    assert Event.objects.get(act="load_catalogue").after["instruments"] == len(catalogue.instruments)


def test_a_second_time_renews_and_keeps_every_row(catalogue: Catalogue) -> None:
    load_catalogue(by="test", catalogue=catalogue)
    before = rows()
    first = structs.replace(catalogue.instruments[0], source="nguồn khác")
    load_catalogue(by="test", catalogue=replace(catalogue, instruments=(first, *catalogue.instruments[1:])))
    assert rows() == before
    assert LegalInstrument.objects.get(code=first.code).source == "nguồn khác"


def test_what_a_newer_file_leaves_out_stays(catalogue: Catalogue) -> None:
    load_catalogue(by="test", catalogue=catalogue)
    load_catalogue(by="test", catalogue=replace(catalogue, targets=(), instruments=catalogue.instruments[:1]))
    assert Target.objects.count() == len(catalogue.targets)
    assert LegalInstrument.objects.count() == len(catalogue.instruments)


def test_one_statement_a_kind_however_many_facts(catalogue: Catalogue) -> None:
    with CaptureQueriesContext(connection) as whole:
        load_catalogue(by="test", catalogue=catalogue)
    few = replace(catalogue, instruments=catalogue.instruments[:1], targets=catalogue.targets[:1])
    with CaptureQueriesContext(connection) as part:
        load_catalogue(by="test", catalogue=few)
    kept = ("instrument", "target", "criteria", "bound")
    for name in kept:
        assert sum(f'INSERT INTO "catalogue_legal{name}"' in q["sql"] or f'INSERT INTO "catalogue_{name}' in q["sql"]
                   for q in whole) == 1  # fmt: skip
    assert len(part) <= len(whole)


def test_a_target_of_another_unit_is_refused_and_nothing_is_kept(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="not targets of 30 in 2023"):
        set_targets(by="test", unit="30", period="2023", targets=catalogue.targets[:1])
    assert not Target.objects.exists()
    assert not Event.objects.exists()
