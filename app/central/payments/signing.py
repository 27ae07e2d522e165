"""The signature of the gateway's protocol: HMAC-SHA256 with the key both sides have, over what must not be changed.

    request:  METHOD \\n path with query \\n timestamp \\n nonce \\n SHA-256 of the body
    answer:   status \\n timestamp \\n nonce of the request \\n SHA-256 of the body

A timestamp (seconds since 1970) is believed for CLOCKS_DIFFER_S before and after.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping

TIMESTAMP, NONCE, SIGNATURE = "Bianmin-Timestamp", "Bianmin-Nonce", "Bianmin-Signature"
CLOCKS_DIFFER_S = 300
SHORTEST_KEY = 32


def request_headers(key: bytes, method: str, path: str, body: bytes) -> dict[str, str]:
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    return _headers(timestamp, nonce, _signature(key, method, path, timestamp, nonce, body))


def answer_headers(key: bytes, status: int, nonce: str, body: bytes) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return _headers(timestamp, nonce, _signature(key, str(status), timestamp, nonce, body))


def is_request(key: bytes, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether whoever has the key said exactly this, lately."""
    told = _told(headers)
    return _is_signed(key, told, method, path, told[TIMESTAMP], told[NONCE], body)


def is_answer(key: bytes, status: int, nonce: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether it is the answer to the request with this nonce."""
    told = _told(headers)
    return told[NONCE] == nonce and _is_signed(key, told, str(status), told[TIMESTAMP], nonce, body)


def _told(headers: Mapping[str, str]) -> dict[str, str]:
    lowered = {name.lower(): value for name, value in headers.items()}
    return {name: lowered.get(name.lower(), "") for name in (TIMESTAMP, NONCE, SIGNATURE)}


def _headers(timestamp: str, nonce: str, signature: str) -> dict[str, str]:
    return {TIMESTAMP: timestamp, NONCE: nonce, SIGNATURE: signature}


def _is_signed(key: bytes, told: Mapping[str, str], *parts: str | bytes) -> bool:
    stamp = told[TIMESTAMP]
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16 and told[NONCE]):
        return False
    if abs(time.time() - int(stamp)) > CLOCKS_DIFFER_S:
        return False
    return hmac.compare_digest(told[SIGNATURE].encode(), _signature(key, *parts).encode())


def _signature(key: bytes, *parts: str | bytes) -> str:
    lines = [hashlib.sha256(each).hexdigest() if isinstance(each, bytes) else each for each in parts]
    return hmac.new(key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()
