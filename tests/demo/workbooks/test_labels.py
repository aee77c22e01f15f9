"""Other wordings than the form's: complete, and never one wording for two indicators."""

from __future__ import annotations

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.workbooks.labels import read_labels
from khuyenhoc.vietnamese.text import fold


def test_a_list_without_codes_words_every_typed_indicator_once(form: FormSpec) -> None:
    labels = read_labels().typed_without_form
    assert list(labels) == [indicator.code for indicator in form.typed]
    assert len({fold(label) for label in labels.values()}) == len(labels)


def test_headings_word_every_typed_indicator_once(form: FormSpec) -> None:
    groups = read_labels().under_headings
    words = {code: (group.heading, group.second, label) for group in groups for code, label in group.lines.items()}
    assert list(words) == [indicator.code for indicator in form.typed]
    assert len(set(words.values())) == len(words)
