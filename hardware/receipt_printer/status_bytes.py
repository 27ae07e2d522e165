"""What the printer answers to DLE EOT n and GS r 1. Pure.

DLE EOT n is answered at once, even off-line; its byte is 0xx1xx10. GS r 1 is answered in order; its byte is 0000xxxx.
"""

from __future__ import annotations

from dataclasses import dataclass

from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus, MediaState, PaperState

PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER_SENSOR = 1, 2, 3, 4


def ask(number: int) -> bytes:
    """DLE EOT n."""
    return bytes((0x10, 0x04, number))


def is_status(byte: int) -> bool:
    """An answer to DLE EOT."""
    return byte & 0x93 == 0x12


def is_end(byte: int) -> bool:
    """An answer to GS r 1: the printer has worked off everything sent before it."""
    return byte & 0xF0 == 0


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The four answers, as bytes; 0x12 is "nothing to report" for each."""

    printer: int = 0x12
    offline_cause: int = 0x12
    error_cause: int = 0x12
    paper: int = 0x12

    @property
    def offline(self) -> bool:
        return bool(self.printer & 0x08)

    @property
    def cover_open(self) -> bool:
        return bool(self.offline_cause & 0x04)

    @property
    def paper_out(self) -> bool:
        return bool(self.paper & 0x60) or bool(self.offline_cause & 0x20)

    @property
    def paper_low(self) -> bool:
        return bool(self.paper & 0x0C)

    @property
    def cause(self) -> str:
        """The word of `NotPrinted.cause`, or empty where nothing keeps the printer from printing."""
        if self.cover_open:
            return "cover_open"
        if self.error_cause & 0x08:
            return "cutter_error"
        if self.error_cause & 0x04:
            return "jammed"
        if self.paper_out:
            return "paper_out"
        return "offline" if self.offline or self.error_cause & 0x60 else ""


def end_reports_paper_low(byte: int) -> bool:
    """Near-end bits of the GS r 1 answer."""
    return bool(byte & 0x03)


def device_status(report: StatusReport, media: MediaState | None = None) -> DeviceStatus:
    """The report in the words every device shares; all causes are words of faults.toml."""
    word = report.cause or ("paper_low" if report.paper_low else "")
    if not word:
        return DeviceStatus(DeviceState.ONLINE, PaperState.FULL, media)
    return status_of("receipt_printer", word, paper=_paper(report), media=media)


def _paper(report: StatusReport) -> PaperState:
    if report.error_cause & 0x04:
        return PaperState.JAMMED
    if report.paper_out:
        return PaperState.OUT
    return PaperState.LOW if report.paper_low else PaperState.FULL
