"""What a station says of itself every minute. It is kept as it came: another program may have written anything."""

from __future__ import annotations

from collections.abc import Mapping


def waiting_at(heartbeat: object) -> int | None:
    """How many rows wait there for the centre; None where it did not say."""
    count = heartbeat.get("waiting") if isinstance(heartbeat, Mapping) else None
    return count if isinstance(count, int) and not isinstance(count, bool) else None
