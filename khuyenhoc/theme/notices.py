"""What an act says when it is done, kept for the next page, with the way to undo it."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

UNDO: Final = "undo:"


def say(request: HttpRequest, text: str, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Shows `text` on the next page. `undo`: the address that takes the act back by POST, offered as a button."""
    messages.add_message(request, level, text, extra_tags=f"{UNDO}{undo}" if undo else "")


def undo_of(message: Message) -> str:
    """The address that takes the act back, or ""."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


def kind_of(message: Message) -> str:
    """success, info, warning or error: the look of the notice (`kh-notice--…`)."""
    return "info" if message.level_tag == "debug" else message.level_tag
