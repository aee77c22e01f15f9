"""Figures in print: kept with what they were made of; a revision that changes one lists everything that printed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.cli.main import DONE, FINDINGS, build_parser
from khuyenhoc.cli.printed import execute
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.print_models import Pin, Printed
from khuyenhoc.ledger.printing import NewPin, pin
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.pins import explained, pinned, printed_by_report, where_printed
from khuyenhoc.rollups.queries import annual_review
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import undo
from tests.merger import redrawn

__all__ = ["redrawn"]

FIGURES = [("30", "MH03"), ("300", "MH03"), ("30", "HV01"), ("288", "MH03")]


@pytest.fixture
def printed(collection: Collection, accept: Callable[..., Return], office: User) -> None:
    """Two communes of one district; a report that prints figures of the province and of two districts."""
    accept("11239")
    accept("11242")
    pin(
        by=office, kind=PrintKind.REPORT, subject="30-2023", name="bao-cao.pdf", unit="30", books="x",
        pins=pinned(books("2023"), FIGURES),
    )  # fmt: skip


@pytest.mark.usefixtures("printed")
def test_a_revision_that_changes_a_printed_figure_lists_what_printed_it(accept: Callable[..., Return], capsys) -> None:
    asked = build_parser().parse_args(["printed", "--unit", "30", "--period", "2023"])
    (one,) = where_printed("30", "2023")
    assert (one.pins, one.moved) == (3, ()), "what nobody stated is not printed"
    assert execute(asked) == DONE
    accept("11242", reason="Đếm sót", MH03=1810)
    (one,) = where_printed("30", "2023", "MH03")
    assert [(m.unit.code, m.printed, m.now) for m in one.changed] == [("30", 3600, 3610)]
    (one,) = where_printed("30", "2023")
    assert [(m.unit.code, m.printed, m.now) for m in one.changed] == [("30", 3600, 3610), ("300", 3600, 3610)]
    assert [(m.indicator, m.now == m.printed) for m in one.moved if m.unit.code == "30"] == [
        ("MH03", False),
        ("HV01", True),
    ]
    assert execute(asked) == FINDINGS
    assert "MH03 Tỉnh Hải Dương: đã in 3600, nay 3610" in capsys.readouterr().out
    assert where_printed("11242", "2023") == [], "its own figure was not printed"


@pytest.mark.usefixtures("printed")
def test_only_the_latest_making_is_asked_and_statements_do_not_grow(
    office: User, accept: Callable[..., Return], django_assert_num_queries
) -> None:
    accept("11242", reason="Đếm sót", MH03=1810)
    pin(
        by=office, kind=PrintKind.REPORT, subject="30-2023", name="bao-cao-2.pdf", unit="30", books="y",
        pins=printed_by_report(annual_review("30", "2023"), None),
    )  # fmt: skip
    where_printed("30", "2023")
    with django_assert_num_queries(6):
        (one,) = where_printed("30", "2023")
    assert (one.printed.name, one.moved) == ("bao-cao-2.pdf", ())
    assert one.pins > 100


@pytest.mark.usefixtures("printed")
def test_the_digest_is_of_the_cells_that_a_figure_is_made_of(accept: Callable[..., Return]) -> None:
    before = explained(books("2023"), FIGURES)
    accept("10507")
    after = explained(books("2023"), FIGURES)
    assert before["300", "MH03"] == after["300", "MH03"]
    assert before["30", "MH03"].digest != after["30", "MH03"].digest
    assert after["288", "MH03"].value == 1800


def test_undoing_a_plan_is_not_refused_for_what_was_printed_of_its_units(redrawn: str, office: User) -> None:
    one = NewPin(redrawn, "2023", "MH03", 1, "x")
    pin(by=office, kind=PrintKind.REPORT, subject="x", name="x", unit="30", books="x", pins=[one])
    undo(by="test", plan=Reorganisation.objects.get())
    assert (Printed.objects.count(), Pin.objects.count()) == (1, 0)
