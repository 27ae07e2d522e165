"""Drawing lots without chance: the same seed and purpose give the same draws on every machine and Python."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T")
_BYTE = 256


def seed_of(case_id: str) -> int:
    """The check's seed: the first 8 bytes of SHA-256 over the case's id, which nobody can choose."""
    return int.from_bytes(hashlib.sha256(case_id.encode()).digest()[:8], "big")


def lots(seed: int, purpose: str) -> Iterator[int]:
    """Bytes without end: SHA-256 over seed, purpose and a counter."""
    for block in count():
        yield from hashlib.sha256(f"{seed} {purpose} {block}".encode()).digest()


def picked(lot: Iterator[int], among: Sequence[T]) -> T:
    """One of at most 256, each as likely as the others: a byte that would favour some is drawn again."""
    fair = _BYTE - _BYTE % len(among)
    return among[next(each for each in lot if each < fair) % len(among)]


def shuffled(lot: Iterator[int], these: Sequence[T]) -> tuple[T, ...]:
    left = list(these)
    drawn = []
    while left:
        one = picked(lot, left)
        left.remove(one)
        drawn.append(one)
    return tuple(drawn)
