"""One print job through the ledger: the row before the byte, and the end as the printer told it. No Qt in here.

`sent` is on the disk before the printer hears anything; whatever stops the program after that leaves `sent`, which
the next start calls unknown and shows to a person.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event as Flag
from typing import TypeVar, assert_never

from app.domain.errors import TerminalError
from app.domain.fault_trail import fault_trail
from app.domain.print_ledger import PrintLedger
from app.domain.prints import OF_THE_RECEIPT_PRINTER, Failed, Presented, PrintEnd, PrintJob, Unheard, not_printed
from hardware import (
    Cancelled,
    CertificatePrinter,
    DocumentNotPrinted,
    DocumentOutcome,
    DocumentPrinted,
    LinkNotThere,
    NotPrinted,
    Printed,
    PrintOutcome,
    Receipt,
    ReceiptPrinter,
)

_log = logging.getLogger(__name__)
T = TypeVar("T")

NOT_MADE = "not_made"
OFFLINE = "offline"
CANCELLED = "cancelled"
BROKE_OFF = "broke_off"
"""The cause of a job whose driver raised what no driver should."""


def print_receipt(
    ledger: PrintLedger, printer: ReceiptPrinter, job: PrintJob, write: Callable[[], Receipt], stop: Flag | None = None
) -> PrintOutcome:
    """`write` makes the lines. Raises what the driver raises, once that is in the ledger.

    Half a receipt that an earlier run left hanging out is crossed out and cut off first.
    """

    def make() -> tuple[Receipt, bool]:
        earlier = ledger.latest_sent(*OF_THE_RECEIPT_PRINTER)
        return write(), earlier is not None and earlier.may_hang_out

    receipt, after_half = made(ledger, job, make)
    return _through(ledger, job, lambda: printer.print(receipt, stop, after_half=after_half), _end_of_receipt)


def print_document(
    ledger: PrintLedger, printer: CertificatePrinter, job: PrintJob, pdf: bytes, stop: Flag | None = None
) -> DocumentOutcome:
    """The printer's own reference is kept before a byte leaves. Raises what the driver raises, once in the ledger."""

    def act() -> DocumentOutcome:
        return printer.print(pdf, job.number, cancel=stop, on_reference=lambda told: _refer(ledger, job, told))

    return _through(ledger, job, act, end_of_document)


def made(ledger: PrintLedger, job: PrintJob, make: Callable[[], T]) -> T:
    """What is to be printed; where it cannot be made, the queued job has failed with nothing begun."""
    try:
        return make()
    except BaseException:
        _keep(ledger, job, Failed(NOT_MADE, begun=False))
        raise


def _through(ledger: PrintLedger, job: PrintJob, act: Callable[[], T], end_of: Callable[[T], PrintEnd]) -> T:
    ledger.sent(job.id)
    try:
        outcome = act()
    except LinkNotThere:
        _keep(ledger, job, Failed(OFFLINE, begun=False))
        raise
    except Cancelled:  # by the interfaces only before the first byte
        _keep(ledger, job, Failed(CANCELLED, begun=False))
        raise
    except BaseException:
        _keep(ledger, job, Unheard(BROKE_OFF))
        raise
    _keep(ledger, job, end_of(outcome))
    return outcome


def _keep(ledger: PrintLedger, job: PrintJob, end: PrintEnd) -> None:
    """A store that fails now does not change what came out: the job stays `sent`, and a person is asked later."""
    try:
        ledger.end(job.id, end)
    except TerminalError as error:
        _log.error("the end of a print job was not kept: %s", fault_trail(error))


def _refer(ledger: PrintLedger, job: PrintJob, reference: str) -> None:
    """Without it a person must look after a restart, as with a printer that gives none: the paper need not wait."""
    try:
        ledger.refer(job.id, reference)
    except TerminalError as error:
        _log.error("the reference of a print job was not kept: %s", fault_trail(error))


def _end_of_receipt(outcome: PrintOutcome) -> PrintEnd:
    match outcome:
        case Printed():
            return Presented()
        case NotPrinted(cause=cause, begun=begun, whole=whole):
            return not_printed(cause, begun, whole=whole)
        case _ as never:
            assert_never(never)


def end_of_document(outcome: DocumentOutcome) -> PrintEnd:
    match outcome:
        case DocumentPrinted(job=reference):
            return Presented(reference)
        case DocumentNotPrinted(cause=cause, begun=begun, job=reference):
            return not_printed(cause, begun, reference=reference)
        case _ as never:
            assert_never(never)
