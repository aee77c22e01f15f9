"""Which notions together name an indicator of a form: by its label, other wordings, and its place in a learning model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.wording import notions, wording
from khuyenhoc.returns.intake.words import words

Bag = frozenset[str]


def keys_of(form: FormSpec) -> dict[Bag, set[str]]:
    """Every bag of notions that names an indicator: of its label, its aliases, and of its place in a learning model."""
    keys: defaultdict[Bag, set[str]] = defaultdict(set)
    for indicator in form.indicators:
        also = words().also.get(indicator.code, ())
        for text in (indicator.label, *indicator.aliases, *also):
            keys[wording(text).bag].add(indicator.code)
    for model in form.models:
        for facet, term in words().facets.items():
            keys[frozenset(notions(model.title)) | {term}].add(getattr(model, facet))
    keys.pop(frozenset(), None)
    return dict(keys)


def by_notion(bags: Iterable[Bag]) -> dict[str, list[Bag]]:
    """The bags that hold each notion."""
    found: defaultdict[str, list[Bag]] = defaultdict(list)
    for bag in bags:
        for notion in bag:
            found[notion].append(bag)
    return dict(found)


def models_of(form: FormSpec) -> dict[str, str]:
    """The model of each indicator that belongs to one."""
    return {code: m.code for m in form.models for code in (m.total, m.registered, m.recognised, m.share)}
