"""Reading the machine's two clocks: the wall clock, and one that counts and cannot be set."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from app.domain.trusted_time import Reading

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where a kernel tells one start of the machine from the next."""


def read_clocks() -> Reading:
    """CLOCK_BOOTTIME where there is one: it counts on while the machine sleeps."""
    return Reading(datetime.now(UTC), _counted_s(), _run())


def _counted_s() -> float:
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@cache
def _run() -> str:
    """The same for all programs of one start of the machine; where nobody tells it, this program counts for itself."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return secrets.token_hex(16)
