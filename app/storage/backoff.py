"""How long a failed row rests: twice as long each time, up to a cap, never two stations in step."""

from __future__ import annotations

import random
from datetime import timedelta

FIRST_REST_S = 5.0
LONGEST_REST_S = 900.0
JITTER = 0.25

# A row that rests beyond this was postponed by a clock that has since been set back: it is due.
REST_LIMIT = timedelta(seconds=LONGEST_REST_S * (1 + JITTER))


def rest(attempts: int) -> timedelta:
    """After the first failure `attempts` is 1."""
    doubled = FIRST_REST_S * 2 ** min(attempts - 1, 20)
    return timedelta(seconds=min(doubled, LONGEST_REST_S) * random.uniform(1 - JITTER, 1 + JITTER))
