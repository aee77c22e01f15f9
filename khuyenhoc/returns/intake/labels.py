"""From a label to the indicator that it names: with certainty, or not at all. Never a guess between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.wording import Wording, notions, wording
from khuyenhoc.returns.intake.words import words
from khuyenhoc.vietnamese.text import fold

Bag = frozenset[str]
_MOST_REMEMBERED = 50_000
_LONGEST_CODE = 12
_ALIKE = 0.4
_MOST_OFFERED = 3


class Why(Enum):
    """Why a label has no certain indicator."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    OTHER_HEADING = "other heading"


@dataclass(frozen=True, slots=True)
class Label:
    """`code`: the indicator, "" where it is not certain; then `why`, and `candidates` to offer (codes, best first)."""

    code: str = ""
    why: Why | None = None
    candidates: tuple[str, ...] = ()


class Matcher:
    """The labels of one form in one period. Remembers what it has seen: the labels of 235 files are mostly the same."""

    def __init__(self, form: FormSpec, year: str) -> None:
        self.form = form
        self._year = year
        self._keys = _keys(form)
        self._titles = [(m, frozenset(notions(m.title))) for m in form.models]
        self._models = _models(form)
        self._linking = frozenset(fold(w) for w in words().linking)
        self._by_code = form.by_code
        self._codes: dict[str, str] = {}
        self._seen: dict[tuple[str, tuple[str, ...]], Label] = {}

    def match(self, label: str, headings: tuple[str, ...] = ()) -> Label:
        """The indicator that `label` names under `headings` (outermost first). A code before the words decides."""
        key = (label, headings)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) + len(self._codes) > _MOST_REMEMBERED:
                self._seen.clear()
                self._codes.clear()
            found = self._seen[key] = self._match(wording(label), [wording(h).bag for h in headings])
        return found

    def is_known(self, text: str) -> bool:
        """Whether `text` alone names an indicator, or is its code."""
        return bool(self.is_code(text) or self.match(text).code)

    def is_code(self, text: str) -> str:
        """The code of an indicator that `text` is ("mh 03" too), "" where it is none."""
        found = self._codes.get(text)
        if found is None:
            code = text.replace(" ", "").strip("[]().:").upper() if len(text) <= _LONGEST_CODE else ""
            found = self._codes[text] = code if code in self._by_code else ""
        return found

    def _match(self, label: Wording, headings: list[Bag]) -> Label:
        if label.code in self.form.by_code:
            return Label(label.code)
        own = self._own(label)
        if len(own) == 1:
            return self._checked(min(own), headings)
        for depth in range(1, len(headings) + 1):
            said = frozenset().union(*headings[-depth:])
            found = self._completed(label, said) & (own or set(self.form.by_code))
            if len(found) == 1:
                return self._checked(min(found), headings)
            if found:
                return Label(why=Why.SEVERAL, candidates=tuple(sorted(found)))
        return Label(why=Why.SEVERAL if own else Why.UNKNOWN, candidates=tuple(sorted(own)) or self._near(label.bag))

    def _own(self, label: Wording) -> set[str]:
        """What the label's own words name, and nothing but them."""
        for bag in self._variants(label):
            if found := self._keys.get(bag):
                return set(found)
        return set()

    def _completed(self, label: Wording, said: Bag) -> set[str]:
        """What the label names once the headings say the words that it leaves out."""
        if self._without_year(label.bag) == {words().total}:
            return {m.total for m, title in self._titles if title <= said}
        for bag in filter(None, self._variants(label)):
            codes = (self._keys[key] for key in self._keys if bag <= key and self._says_rest(key - bag, said))
            if found := set().union(*codes):
                return found
        return set()

    def _says_rest(self, rest: Bag, said: Bag) -> bool:
        return bool(rest & said) and rest <= said | self._linking

    def _variants(self, label: Wording) -> Iterator[Bag]:
        bag = self._without_year(label.bag)
        yield bag
        yield bag - words().optional
        if label.counts:
            yield bag | words().optional

    def _without_year(self, bag: Bag) -> Bag:
        return bag - {self._year} if self._year in bag else bag

    def _checked(self, code: str, headings: list[Bag]) -> Label:
        """Not certain where the nearest heading that names a learning model names another one."""
        mine = self._models.get(code)
        named = next((m for bag in reversed(headings) if (m := self._model_in(bag))), None)
        if mine and named and mine != named:
            return Label(why=Why.OTHER_HEADING, candidates=(code,))
        return Label(code)

    def _model_in(self, bag: Bag) -> str | None:
        found = [m.code for m, title in self._titles if title <= bag]
        return found[0] if len(found) == 1 else None

    def _near(self, bag: Bag) -> tuple[str, ...]:
        """Up to three indicators that share most words with the label, to offer when asking."""
        likeness: defaultdict[str, float] = defaultdict(float)
        for key, codes in self._keys.items():
            for code in codes:
                likeness[code] = max(likeness[code], len(bag & key) / len(bag | key))
        near = (code for code, much in likeness.items() if much >= _ALIKE)
        return tuple(sorted(near, key=lambda code: -likeness[code])[:_MOST_OFFERED])


@lru_cache(maxsize=16)
def matcher_for(form: FormSpec, year: str) -> Matcher:
    """One matcher a form and year in each process."""
    return Matcher(form, year)


def _keys(form: FormSpec) -> dict[Bag, set[str]]:
    """Every bag of notions that names an indicator: of its label, its aliases, and of its place in a learning model."""
    keys: defaultdict[Bag, set[str]] = defaultdict(set)
    for indicator in form.indicators:
        for text in (indicator.label, *indicator.aliases):
            keys[wording(text).bag].add(indicator.code)
    for model in form.models:
        for facet, term in words().facets.items():
            keys[frozenset(notions(model.title)) | {term}].add(getattr(model, facet))
    keys.pop(frozenset(), None)
    return dict(keys)


def _models(form: FormSpec) -> dict[str, str]:
    return {code: m.code for m in form.models for code in (m.total, m.registered, m.recognised, m.share)}
