"""A warning that most units carry with a reason: proposed to be loosened, with what that would leave; nothing moves by itself."""

from __future__ import annotations

from decimal import Decimal

from khuyenhoc.catalogue.learning import learning
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.learning import learned, propose, tried
from khuyenhoc.returns.models import Finding
from khuyenhoc.returns.values import LastPeriod, UnitContext
from tests.fixtures import CLEAN, cells

SHARE = learning().shares[0]
PERCENT = learning().steps_of("K07")[0]


def year(form, now, before=1000):
    """A unit whose lessons went from `before` to `now`."""
    past = {**CLEAN, "TT04": before}
    return cells(form, TT04=now), UnitContext(LastPeriod(past))


def test_the_share_is_dated_and_every_step_is_a_threshold_of_its_check(form):
    import datetime as dt

    assert learning().share_on(dt.date(2022, 12, 31)) is None
    assert learning().share_on(dt.date(2023, 1, 1)).percent == 50
    for step in learning().steps:
        assert list(step.values) == sorted(step.values)
        assert form.check[step.check].number(step.parameter) < step.values[0]
        assert form.check[step.check].level == "W"


def test_each_value_is_tried_on_the_accepted_figures(form):
    units = {f"u{n}": year(form, now) for n, now in enumerate((1350, 1450, 1550, 1900, 2500))}
    check = form.check["K07"]
    found = [tried(form, check, "percent", Decimal(value), "TT04", units).units for value in (30, 40, 50, 75, 100, 150)]
    assert found == [5, 4, 3, 2, 1, 0]
    proposal = propose(form, check, PERCENT, "TT04", SHARE, units)
    assert (proposal.current, proposal.now.units) == (30, 5)
    assert [t.value for t in proposal.trials] == [40, 50, 75, 100, 150, 200]
    assert (proposal.proposed.value, proposal.proposed.units) == (75, 2)
    assert check.number("percent") == 30


def test_where_no_value_suffices_none_is_proposed(form):
    units = {f"u{n}": year(form, 9000) for n in range(4)}
    assert propose(form, form.check["K07"], PERCENT, "TT04", SHARE, units).proposed is None


def test_what_most_units_carry_is_told_with_a_proposal(accepted_with_reason, collection, django_assert_num_queries):
    accepted_with_reason(11)
    with django_assert_num_queries(9):
        found = learned(collection)
    (ordinary,) = found.ordinary
    assert (ordinary.check.code, ordinary.indicator.code, ordinary.marked, ordinary.accepted) == ("K09", "MH03", 11, 20)
    assert ordinary.percent == 55
    (proposal,) = ordinary.proposals
    assert (proposal.current, proposal.now.units) == (Decimal("99.5"), 11)
    assert [(t.value, t.units) for t in proposal.trials] == [(Decimal("99.8"), 0), (Decimal(100), 0)]
    assert proposal.proposed.value == Decimal("99.8")
    assert found.since.isoformat() == "2024-01-01"
    assert form_spec(collection.form_id).check["K09"].number("percent") == Decimal("99.5")
    assert Finding.objects.filter(code="K09").count() == 11


def test_what_fewer_carry_is_not_told(accepted_with_reason, collection, django_assert_num_queries):
    accepted_with_reason(9)
    with django_assert_num_queries(3):
        assert learned(collection).ordinary == ()


def test_of_too_few_units_nothing_is_told(collection, office, draft):
    assert (learned(collection).accepted, learned(collection).ordinary) == (0, ())
