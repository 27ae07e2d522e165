"""One way to write a value as bytes, so that the same value always has the same digest."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces, no NaN.

    Raises TypeError or ValueError for what JSON cannot hold (UnicodeEncodeError, a ValueError, for half a
    surrogate pair).
    """
    return _encode(value).encode("utf-8")
