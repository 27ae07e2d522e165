"""Whether somebody stands before the terminal: there at once, gone only after a while without anybody. Pure.

A people sensor drops out whenever a person stands still; a screen that went dark then would frighten.
"""

from __future__ import annotations

from dataclasses import dataclass

HOLD_S = 10.0


@dataclass(frozen=True, slots=True)
class Presence:
    """`seen_at`: when the sensor last saw anybody, of the clock handed to `watch`; None: never, or gone."""

    seen_at: float | None = None

    @property
    def present(self) -> bool:
        return self.seen_at is not None


def watch(before: Presence, seen: bool, now: float, hold_s: float = HOLD_S) -> Presence:
    """After one more look at the sensor. `now`: seconds of a clock that only goes on."""
    if seen:
        return Presence(now)
    if before.seen_at is None or now - before.seen_at >= hold_s:
        return Presence()
    return before
