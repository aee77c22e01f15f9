"""What opening the pages for a unit means, by what stands for it."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.conflicts.rules import Origin
from khuyenhoc.returns.typing.rules import Standing, Start, start

OWN, OTHER = 1, 2


@pytest.mark.parametrize(
    ("open_", "changed", "expected"),
    [
        (None, {}, Start.FRESH),
        (None, {"is_accepted": True}, Start.ACCEPTED),
        (None, {"is_accepted": True, "may_revise": True}, Start.REVISE),
        (None, {"typed": True}, Start.RESUME),
        (None, {"typed": True, "is_closed": True}, Start.CLOSED),
        (("draft", OWN), {}, Start.MEND),
        (("draft", OTHER), {}, Start.CONTEND),
        (("submitted", OWN), {}, Start.WAITING),
        (("submitted", OTHER), {}, Start.WAITING),
        (("sent_back", OWN), {}, Start.MEND),
        (("sent_back", OTHER), {"is_accepted": True}, Start.MEND),
    ],
)
def test_what_opening_the_pages_means(open_, changed, expected):
    standing = Standing(open_[0], Origin(open_[1], 7)) if open_ else None
    usual = {"typed": False, "is_accepted": False, "may_revise": False, "is_closed": False}
    assert start(open_=standing, by=OWN, **{**usual, **changed}) is expected
