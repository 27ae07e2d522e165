"""What the station's clock can say of the time against its wall clock."""

from __future__ import annotations

from app.domain.trusted_time import Sureness
from app.storage.trusted_clock import TrustedClock
from app.sync.tls import KnownTime


def known_time(clock: TrustedClock) -> KnownTime | None:
    """None where the wall clock alone speaks."""
    state = clock.state()
    if state.sureness is Sureness.WALL:
        return None
    return KnownTime(state.moment, state.moment - state.off, state.sureness is Sureness.HELD)
