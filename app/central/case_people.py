"""Whose case it is: the ID numbers in it, and the keyed hash by which they are found again. Pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

APPLICANT, AGENT = "applicant", "agent"
ROLES = (APPLICANT, AGENT)


def numbers_in(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The ID numbers of applicant and agent, in this order; empty where there is none."""
    return (_number_in(data.get(APPLICANT)), _number_in(data.get(AGENT)))


def _number_in(part: object) -> str:
    number = part.get("id_number") if isinstance(part, dict) else None
    return number if isinstance(number, str) else ""


def digest_of(key: bytes, id_number: str) -> bytes:
    digest = _keyed(key).copy()
    digest.update(id_number.strip().upper().encode("utf-8", "surrogatepass"))
    return digest.digest()


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> hmac.HMAC:
    """With the key taken in, which takes longer than a number."""
    return hmac.new(key, digestmod="sha256")


@lru_cache(maxsize=4)
def key_mark(key: bytes) -> str:
    """Names the key, and says nothing of it."""
    return hashlib.sha256(b"bianmin person key" + key).hexdigest()[:16]
