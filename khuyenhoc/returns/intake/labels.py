"""From a label to the indicator that it names: with certainty, or not at all. Never a guess between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.label_keys import Bag, Near, keys_of, models_of
from khuyenhoc.returns.intake.measures import agrees, factor_in
from khuyenhoc.returns.intake.wording import Wording, ambiguous, notions, wording
from khuyenhoc.returns.intake.words import folded, words
from khuyenhoc.vietnamese.text import fold

_MOST_REMEMBERED = 50_000
_LONGEST_CODE = 12
_MOST_UNSURE = 3


class Why(Enum):
    """Why a label has no certain indicator."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    OTHER_HEADING = "other heading"


class Label(Struct, frozen=True):
    """`code`: the indicator, "" where it is not certain; then `why`, and `candidates` to offer (codes, best first)."""

    code: str = ""
    why: Why | None = None
    candidates: tuple[str, ...] = ()


class Matcher:
    """The labels of one form in one period. Remembers what it has seen: the labels of 235 files are mostly the same."""

    def __init__(self, form: FormSpec, year: str) -> None:
        self.form = form
        self._year = year
        self._keys = keys_of(form)
        self._bags = {i.code: [key for key, codes in self._keys.items() if i.code in codes] for i in form.indicators}
        self._near = Near(self._keys, list(form.by_code))
        self._notions = {code: frozenset().union(*bags) for code, bags in self._bags.items()}
        self._parts = {i.code: {p.code for p in form.indicators if p.part_of == i.code} for i in form.indicators}
        self._titles = [(m, frozenset(notions(m.title))) for m in form.models]
        self._by_title = {title: m for m, title in self._titles}
        self._by_total = {m.total: m for m in form.models}
        self._models = models_of(form)
        self._sections = {wording(s.title).bag for s in form.sections}
        facets = {frozenset({term}) for term in (words().total, *words().facets.values())}
        self._groups = facets | {title for _, title in self._titles} | self._sections
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
            found = self._seen[key] = self._match(wording(label), [wording(h) for h in headings])
        return found

    def is_known(self, text: str) -> bool:
        """Whether `text` alone names an indicator, or is its code."""
        return bool(self.is_code(text) or self.match(text).code)

    def heads(self, text: str) -> bool:
        """Whether `text` may stand over a column or beside a line of the form: what `is_known` does, a model, what of it
        is counted ("Đăng ký"), a section, or the whole of other lines."""
        bag = wording(text).bag
        return self.is_known(text) or bag in self._groups

    def told_apart(self, texts: list[str]) -> dict[str, str]:
        """Abbreviations that may be two models ("CDHT"), with the title of the one that none of the other texts names."""
        bags = {text: wording(text).bag for text in texts}
        named = set(map(self._model_in, bags.values()))
        unsure = {
            text: ambiguous()[word] for text, bag in bags.items() if len(bag) == 1 and (word := min(bag)) in ambiguous()
        }
        left = {
            text: [m for m, title in self._titles if title <= readings and m.code not in named]
            for text, readings in unsure.items()
        }
        return {text: models[0].title for text, models in left.items() if len(models) == 1}

    def is_stock(self, code: str) -> bool:
        """Whether an indicator says what there is at one moment, rather than what came about in the period."""
        indicator = self._by_code[code]
        at_end = {words().opening, words().closing} & wording(indicator.label).bag
        return bool(indicator.steady or at_end)

    def parts_behind(self, text: str, code: str) -> tuple[str, frozenset[str]]:
        """What a line of an indicator heads for the lines behind it, and the indicators that they may be: ("", none) for none."""
        model = self._by_total.get(code) if code else self._by_title.get(wording(text).bag)
        if model:
            return model.title, frozenset({model.registered, model.recognised, model.share})
        parts = self._parts.get(code)
        return (text, frozenset(parts)) if parts and self.match(text).code == code else ("", frozenset())

    def is_code(self, text: str) -> str:
        """The code of an indicator that `text` is ("mh 03" too), "" where it is none."""
        found = self._codes.get(text)
        if found is None:
            code = text.replace(" ", "").strip("[]().:").upper() if len(text) <= _LONGEST_CODE else ""
            found = self._codes[text] = code if code in self._by_code else ""
        return found

    def _match(self, label: Wording, headings: list[Wording]) -> Label:
        if label.code in self.form.by_code:
            return Label(label.code)
        bags = [h.bag for h in headings]
        own = self._own(label)
        if headings and (part := self._part(label, headings[-1])):
            return self._checked(part, headings)
        if len(own) == 1:
            return self._checked(min(own), headings)
        for depth in range(1, len(headings) + 1):
            said = frozenset().union(*bags[-depth:])
            found = (self._completed(label, said) & (own or set(self.form.by_code))) - self._of_others(
                headings[-depth:]
            )
            if len(found) == 1:
                return self._checked(min(found), headings)
            if found:
                return Label(why=Why.SEVERAL, candidates=tuple(sorted(found)))
        return Label(why=Why.SEVERAL if own else Why.UNKNOWN, candidates=tuple(sorted(own)) or self._near(label.bag))

    def _part(self, label: Wording, heading: Wording) -> str:
        """Under a heading that itself names an indicator ("Chi trong kỳ"): its part, or the whole ("Tổng số"); else ""."""
        if heading.bag in self._sections:
            return ""
        whole = self._own(heading) or self._keys.get(self._without_year(heading.bag) | words().optional, set())
        if len(whole) != 1:
            return ""
        code = min(whole)
        bag = self._without_year(label.bag)
        if bag == {words().total} or label.filler in folded("existing"):
            return code
        said = self._notions[code] | self._linking
        found = {d for d in self._parts[code] for v in (bag, bag - words().optional) if v and self._is_rest(d, v, said)}
        return min(found) if len(found) == 1 and self._countable(found, label) else ""

    def _is_rest(self, code: str, bag: Bag, said: Bag) -> bool:
        return any(bag <= key and key - bag <= said for key in self._bags[code])

    def _own(self, label: Wording) -> set[str]:
        """What the label's own words name, and nothing but them."""
        for bag in self._variants(label):
            if found := self._keys.get(bag):
                return self.fitting(self._countable(found, label), label.measure)
        if words().money in label.bag:
            without = self._without_year(label.bag) - {words().money}
            if found := {c for c in self._keys.get(without, ()) if self._by_code[c].is_money}:
                return found
        if label.measure and (found := self._keys.get(label.bag | frozenset(notions(label.measure.lower())))):
            return set(found)
        return self._by_readings(label)

    def _countable(self, codes: Iterable[str], label: Wording) -> set[str]:
        """Without sums of money where the label counts those who gave them, and does not say that it is money."""
        if label.counted not in words().givers or (label.measure and factor_in(label.measure)):
            return set(codes)
        return {c for c in codes if not self._by_code[c].is_money}

    def fitting(self, codes: Iterable[str], measure: str) -> set[str]:
        """Of several indicators those that a unit of measure leaves; all where it leaves none."""
        codes = set(codes)
        return {c for c in codes if agrees(self._by_code[c], measure)} or codes

    def _by_readings(self, label: Wording) -> set[str]:
        """What it names where an abbreviation without accents is taken for each of the notions that it may be."""
        twofold = ambiguous()
        unsure = [word for word in label.bag if word in twofold]
        if not unsure or len(unsure) > _MOST_UNSURE:
            return set()
        sure = label.bag - set(unsure)
        bags = (sure | set(chosen) for chosen in product(*(twofold[word] for word in unsure)))
        return {c for bag in bags for v in self._variants(replace(label, bag=bag)) for c in self._keys.get(v, ())}

    def _completed(self, label: Wording, said: Bag) -> set[str]:
        """What the label names once the headings say the words that it leaves out."""
        if self._without_year(label.bag) == {words().total}:
            return {m.total for m, title in self._titles if title <= said}
        for bag in filter(None, self._variants(label)):
            if bag in self._by_title and bag <= said:
                continue  # a model's name again, which leaves open what of it is counted
            named = (self._keys[key] for key in self._keys if bag <= key and self._says_rest(key - bag, said))
            codes = self._countable(set().union(*named), label)
            if found := codes if words().total not in label.bag - bag else {c for c in codes if self._has_total(c)}:
                return found
        return set()

    def _has_total(self, code: str) -> bool:
        """Whether "Tổng số" may be said of it: of pupils it is all of them, and not those who were rewarded."""
        return code in self._models or self._by_code[code].is_money

    def _of_others(self, headings: list[Wording]) -> set[str]:
        """The indicators of other learning models than those of the lines above, whose words say nothing of them."""
        mine = {self._models.get(code) for h in headings for code in self._own(h)} - {None}
        return {code for code, model in self._models.items() if mine and model not in mine}

    def _says_rest(self, rest: Bag, said: Bag) -> bool:
        return bool(rest & said) and rest <= said | self._linking

    def _variants(self, label: Wording) -> Iterator[Bag]:
        bag = self._without_year(label.bag)
        if label.counts:
            yield bag | words().optional
        yield bag
        yield bag - words().optional

    def _without_year(self, bag: Bag) -> Bag:
        """Without the year of the period; what is left from the year before is its opening, what goes to the next its end."""
        before = str(int(self._year) - 1)
        if before in bag and {words().carried, words().balance} & bag:
            return bag - {before, words().carried, words().closing} | {words().opening}
        if (after := str(int(self._year) + 1)) in bag and words().carried in bag:
            return bag - {after, words().carried} | {words().closing}
        return bag - {self._year} if self._year in bag else bag

    def _checked(self, code: str, headings: list[Wording]) -> Label:
        """Not certain where the nearest heading that names a learning model names another one."""
        mine = self._models.get(code)
        # What names an indicator itself is a line above, and no heading.
        named = next((m for h in reversed(headings) if (m := self._model_in(h.bag)) and not self._own(h)), None)
        if mine and named and mine != named:
            return Label(why=Why.OTHER_HEADING, candidates=(code,))
        return Label(code)

    def _model_in(self, bag: Bag) -> str | None:
        found = [m.code for m, title in self._titles if title <= bag]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=16)
def matcher_for(form: FormSpec, year: str) -> Matcher:
    """One matcher a form and year in each process."""
    return Matcher(form, year)
