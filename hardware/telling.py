"""For the bench tools: tell what a device says, once or as it changes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from hardware.status import DeviceStatus


def tell_changes(
    look: Callable[[], object], status: Callable[[], DeviceStatus], *, every_s: float, for_s: float
) -> None:
    """One line a reading that differs from the one before, with the status behind it. Raises what `look` raises."""
    end = time.monotonic() + for_s
    last: object = None
    while last is None or time.monotonic() < end:
        reading = look()
        if reading != last:
            sys.stdout.write(f"{reading}\n{status()}\n")
            last = reading
        time.sleep(min(every_s, max(0.0, end - time.monotonic())))
