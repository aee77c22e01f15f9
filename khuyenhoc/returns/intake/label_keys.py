"""Which notions together name an indicator of a form: by its label, other wordings, and its place in a learning model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.wording import notions, wording
from khuyenhoc.returns.intake.words import words

_ALIKE = 0.4
_MOST_OFFERED = 3

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


def models_of(form: FormSpec) -> dict[str, str]:
    """The model of each indicator that belongs to one."""
    return {code: m.code for m in form.models for code in (m.total, m.registered, m.recognised, m.share)}


class Near:
    """Which indicators are like a label: to offer when asking. `codes`: those of the form, in its order."""

    def __init__(self, keys: Mapping[Bag, set[str]], codes: Sequence[str]) -> None:
        self._keys, self._codes = keys, codes
        self._with: defaultdict[str, list[Bag]] = defaultdict(list)
        for bag in keys:
            for notion in bag:
                self._with[notion].append(bag)

    def __call__(self, bag: Bag) -> tuple[str, ...]:
        """The three that share most words with the label, best first, and all that share as many as the third."""
        likeness: defaultdict[str, float] = defaultdict(float)
        for key in {key for notion in bag for key in self._with.get(notion, ())}:
            for code in self._keys[key]:
                likeness[code] = max(likeness[code], len(bag & key) / len(bag | key))
        near = sorted((c for c in self._codes if likeness.get(c, 0) >= _ALIKE), key=lambda code: -likeness[code])
        least = likeness[near[_MOST_OFFERED - 1]] if len(near) > _MOST_OFFERED else 0
        return tuple(code for code in near if likeness[code] >= least)
