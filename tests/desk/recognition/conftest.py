"""A commune with two villages that keeps a register, as the room's own tests have it, and its poster."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.joining.acts import invite
from khuyenhoc.recognition.joining.links import poster_token
from khuyenhoc.recognition.joining.models import Invitation
from tests.recognition.conftest import commune, families, keeper, villages

__all__ = ["commune", "families", "keeper", "villages"]


@pytest.fixture
def poster(keeper, commune, villages, families) -> Invitation:
    """Of thôn Đông, for families in 2023."""
    (made,) = invite(
        by=keeper, unit=commune, villages=villages[:1], model=LearningModel.FAMILY, year=2023,
        expires_on=dt.date(2099, 12, 31),
    )  # fmt: skip
    return made


@pytest.fixture
def at_poster(poster) -> str:
    """Where the poster's pages begin."""
    return f"/dk/{poster_token(poster)}/"
