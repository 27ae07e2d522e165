"""The simulator's presenter: it holds the cut slip in the mouth of the printer until somebody takes it."""

from __future__ import annotations

from hardware.receipt_printer.slip import Slip
from hardware.status import PaperState

FULL_STATUS = 20


class Mouth:
    """`stuck`: the slip moves neither out nor back."""

    def __init__(self) -> None:
        self.retracted: list[Slip] = []
        self.taken: list[Slip] = []
        self.stuck = False
        self._slip: Slip | None = None
        self._is_presented = False

    def hold(self, slip: Slip) -> None:
        """A slip was cut; one that still lay there is pushed out."""
        self._slip, self._is_presented = slip, False

    def obey(self, number: int) -> None:
        """GS e n"""
        if self._slip is None or self.stuck:
            return
        match number:
            case 2:  # retract
                self.retracted.append(self._slip)
                self._slip = None
            case 3 | 32:  # present
                self._is_presented = True
            case 5:  # eject
                self._slip = None

    def take(self) -> None:
        if self._slip is not None and self._is_presented:
            self.taken.append(self._slip)
            self._slip = None

    def full_status(self, paper: PaperState, cover_open: bool, cutter_stuck: bool) -> bytes:
        """DLE EOT 20: 10 0F, then paper, user, recoverable and unrecoverable status."""
        in_mouth = self._slip is not None and self._is_presented
        out, low = paper is PaperState.OUT, paper in (PaperState.OUT, PaperState.LOW)
        return bytes(
            (
                0x10,
                0x0F,
                (0x01 if out else 0) | (0x04 if low else 0) | (0x20 if in_mouth else 0),
                0x02 if cover_open else 0,
                0x40 if paper is PaperState.JAMMED else 0,
                0x01 if cutter_stuck else 0,
            )
        )
