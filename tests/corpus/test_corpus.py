"""A sample of the corpus: nothing wrong, nearly all read, no false alarm. `make corpus` reads all of it, and any other seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from khuyenhoc.returns.intake.labels import matcher_for
from tests.corpus.asking import RIGHT
from tests.corpus.labels import PREFIXES, changed, wordings
from tests.corpus.legacy import to_tcvn3, to_vni
from tests.corpus.make import corpus
from tests.corpus.parts import FORM, YEAR
from tests.corpus.scoring import scored

pytestmark = pytest.mark.xdist_group("corpus")
_SAMPLE = 90


@pytest.fixture(scope="module")
def score():
    return scored(replace(made, convert_to="") for made in corpus(seed=20231231, count=_SAMPLE))


def test_nothing_is_read_wrong(score):
    assert score.wrong == []


def test_nearly_all_is_read_without_a_person(score):
    assert score.right_share >= 0.98, score.notes


def test_every_check_finds_what_is_planted_for_it_and_nothing_else(score):
    assert score.unfound == {}, score.notes


def test_every_question_is_put_at_its_place_and_offers_what_is_right(score):
    assert (score.misplaced, score.questions[RIGHT] > 0) == (0, True), score.notes


def test_every_wording_names_its_line_however_it_is_written():
    match, random = matcher_for(FORM, YEAR).match, Random(2023)
    said = {
        (code, random.choice(PREFIXES) + changed(random, text))
        for code, texts in wordings()["alone"].items()
        for text in texts
    }
    assert {(code, text, match(text).code) for code, text in said if match(text).code != code} == set()


def test_a_short_line_means_its_line_under_every_heading_of_its_group():
    match = matcher_for(FORM, YEAR).match
    said = {
        (code, text, heading)
        for group in wordings()["groups"]
        for heading in group["headings"]
        for code, texts in group["lines"].items()
        for text in texts
    }
    assert {(code, text, above) for code, text, above in said if match(text, (above,)).code != code} == set()


def test_what_cannot_be_told_is_never_taken_for_another_line():
    match = matcher_for(FORM, YEAR).match
    alone = [(code, match(text)) for code, texts in wordings()["asked"].items() for text in texts]
    below = [(code, match(text, (heading,))) for code, heading, text in wordings()["asked_below"]]
    assert [(code, label) for code, label in alone + below if label.code not in ("", code)] == []


def test_a_file_is_always_the_same():
    first, second = list(corpus(seed=5, count=12)), list(corpus(seed=5, count=12))
    assert [(m.name, m.truth) for m in first] == [(m.name, m.truth) for m in second]


def test_old_fonts_are_written_as_they_are_known():
    assert to_tcvn3("Cộng hòa xã hội chủ nghĩa Việt Nam") == "Céng hßa x· héi chñ nghÜa ViÖt Nam"
    assert to_vni("Độc lập, Hội chủ nghĩa Việt Nam") == "Ñoäc laäp, Hoäi chuû nghóa Vieät Nam"
