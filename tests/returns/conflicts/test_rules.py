"""When two returns of a unit contest each other. Pure."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.conflicts.rules import Origin, clashes

SECRETARY, OFFICE = 1, 2


@pytest.mark.parametrize(
    ("state", "standing", "incoming", "expected"),
    [
        ("draft", Origin(SECRETARY, 7), Origin(OFFICE, 8), True),
        ("submitted", Origin(SECRETARY, 7), Origin(OFFICE, 8), True),
        ("sent_back", Origin(SECRETARY, 7), Origin(OFFICE, 8), False),
        ("draft", Origin(SECRETARY, 7), Origin(SECRETARY, 8), False),
        ("submitted", Origin(SECRETARY, 7), Origin(SECRETARY, 8), False),
        ("draft", Origin(OFFICE, 8), Origin(OFFICE, 8), True),
        ("draft", Origin(SECRETARY, None), Origin(SECRETARY, 8), True),
        ("accepted", Origin(SECRETARY, 7), Origin(OFFICE, 8), False),
    ],
    ids=[
        "two people",
        "two people, sent",
        "sent back",
        "again",
        "again, sent",
        "one sending",
        "page and file",
        "accepted",
    ],
)
def test_two_hands_on_one_return(state: str, standing: Origin, incoming: Origin, expected: bool) -> None:
    assert clashes(state, standing, incoming) is expected
