"""A receipt printer: lines in, one confirmed outcome out."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class TextLine:
    """`align` is left, center or right; `large` is double width and height."""

    text: str
    align: str = "left"
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line of dashes over the whole width."""


@dataclass(frozen=True, slots=True)
class QrLine:
    content: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    lines: int = 1


ReceiptLine = TextLine | RuleLine | QrLine | FeedLine
Receipt = tuple[ReceiptLine, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The printer itself confirmed the end of the job, cut included. `paper_low`: say so to staff."""

    paper_low: bool = False


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """`cause`: paper_out, cover_open, cutter_error, no_answer, offline, jammed.
    `begun`: part of it may lie in the slot.
    """

    cause: str
    begun: bool


PrintOutcome = Printed | NotPrinted


class ReceiptPrinter(Protocol):
    def print(self, receipt: Receipt, cancel: Event | None = None) -> PrintOutcome:
        """Print, cut, and wait for the printer's own confirmation.

        Cancelled in the middle it is `NotPrinted("no_answer", begun=True)`. Raises LinkNotThere, and Cancelled only
        before the first byte.
        """

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
