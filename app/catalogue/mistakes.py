"""Whether a text stands in another but for one mistake of typing: a wrong, a missing, an extra or two swapped signs."""

from __future__ import annotations


def has_with_one_mistake(text: str, wanted: str) -> bool:
    """`wanted` has at least two signs. One of its halves stands there as it is, or its middle was swapped."""
    half = len(wanted) // 2
    first, second = wanted[:half], wanted[half:]
    return (
        swapped_in_the_middle(wanted) in text
        or any(begins_with_one_mistake(text[at + half :], second) for at in _places(text, first))
        or any(begins_with_one_mistake(text[:at][::-1], first[::-1]) for at in _places(text, second))
    )


def swapped_in_the_middle(wanted: str) -> str:
    """The one way to swap two signs that leaves neither half as it is."""
    half = len(wanted) // 2
    return wanted[: half - 1] + wanted[half] + wanted[half - 1] + wanted[half + 1 :]


def begins_with_one_mistake(text: str, wanted: str) -> bool:
    """`wanted` is not empty; its last sign may be one too many."""
    at = next((at for at, each in enumerate(wanted) if text[at : at + 1] != each), len(wanted))
    rest, more = wanted[at:], text[at:]
    is_wrong = bool(more) and more[1:].startswith(rest[1:])
    is_missing, is_extra = more[1:].startswith(rest), more.startswith(rest[1:])
    is_swapped = len(rest) > 1 and more.startswith(rest[1] + rest[0] + rest[2:])
    return is_wrong or is_missing or is_extra or is_swapped


def _places(text: str, piece: str) -> list[int]:
    places, at = [], text.find(piece)
    while at >= 0:
        places.append(at)
        at = text.find(piece, at + 1)
    return places
