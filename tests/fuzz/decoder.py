"""What is tried on a decoder of bytes from outside, whoever makes the bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Feed = Callable[[bytes], int]
"""Takes the next piece, gives the number of bytes it keeps for later."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """`make` gives one that has heard nothing yet.

    `declared`: the only errors it may raise. `holds`: bytes it may keep, whatever came. `max_len`: of a generated
    string. `longest`: the most its caller ever gives it, where that is more. `in_pieces`: it takes them as they come;
    else one whole message. `lives`: in a station it is kept for a whole day, so it is also tried over all strings.
    """

    make: Callable[[], Feed]
    seeds: tuple[bytes, ...]
    declared: tuple[type[Exception], ...] = ()
    holds: int = 0
    max_len: int = 160
    longest: int = 0
    in_pieces: bool = False
    lives: bool = False


class HoldsTooMuch(AssertionError):
    """More was kept than the decoder says it keeps."""


def hear(decoder: Decoder, feed: Feed, pieces: Iterable[bytes]) -> None:
    """All pieces in turn, to the first declared error. Raises what is not declared, HoldsTooMuch."""
    try:
        for piece in pieces if decoder.in_pieces else (b"".join(pieces),):
            held = feed(piece)
            if held > decoder.holds:
                raise HoldsTooMuch(f"{held} bytes, {decoder.holds} at most")
    except decoder.declared:
        return


def pieces_of(data: bytes) -> Iterable[bytes]:
    """As a line might give them: all at once, or in small pieces, by the length of the whole."""
    step = (len(data) or 1, 64, 16, 5)[len(data) % 4]
    return (data[at : at + step] for at in range(0, len(data), step))


def whole(read: Callable[[bytes], object]) -> Callable[[], Feed]:
    """A decoder that takes a message as one and keeps nothing."""

    def feed(data: bytes) -> int:
        read(data)
        return 0

    return lambda: feed
