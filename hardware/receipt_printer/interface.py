"""A receipt printer: lines in, one confirmed outcome out."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import Protocol, runtime_checkable

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
    """The printer itself confirmed the end of the job, cut included. `paper_low`: say so to staff.

    `presented` is what the sensor in the mouth said right afterwards: True, the slip lies there; False, it does not
    (taken at once, or fallen); None, this printer cannot tell.
    """

    paper_low: bool = False
    presented: bool | None = None


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """`cause`: paper_out, cover_open, cutter_error, no_answer, offline, jammed.

    `begun`: part of it may hang out of the printer. `whole`: more than that, every line of it is on the paper, and only
    the cut was not confirmed: somebody may hold it already, so it is printed again only on a person's word.
    """

    cause: str
    begun: bool
    whole: bool = False


PrintOutcome = Printed | NotPrinted


class ReceiptPrinter(Protocol):
    def print(self, receipt: Receipt, cancel: Event | None = None, *, after_half: bool = False) -> PrintOutcome:
        """Print, cut, and wait for the printer's own confirmation.

        What an earlier job left hanging out is first crossed out and cut off: the driver knows of it while it lives,
        after a restart `after_half` tells it (the last job is not known to have come out whole). Then the whole receipt
        comes out anew; nothing is ever gone on with in its middle.

        Cancelled in the middle it is `NotPrinted("no_answer", begun=True)`. Raises LinkNotThere and Cancelled, both
        only before the first byte of the receipt.
        """

    def status(self) -> DeviceStatus:
        """BUSY, at once and without asking, while a job is under way."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """Nothing lies in the mouth any more."""


@dataclass(frozen=True, slots=True)
class StillThere:
    """The slip was not taken in time."""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The printer did not say whether the slip is there. `cause`: no_answer, not_there, busy (with another job)."""

    cause: str


SlipOutcome = Taken | StillThere | NotKnown


@dataclass(frozen=True, slots=True)
class Retracted:
    """The slip lay in the mouth and was drawn back into the printer."""


@dataclass(frozen=True, slots=True)
class NotRetracted:
    """`cause`: nothing_there (it was taken before), still_there, no_answer, not_there, busy (with another job)."""

    cause: str


RetractOutcome = Retracted | NotRetracted


@runtime_checkable
class SlipPresenter(Protocol):
    """What a printer with a presenter can besides; ask `isinstance(printer, SlipPresenter)`.

    A printer without one does not have these verbs, its `Printed.presented` and `DeviceStatus.media` are None.
    """

    def slip_taken(self, timeout_s: float, cancel: Event | None = None) -> SlipOutcome:
        """Wait until the mouth is empty (media taken). Raises Cancelled."""

    def retract(self) -> RetractOutcome:
        """Draw the slip back, so that the next person cannot take it."""
