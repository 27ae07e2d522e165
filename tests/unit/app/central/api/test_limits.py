from __future__ import annotations

from app.central.api import limits
from app.central.api.limits import Limiter


def test_the_bucket_fills_and_empties_again() -> None:
    time = [0.0]
    limiter = Limiter(3, clock=lambda: time[0])
    for _ in range(3):
        assert limiter.has_room("a")
        limiter.charge("a")
    assert not limiter.has_room("a")
    assert limiter.has_room("b")
    time[0] = limits.WINDOW_S / 3
    assert limiter.has_room("a")
    limiter.charge("a")
    assert not limiter.has_room("a")


def test_only_so_many_addresses_are_remembered() -> None:
    limiter = Limiter(1, clock=lambda: 0.0)
    limiter.charge("first")
    for number in range(limits.ADDRESSES_KEPT):
        limiter.charge(str(number))
    assert limiter.has_room("first")
