"""A sample of the corpus: nothing wrong, nearly all read, no false alarm. `make corpus` reads all of it, and any other seed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.corpus.asking import RIGHT
from tests.corpus.legacy import to_tcvn3, to_vni
from tests.corpus.make import corpus
from tests.corpus.scoring import scored

_SAMPLE = 85


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


def test_a_file_is_always_the_same():
    first, second = list(corpus(seed=5, count=12)), list(corpus(seed=5, count=12))
    assert [(m.name, m.truth) for m in first] == [(m.name, m.truth) for m in second]


def test_old_fonts_are_written_as_they_are_known():
    assert to_tcvn3("Cộng hòa xã hội chủ nghĩa Việt Nam") == "Céng hßa x· héi chñ nghÜa ViÖt Nam"
    assert to_vni("Độc lập, Hội chủ nghĩa Việt Nam") == "Ñoäc laäp, Hoäi chuû nghóa Vieät Nam"
