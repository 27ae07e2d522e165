"""What the reasons of a printer's answer mean: for a job, for the status, for the paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.reason_words import CAUSES, LOWS, PASSING, bare, cause_word
from hardware.certificate_printer.vocabulary import PrinterState
from hardware.status import PaperState

ROOM = "certificate_printer"
_OUT = frozenset({"media_empty", "tray_missing"})
_ORDER = {word: place for place, word in enumerate(dict.fromkeys(CAUSES.values()))}


def cause_of(reasons: Iterable[str], *, stopped: bool = False, waiting: bool = False) -> str:
    """The heaviest cause that keeps the printer from printing, or empty.

    A reason without a severity is an error. Warnings and reports count only while something has stopped: the second
    tray may be empty while the first still has paper. What passes by itself counts only when stopped or `waiting`.
    """
    found = set()
    for reason in reasons:
        word = bare(reason)
        light = reason != word and reason.lower().endswith(("-warning", "-report"))
        passing = word in PASSING
        if stopped or (waiting and passing) or not (light or passing):
            found.add(cause_word(word))
    return min(found - {""}, key=lambda cause: _ORDER[cause], default="")


def printer_cause(printer: Message, *, waiting: bool = False) -> str:
    """What keeps this printer from printing, by its own Get-Printer-Attributes answer."""
    stopped = printer.number("printer-state") == PrinterState.STOPPED
    cause = cause_of(printer.words("printer-state-reasons"), stopped=stopped, waiting=waiting)
    accepting = printer.find("printer-is-accepting-jobs") != (False,)
    return cause or ("offline" if stopped or not accepting else "")


def warning_of(reasons: Iterable[str]) -> str:
    """The first thing that will soon keep it from printing, or empty."""
    words = {bare(each) for each in reasons}
    return next((warning for keyword, warning in LOWS.items() if keyword in words), "")


def paper_state(reasons: Iterable[str]) -> PaperState:
    """Of the paper as a whole: a jam first, then out, then low."""
    words = {bare(each) for each in reasons}
    causes = {cause_word(each) for each in words}
    if "media_jam" in causes:
        return PaperState.JAMMED
    if causes & _OUT:
        return PaperState.OUT
    return PaperState.LOW if any(LOWS.get(each) == "media_low" for each in words) else PaperState.FULL
