"""Reasons for warnings, and the mark that everything synthetic carries."""

from __future__ import annotations

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.sentences import read_sentences, reason_for, synthetic_mark


def test_the_mark_says_that_the_figures_are_not_real() -> None:
    assert synthetic_mark() == "SỐ LIỆU MẪU – không phải số liệu thật"


def test_a_reason_fits_the_indicator_before_the_check_alone() -> None:
    on_organisations = {reason_for("K09", "MH33", pick) for pick in range(8)}
    assert len(on_organisations) == 4
    assert reason_for("K09", "MH03") not in on_organisations
    assert reason_for("K03", "MH13") != reason_for("K03", "MH03")


def test_a_warning_that_nobody_thought_of_still_has_a_reason() -> None:
    assert reason_for("K12", None) == read_sentences().otherwise


def test_reasons_are_of_warnings_of_the_form(form: FormSpec) -> None:
    for reasons in read_sentences().reasons:
        assert form.check[reasons.check].level == "W"
        assert reasons.indicator is None or reasons.indicator in form.by_code
