"""What becomes of figures where a unit is divided: every indicator has one rule on every day, and files say nothing unknown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khuyenhoc.catalogue.inheritance import inherits, read_inheritance, rule_on, without_rule
from khuyenhoc.catalogue.loaders import DATA, CatalogueError, read_catalogue
from khuyenhoc.units.enums import Inheritance

DAY = dt.date(2025, 7, 1)
TEXT = (DATA / "inheritance.yaml").read_text(encoding="utf-8")


def test_every_figure_that_units_fill_in_has_a_rule_from_the_first_day_on():
    forms, rules = read_catalogue().forms, read_inheritance()
    for day in (dt.date(2023, 1, 1), dt.date(2025, 6, 30), DAY, dt.date(2030, 1, 1)):
        assert without_rule(forms, rules, day) == []
    assert "HV01" in without_rule(forms, rules, dt.date(2022, 12, 31))
    known = {i.code for form in forms for i in form.typed}
    assert {i for rule in rules for i in rule.indicators} - known == set()


def test_what_adds_up_over_time_is_kept_and_what_there_is_at_the_end_is_handed_over():
    """A balance at the beginning of a period is part of the year's account, which stays with who kept it."""
    for form in read_catalogue().forms:
        for indicator in form.typed:
            kept = inherits(indicator.code, DAY) == Inheritance.KEEP
            assert kept == (indicator.over_time == "flow" or indicator.opens_with is not None), indicator.code


@pytest.mark.parametrize(
    ("indicator", "what"),
    [("HV01", Inheritance.SUM), ("QK04", Inheritance.SUM), ("HV02", Inheritance.KEEP), ("TC01", "ask")],
)
def test_stocks_are_handed_over_and_what_was_done_is_kept(indicator: str, what: str):
    assert inherits(indicator, DAY) == what


def test_before_there_was_a_rule_it_is_asked():
    assert inherits("HV01", dt.date(2022, 12, 31)) == Inheritance.ASK


def test_only_balances_of_the_fund_are_transferred():
    assert [i for rule in read_inheritance() if rule.transfer for i in rule.indicators] == ["QK04"]
    assert (rule := rule_on("QK04", DAY)) is not None
    assert rule.registry == "fund"


def test_our_own_choices_say_that_they_are():
    assert [rule.code for rule in read_inheritance() if rule.is_verified or not rule.source] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("inherits: ask", "inherits: guess", "Invalid enum value 'guess'"),
        ("registry: awards", "registry: awards, ratio: 0.5", "unknown field `ratio`"),
        ("[KT01, KT02,", "[KT01, HV01,", "both say what becomes of \\['HV01'\\]"),
        ("inheritance:", "inherited:", "unknown keys"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "inheritance.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        read_inheritance(path)


def test_a_rule_ends_where_the_next_one_begins(tmp_path: Path):
    path = tmp_path / "inheritance.yaml"
    later = 'inheritance:\n- {code: LATER, registry: x, inherits: ask, title: "x", indicators: [HV01], valid_from: 2026-01-01}'
    path.write_text(TEXT.replace("inheritance:", later, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match="HV01"):
        read_inheritance(path)
    path.write_text(
        path.read_text(encoding="utf-8").replace("{code: MEMBERS,", "{code: MEMBERS, valid_to: 2026-01-01,"),
        encoding="utf-8",
    )
    on = {rule.code for rule in read_inheritance(path) if "HV01" in rule.indicators and rule.holds(dt.date(2026, 1, 1))}
    assert on == {"LATER"}
