"""The colour plates: which figure each shows, what may be answered, what the answers say.

First one that everybody reads, so that it is known whether the person understood: who misses it takes no further one,
for what they answered would say nothing. Then three that an eye without red-green blindness reads. All three have to be
named: who guesses among four figures passes once in 64 times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.journeys.medical.draws import lots, picked, shuffled

FIGURES = ("2", "3", "4", "5", "6", "7", "8", "9")
LIKE = {"3": "589", "5": "3689", "6": "589", "8": "3569", "9": "3568", "2": "7", "4": "9", "7": "2"}
"""What an eye of full colour may take a digit for where one dot more or less decides: never offered beside it."""
RED_GREEN_PLATES = 3
CHOICES = 4
CANNOT_TELL = ""
"""看不出: an answer like the others."""
ATTEMPTS = 2
"""So often the first plate may be missed before the test ends without a verdict, and a person has to judge."""


class PlateKind(StrEnum):
    DEMONSTRATION = "demonstration"
    RED_GREEN = "red_green"


class Colour(StrEnum):
    """As the contract has it for `colour_blind`; these plates tell nothing of its `other`."""

    NONE = "none"
    RED_GREEN = "red_green"


@dataclass(frozen=True, slots=True)
class Plate:
    """`choices` are in their natural order, so that the place says nothing; `seed` draws the dots."""

    kind: PlateKind
    figure: str
    choices: tuple[str, ...]
    seed: int


def plates(seed: int, attempt: int) -> tuple[Plate, ...]:
    """Another attempt has other figures; no figure comes twice in one."""
    lot = lots(seed, f"colour {attempt}")
    kinds = (PlateKind.DEMONSTRATION, *(PlateKind.RED_GREEN for _ in range(RED_GREEN_PLATES)))
    figures = shuffled(lot, FIGURES)[: len(kinds)]
    made = []
    for kind, figure in zip(kinds, figures, strict=True):
        others = shuffled(lot, [each for each in FIGURES if each not in figure + LIKE[figure]])[: CHOICES - 1]
        made.append(Plate(kind, figure, tuple(sorted((figure, *others))), picked(lot, range(256)) * 256 + next(lot)))
    return tuple(made)


def is_invalid(shown: Sequence[Plate], named: Sequence[str]) -> bool:
    """The demonstration was missed: whether by the eye or by a misunderstanding cannot be told."""
    answered = zip(shown, named, strict=False)
    return any(plate.kind is PlateKind.DEMONSTRATION and answer != plate.figure for plate, answer in answered)


def verdict(shown: Sequence[Plate], named: Sequence[str]) -> Colour | None:
    """None: not all plates were answered yet, or the test is invalid."""
    if len(named) < len(shown) or is_invalid(shown, named):
        return None
    read = all(answer == plate.figure for plate, answer in zip(shown, named, strict=True))
    return Colour.NONE if read else Colour.RED_GREEN
