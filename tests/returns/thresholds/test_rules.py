"""A form with thresholds moved: one after the other, each only from the value that it replaces. Pure."""

from __future__ import annotations

from decimal import Decimal

from khuyenhoc.returns.rules import check
from khuyenhoc.returns.thresholds.rules import Moved, with_thresholds
from khuyenhoc.returns.values import UnitContext
from tests.fixtures import cells


def k09(replaced, value):
    return Moved("K09", "percent", Decimal(replaced), Decimal(value))


def percent(form):
    return form.check["K09"].number("percent")


def test_one_threshold_is_moved_and_nothing_else(form):
    assert percent(form) == Decimal("99.5")
    moved = with_thresholds(form, (k09("99.5", "99.8"),))
    assert (percent(moved), percent(form)) == (Decimal("99.8"), Decimal("99.5"))
    assert moved.check["K09"].number("total_at_least") == 100
    assert [c for c in moved.checks if c.code != "K09"] == [c for c in form.checks if c.code != "K09"]
    assert with_thresholds(form, ()) is form


def test_one_after_the_other(form):
    assert percent(with_thresholds(form, (k09("99.5", "99.8"), k09("99.8", "100")))) == 100


def test_a_form_that_states_another_threshold_itself_is_not_overruled(form):
    assert with_thresholds(form, (k09("99.0", "99.8"), Moved("K99", "percent", Decimal(1), Decimal(2)))) == form


def test_the_check_judges_by_the_moved_threshold(form):
    """2.095 of 2.100 families: 99,76 %."""
    figures = cells(form, MH03=2095, MH02=2100)
    moved = with_thresholds(form, (k09("99.5", "99.8"),))
    assert [[m.code for m in check(one, figures, UnitContext(None))] for one in (form, moved)] == [["K09"], []]
