"""The sentences that the demonstration's communes and officers write: data, chosen by the check that asks for them."""

from __future__ import annotations

from functools import cache

from khuyenhoc.demo.profile import Data, read_data


class Reasons(Data, frozen=True, kw_only=True):
    """Reasons for one check's warnings, on one indicator or (None) on any; each stands for several communes."""

    check: str
    indicator: str | None = None
    texts: tuple[str, ...]


class Sentences(Data, frozen=True, kw_only=True):
    mark: str
    reasons: tuple[Reasons, ...]
    otherwise: str


@cache
def read_sentences() -> Sentences:
    return read_data(Sentences, "sentences.yaml")


def synthetic_mark() -> str:
    """What every synthetic file, page and paper says of itself, in a place that is seen."""
    return read_sentences().mark


def reason_for(check_code: str, indicator: str | None, pick: int = 0) -> str:
    """A plausible written reason for a warning of that check on that indicator; `pick` varies it from unit to unit."""
    sentences = read_sentences()
    for reasons in sentences.reasons:
        if reasons.check == check_code and reasons.indicator in (None, indicator):
            return reasons.texts[pick % len(reasons.texts)]
    return sentences.otherwise
