"""One answer of Get-Printer-Attributes as the status every device has, and as what hinders a job. Pure."""

from __future__ import annotations

from dataclasses import replace

from hardware.certificate_printer.capabilities import PaperChoice, capabilities_of
from hardware.certificate_printer.frames import Message
from hardware.certificate_printer.levels import levels_of
from hardware.certificate_printer.reason_words import bare
from hardware.certificate_printer.reasons import ROOM, paper_state, printer_cause, warning_of
from hardware.certificate_printer.vocabulary import PrinterState
from hardware.faults import status_of
from hardware.status import DeviceState, DeviceStatus


def hindrance(printer: Message, paper: PaperChoice, *, waiting: bool = False) -> str:
    """The fault word of what keeps it from printing now, or empty.

    `waiting`: a job is on and on; then also what usually passes by itself counts.
    """
    cause = printer_cause(printer, waiting=waiting)
    words = {bare(each) for each in printer.words("printer-state-reasons")}
    if cause == "media_empty" and "media-empty" not in words and capabilities_of(printer).other_paper_loaded(paper):
        return "media_wrong"  # it asks for paper, and has paper: of another size
    return cause


def device_status(printer: Message, paper: PaperChoice) -> DeviceStatus:
    """What hinders first, then what it lacks by its nature, then a warning."""
    reasons = printer.words("printer-state-reasons")
    capabilities, levels = capabilities_of(printer), levels_of(printer)
    filled = paper_state(reasons)
    wrong = hindrance(printer, paper) or capabilities.shortfall(paper)
    if wrong:
        return status_of(ROOM, wrong, paper=filled, media=levels.output)
    busy = printer.number("printer-state") == PrinterState.PROCESSING
    state = DeviceState.BUSY if busy else DeviceState.ONLINE
    warning = warning_of(reasons) or ("toner_low" if levels.toner_low else "")
    warning = warning or ("media_other" if capabilities.other_paper_loaded(paper) else "")
    if not warning:
        return DeviceStatus(state, filled, levels.output)
    return replace(status_of(ROOM, warning, paper=filled, media=levels.output), state=state)


def in_a_job(status: DeviceStatus) -> DeviceStatus:
    """As seen while our own job is there: a printer without trouble is busy, whatever it says."""
    return replace(status, state=DeviceState.BUSY) if status.state is DeviceState.ONLINE else status
