"""printer-state-reasons in our words (RFC 8011 5.4.12, PWG 5100.9). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from hardware.certificate_printer.frames import Message, PrinterState
from hardware.status import DeviceState, DeviceStatus, MendingAction, PaperState

_CAUSES = {
    "media-jam": "media_jam",
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "interlock-open": "cover_open",
    "media-empty": "media_empty",
    "media-needed": "media_empty",
    "input-tray-missing": "media_empty",
    "toner-empty": "toner_empty",
    "marker-supply-empty": "toner_empty",
    "shutdown": "offline",
    "paused": "offline",
}
_SEVERITIES = ("-error", "-warning", "-report")


def _bare(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason


def cause_of(reasons: Iterable[str], *, stopped: bool = False) -> str:
    """The first cause that keeps the printer from printing, or empty.

    A reason without a severity is an error. Warnings and reports count only while something has stopped:
    the second tray may be empty while the first still has paper.
    """
    heavy = {_bare(each) for each in reasons if stopped or not each.endswith(("-warning", "-report"))}
    return next((cause for reason, cause in _CAUSES.items() if reason in heavy), "")


def printer_cause(printer: Message) -> str:
    """What keeps this printer from printing, by its own Get-Printer-Attributes answer."""
    stopped = printer.number("printer-state") == PrinterState.STOPPED
    cause = cause_of(printer.words("printer-state-reasons"), stopped=stopped)
    accepting = printer.find("printer-is-accepting-jobs") != (False,)
    return cause or ("offline" if stopped or not accepting else "")


def paper_state(reasons: Iterable[str]) -> PaperState:
    bare = {_bare(each) for each in reasons}
    if "media-jam" in bare:
        return PaperState.JAMMED
    if bare & {"media-empty", "media-needed", "input-tray-missing"}:
        return PaperState.OUT
    return PaperState.LOW if "media-low" in bare else PaperState.FULL


def device_status(printer: Message) -> DeviceStatus:
    """The answer in the words every device shares."""
    reasons = printer.words("printer-state-reasons")
    paper = paper_state(reasons)
    match printer_cause(printer):
        case "":
            busy = printer.number("printer-state") == PrinterState.PROCESSING
            low = {_bare(each) for each in reasons} & {"toner-low", "marker-supply-low"}
            return DeviceStatus(
                DeviceState.BUSY if busy else DeviceState.ONLINE, paper, detail="toner_low" if low else ""
            )
        case "media_empty" | "cover_open" as cause:
            return DeviceStatus(DeviceState.USER_ERROR, paper, action=MendingAction.CLEAR, detail=cause)
        case "media_jam" | "toner_empty" as cause:
            return DeviceStatus(DeviceState.HARDWARE_ERROR, paper, action=MendingAction.MAINTENANCE, detail=cause)
        case cause:
            return DeviceStatus(DeviceState.OFFLINE, paper, action=MendingAction.RESET, detail=cause)
