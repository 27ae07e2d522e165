"""Strings that are nearly right: made of right ones, with what lines, tired devices and liars do to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

NASTY = (b"\0", b"\xff", b"\x7f", b"\x80", b"\0\0", b"\xff\xff", b"\0\1", b"\x7f\xff\xff\xff", b"\r\n", b'"', b"\\")
MOST_CHANGES = 4
_MOST_RAW_BYTES = 64


def mutated(random: Random, corpus: Sequence[bytes], max_len: int) -> bytes:
    """One string, of the corpus or of nothing, with up to four changes."""
    data = (
        random.choice(corpus) if corpus and random.random() < 0.9 else random.randbytes(random.randrange(max_len + 1))
    )
    for _ in range(random.randint(0, MOST_CHANGES)):
        data = random.choice(_CHANGES)(random, data, corpus)
    return data[:max_len]


def cut(random: Random, data: bytes) -> list[bytes]:
    """In pieces of random sizes, some of them one byte."""
    pieces, at = [], 0
    while at < len(data):
        size = random.choice((1, 2, 3, 7, 16, 64, 4096))
        pieces.append(data[at : at + size])
        at += size
    return pieces


def _flip(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _overwrite(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Where that is a length, it is a wrong one."""
    at, nasty = random.randrange(len(data) + 1), random.choice(NASTY)
    return data[:at] + nasty + data[at + len(nasty) :]


def _insert(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.randbytes(random.randint(1, 8)) + data[at:]


def _lose(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randint(1, 8) :]


def _tear(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _twice(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    end = at + random.randint(1, _MOST_RAW_BYTES)
    return data[:end] + data[at:]


def _splice(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    other = random.choice(corpus) if corpus else random.randbytes(8)
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


def _behind(random: Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    return data + (random.choice(corpus) if corpus else b"")


_CHANGES: tuple[Callable[[Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip,
    _overwrite,
    _insert,
    _lose,
    _tear,
    _twice,
    _splice,
    _behind,
)
