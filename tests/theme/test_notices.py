"""What an act says: the words, the look, the way back."""

from __future__ import annotations

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message

from khuyenhoc.theme.notices import UNDO, kind_of, undo_of


@pytest.mark.parametrize(
    ("tags", "address"), [(f"{UNDO}/bao-cao/12/hoan-tac/", "/bao-cao/12/hoan-tac/"), ("", ""), ("other", "")]
)
def test_the_way_back_is_found(tags: str, address: str) -> None:
    assert undo_of(Message(messages.SUCCESS, "Đã gửi.", extra_tags=tags)) == address


@pytest.mark.parametrize(
    ("level", "kind"),
    [
        (messages.DEBUG, "info"),
        (messages.INFO, "info"),
        (messages.SUCCESS, "success"),
        (messages.WARNING, "warning"),
        (messages.ERROR, "error"),
    ],
)
def test_every_level_has_a_look(level: int, kind: str) -> None:
    assert kind_of(Message(level, "Đã gửi.")) == kind
