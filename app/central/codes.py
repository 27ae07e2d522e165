"""Codes that people see, type and scan: Crockford base32, so that no letter is taken for a digit."""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})

PAGE_CODE_LENGTH = 20
ENROLMENT_CODE_LENGTH = 12


def new_code(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def grouped(code: str) -> str:
    """`K7QM-3XPA-9BCD`: four at a time, for reading aloud and typing."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def typed(text: str) -> str:
    """What a person meant: capitals, no dashes, O is 0, I and L are 1."""
    return text.upper().translate(_LOOK_ALIKES)


def is_code(text: str, length: int) -> bool:
    return len(text) == length and all(letter in _ALPHABET for letter in text)


def fingerprint(code: str) -> str:
    """How a code rests in the database: 60 random bits need no slow hash."""
    return hashlib.sha256(code.encode()).hexdigest()
