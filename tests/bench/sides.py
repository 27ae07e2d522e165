"""Two things measured in turns, so that what the machine does meanwhile falls on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

Measured = Callable[[], float]
"""Does the thing once and gives what it took, in milliseconds or another unit."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What one side took, round for round."""

    values: list[float]

    def summary(self) -> dict[str, float]:
        return {
            "median": round(median(self.values), 3),
            "min": round(min(self.values), 3),
            "max": round(max(self.values), 3),
        }


def in_turns(ours: Measured, peer: Measured, rounds: int, warm_up: int = 1) -> dict[str, Any]:
    """Ours first in even rounds, the peer first in odd ones; the warm-up is not counted."""
    our_values, peer_values = [], []
    for number in range(rounds + warm_up):
        first, second = (ours, peer) if number % 2 == 0 else (peer, ours)
        values = {first: first(), second: second()}
        if number >= warm_up:
            our_values.append(values[ours])
            peer_values.append(values[peer])
    return compared(our_values, peer_values)


def compared(ours: list[float], peer: list[float]) -> dict[str, Any]:
    """`ratio` is median by median; `ratio_min` and `ratio_max` are of single rounds."""
    single = [a / b for a, b in zip(ours, peer, strict=True)]
    return {
        "ratio": round(median(ours) / median(peer), 3),
        "ratio_min": round(min(single), 3),
        "ratio_max": round(max(single), 3),
        "rounds": len(ours),
        "ours": Rounds(ours).summary(),
        "peer": Rounds(peer).summary(),
    }
