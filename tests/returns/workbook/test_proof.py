"""The proof: a workbook that is filled in and reckoned by LibreOffice says of each line exactly what our checks say."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.returns.rules import CHECKS, check
from khuyenhoc.returns.values import UnitContext
from khuyenhoc.returns.workbook.placing import EMPTY, ERROR, GOOD, WARNING, ready_words
from khuyenhoc.returns.workbook.template import workbook
from tests.returns.workbook.cases import Case, at_random, clean, violating
from tests.returns.workbook.filling import FORM, Found, Said, cells, content, filled

pytestmark = pytest.mark.xdist_group("workbook proof")
"""LibreOffice reckons their files once for all of them."""
CASES = {case.name: case for case in (*clean(), *violating(), *at_random())}


def ours(case: Case) -> Found:
    """What our checks find."""
    marks = check(FORM, cells(case.row), UnitContext(case.last, case.villages, case.registers))
    return {(m.code, m.level, m.indicator, m.message) for m in marks}


@pytest.fixture(scope="module")
def said(reckoned) -> dict[str, Said]:
    made = {n: content(last=c.last, villages=c.villages, registers=c.registers) for n, c in CASES.items()}
    files = {n: filled(workbook(made[n]), c.row, c.reasons) for n, c in CASES.items()}
    return {name: Said(data, made[name]) for name, data in reckoned(files).items()}


def test_every_check_is_violated_by_some_return():
    found = {check for name, case in CASES.items() if case.check for check, *_ in ours(case)}
    assert found == set(CHECKS)
    assert {
        name: case.check for name, case in CASES.items() if case.check and case.check not in {c for c, *_ in ours(case)}
    } == {"after-5-K08": "K08"}, "the population moved by exactly what it may"


@pytest.mark.parametrize("name", CASES)
def test_marks_and_sentences_are_those_of_our_checks(said, name):
    assert said[name].marks == ours(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_each_line_says_its_verdict(said, name):
    found = ours(CASES[name])
    for code in [i.code for i in FORM.typed]:
        here = [(check, level) for check, level, on, _text in found if on == code]
        text = said[name].verdict(code)
        sign = ERROR if any(level == "E" for _c, level in here) else WARNING if here else GOOD
        assert text[0] == (EMPTY if ("K11", "E") in here else sign), (code, text)
        if ("K11", "E") not in here:
            assert all(sentence in " ".join(text.split()) for _c, _l, on, sentence in found if on == code)


@pytest.mark.parametrize("name", CASES)
def test_the_ready_cell_says_what_is_left_to_do(said, name):
    found, case = ours(CASES[name]), CASES[name]
    errors = sum(level == "E" for _c, level, *_ in found)
    unanswered = sum(level == "W" and not case.reasons.get(on or "") for _c, level, on, _t in found)
    if errors or unanswered:
        assert re.findall(r"\d+", said[name].ready) == [str(errors), str(unanswered)]
        assert said[name].ready[0] == (ERROR if errors else WARNING)
    else:
        assert said[name].ready == ready_words()


def test_a_clean_return_is_ready(said):
    assert {said[name].ready for name in ("clean", "clean-after")} == {ready_words()}
    assert said["clean"].marks == set()
