"""Reading JSON that somebody else wrote."""

from __future__ import annotations

import json
from typing import Any, TypeGuard

COUNT_MAX = 2**63 - 1


def read_json(content: bytes) -> Any:
    """Raises ValueError for what is no JSON, for NaN, for half a character and for bottomless nesting."""
    try:
        value = json.loads(content, parse_constant=_no_number)
        # An escaped half of a surrogate pair is JSON, but no text that a database or a file could keep.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def is_count(value: Any) -> TypeGuard[int]:
    """No larger than a store can keep."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= COUNT_MAX


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
