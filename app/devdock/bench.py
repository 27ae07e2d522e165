"""The simulators of one bench, by name, as the developer panel works them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A card that can be laid on the reader: what the panel calls it, and the simulator's card."""

    label: str
    card: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """Something the camera can be shown: a label and pictures."""

    label: str
    pictures: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class SimulatedBench:
    """`network` puts the embedded centre on or off the line; `phone` opens a page of it as a phone would."""

    reader: Any
    camera: Any
    receipts: Any
    papers: Any
    keypad: Any
    cards: tuple[SampleCard, ...]
    scenes: tuple[Scene, ...]
    network: Callable[[bool], None]
    phone: Callable[[str], None]

    def device(self, room: str) -> Any:
        return {
            "id_card_reader": self.reader,
            "camera": self.camera,
            "receipt_printer": self.receipts,
            "certificate_printer": self.papers,
            "evaluation_keypad": self.keypad,
        }[room]
