"""Addresses that leave the house: in messages, on letters, in calendars."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from khuyenhoc.access.links import token_of
from khuyenhoc.access.models import OneTimeLink

CALENDAR: Final = "khuyenhoc.calendar"
CALENDAR_LETTERS: Final = 26
"""Of 64: as much as is needed that nobody guesses one."""


def public(request: HttpRequest, path: str) -> str:
    """A path as an address for others: at the installation's own address, else at the one that is being used now."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def is_for_this_house_only(request: HttpRequest) -> bool:
    """Whether such addresses open on this machine or in this network alone."""
    host = urlsplit(public(request, "/")).hostname or ""
    if host == "localhost" or "." not in host:
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def link_address(request: HttpRequest, link: OneTimeLink, page: str = "link") -> str:
    """Where a link without an account leads: to the pages of sending, or to another page that is opened by one."""
    return public(request, reverse(f"desk:{page}", args=[token_of(link)]))


def calendar_address(request: HttpRequest, unit: str) -> str:
    """The feed of a unit's due dates."""
    return public(request, reverse("desk:calendar", args=[unit, calendar_token(unit)]))


def calendar_token(unit: str) -> str:
    """What a unit's feed is found by: signed, the same for as long as the installation's key."""
    return salted_hmac(CALENDAR, unit, algorithm="sha256").hexdigest()[:CALENDAR_LETTERS]


def is_calendar_token(unit: str, token: str) -> bool:
    return constant_time_compare(calendar_token(unit), token)
