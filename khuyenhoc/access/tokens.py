"""Secret addresses: letters that nobody guesses, signed by the installation's key, found by their hash and kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS: Final = 20
"""A hundred bits. Small letters and digits of which no two look alike, since some are typed off a paper."""
NONCE_BYTES: Final = 16
_ALIKE_NONE: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcdefghijkmnpqrstuvwxyz23456789")


def new_nonce() -> str:
    """What a token is made from, to be kept in its place: 32 letters."""
    return secrets.token_hex(NONCE_BYTES)


def token_from(salt: str, nonce: str) -> str:
    """What stands in the address: letters and digits, signed by the installation's key. `salt` keeps kinds of links apart."""
    made = salted_hmac(salt, nonce, algorithm="sha256").digest()
    return base64.b32encode(made).decode().translate(_ALIKE_NONE)[:LETTERS]


def hashed(token: str) -> str:
    """By what a token is found, as it was typed: capitals and spaces around do not matter."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


def is_from(token: str, salt: str, nonce: str) -> bool:
    """Whether a token was made from a nonce by this installation."""
    return constant_time_compare(token_from(salt, nonce), token.strip().lower())
