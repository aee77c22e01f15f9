"""The units right below one by a share, and how a chart of them is called: shared by report and article. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from khuyenhoc.rollups.figures import AnnualReview, Figures
from khuyenhoc.units.spec import tier
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import sort_key

AT_MOST: Final = 40
"""Units that fit on a page side by side."""
EACH_END: Final = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """Units with their share, the highest first; of more than fit on a page those at both ends, out of `all` of them."""

    rows: tuple[tuple[Fraction, Figures], ...]
    all: int

    @property
    def words(self) -> str:
        """ ", 10 cao nhất và 10 thấp nhất trong 64 đơn vị"; "" where all are there."""
        each = len(self.rows) // 2
        return f", {each} cao nhất và {each} thấp nhất trong {self.all} đơn vị" if len(self.rows) < self.all else ""


def by_share(review: AnnualReview, code: str) -> list[tuple[Fraction, Figures]]:
    """The units right below on the review's map of which a share can be computed, the highest first."""
    known = [(share, d) for d in review.districts if (share := d.share.get(code)) is not None]
    return sorted(known, key=lambda pair: (-pair[0], sort_key(pair[1].unit.name)))


def at_both_ends(ordered: Sequence[tuple[Fraction, Figures]]) -> Ranked:
    """All of them, or where they are too many for a page as many of the first as of the last."""
    shown = ordered if len(ordered) <= AT_MOST else [*ordered[:EACH_END], *ordered[-EACH_END:]]
    return Ranked(tuple(shown), len(ordered))


def below(review: AnnualReview) -> str:
    """ "theo đơn vị cấp huyện": what the units right below are called."""
    return f"theo đơn vị {f'cấp {tier(review.districts[0].unit.level)}' if review.districts else 'trực thuộc'}"


def shares_caption(review: AnnualReview, ranked: Ranked) -> str:
    """Of which figure, which units, when and on which map."""
    on = f", bản đồ đơn vị {sentence_date(review.map.on)}" if review.map else ""
    return f"Tỷ lệ {review.form.models[0].title} {below(review)} {review.named.words}{on}{ranked.words}"
