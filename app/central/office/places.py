"""Where a list goes on, as it stands in an address: microseconds of the epoch and an id."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_PLACE = re.compile(r"(\d{10,20})\.([0-9a-f-]{36})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place_text(at: datetime, row_id: str) -> str:
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}.{row_id}"


def place_of(text: str) -> tuple[datetime, str] | None:
    """None for one that was never told: then a list begins at its beginning."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    try:
        return _EPOCH + timedelta(microseconds=int(found[1])), found[2]
    except OverflowError:
        return None
