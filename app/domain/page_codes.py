"""Codes behind pages that a phone opens, made at the station and travelling with what they are for."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U to be mistaken on paper."""
LENGTH = 20


def new_code() -> str:
    """100 random bits: of each byte five, one call to the system for all."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(LENGTH))
