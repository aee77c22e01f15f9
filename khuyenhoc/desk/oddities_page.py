"""What the page of odd figures shows: findings of one rule about one figure together, over a unit and all below it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.ledger.acts import Odd
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.rollups.figures import Answer, Flag

REASON: Final = "ly-do-"
SEEN: Final = "da-thay-"
ON_A_PAGE: Final = 20
"""Groups: one says in a dozen lines what is odd, and has to be read."""
UNITS_ON_A_PAGE: Final = 200
"""Units of one group: a line each."""
CERTAINTY: Final[dict[str, str | Promise]] = {
    "certain": gettext_lazy("Chắc chắn có số sai"),
    "likely": gettext_lazy("Rất có thể có số sai"),
    "possible": gettext_lazy("Nên xem lại"),
}
_ORDER: Final = tuple(CERTAINTY)


@dataclass(frozen=True)
class Line:
    """One finding with the name of its unit."""

    flag: Flag
    name: str


@dataclass(frozen=True)
class Group:
    """Findings of one rule about one figure. `indicator`: None for what is odd about all figures of a unit together."""

    key: str
    title: str
    certainty: str
    indicator: IndicatorSpec | None
    lines: tuple[Line, ...]

    @property
    def first(self) -> Flag:
        return self.lines[0].flag

    @property
    def certainty_words(self) -> str | Promise:
        return CERTAINTY[self.certainty]

    @property
    def seen(self) -> str:
        """The digest of what the reader sees: a reason is for these figures, not for others that came in meanwhile."""
        return hashlib.sha256("".join(sorted(line.flag.cause for line in self.lines)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Answered:
    """Findings of a group to which the same reason was given. `pks`: the rows that hold it, none where it stands in returns."""

    group: Group
    answer: Answer
    pks: tuple[int, ...]


def open_groups(
    flags: Iterable[Flag], indicators: Mapping[str, IndicatorSpec], names: Mapping[str, str]
) -> list[Group]:
    """What has no reason yet: the most certain first, then in the order of the form."""
    return _groups([one for one in flags if not one.answer], indicators, names)


def answered_groups(
    flags: Iterable[Flag], indicators: Mapping[str, IndicatorSpec], names: Mapping[str, str]
) -> list[Answered]:
    """What has a reason, those of one reason together."""
    by_reason: dict[tuple[str, str], list[Flag]] = {}
    for one in flags:
        if one.answer:
            by_reason.setdefault((one.answer.reason, one.answer.by), []).append(one)
    return [
        Answered(
            group,
            answer,
            tuple(line.flag.answer.pk for line in group.lines if line.flag.answer and line.flag.answer.pk),
        )
        for same in by_reason.values()
        for group in _groups(same, indicators, names)
        if (answer := group.first.answer)
    ]


def _groups(flags: Sequence[Flag], indicators: Mapping[str, IndicatorSpec], names: Mapping[str, str]) -> list[Group]:
    together: dict[tuple[str, str], list[Flag]] = {}
    for one in flags:
        together.setdefault((one.code, one.indicator), []).append(one)
    place = {code: n for n, code in enumerate(indicators)}
    keys = sorted(together, key=lambda k: (_ORDER.index(together[k][0].certainty), place.get(k[1], -1), k[0]))
    return [
        Group(
            f"{code}-{indicator}", together[code, indicator][0].title, together[code, indicator][0].certainty,
            indicators.get(indicator), tuple(Line(one, names.get(one.unit, one.unit)) for one in together[code, indicator]),
        )
        for code, indicator in keys
    ]  # fmt: skip


def given(groups: Iterable[Group], typed: Mapping[str, str]) -> list[tuple[Odd, str]]:
    """Every finding for whose group a reason was typed. WrongState where figures changed since the page was opened."""
    reasons = []
    for group in groups:
        text = typed.get(f"{REASON}{group.key}", "").strip()
        if text and typed.get(f"{SEEN}{group.key}") != group.seen:
            raise WrongState(_("Số liệu vừa thay đổi trong lúc quý vị viết. Xem lại con số rồi ghi lý do."))
        if text:
            reasons += [(_odd(line.flag), text) for line in group.lines]
    return reasons


def named_rows(answered: Iterable[Answered], asked: Mapping[str, str]) -> list[int]:
    """The rows of all reasons that one form on the page stands for. WrongState where they are others by now."""
    said = tuple(asked.get(name) for name in ("dieu", "ly_do", "da-thay"))
    found = [one.pks for one in answered if one.pks and (one.group.key, str(one.pks[0]), one.group.seen) == said]
    if not found:
        raise WrongState(_("Lý do này vừa thay đổi. Xem lại rồi bỏ lý do nếu cần."))
    return list(found[0])


def _odd(flag: Flag) -> Odd:
    return Odd(flag.unit, flag.indicator, flag.code, flag.cause, flag.message)
