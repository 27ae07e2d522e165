"""After a start: what an earlier run left printing. The printer's own memory is asked; the rest is left to a person."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.print_ledger import PrintLedger
from app.domain.prints import OF_THE_CERTIFICATE_PRINTER, PrintJob, Unheard
from app.runtime.print_jobs import end_of_document
from hardware import HardwareError

if TYPE_CHECKING:
    from hardware.certificate_printer.job_memory import RemembersJobs

_log = logging.getLogger(__name__)
NO_ANSWER = "no_answer"


def take_stock(ledger: PrintLedger, printer: object) -> None:
    """`printer` is the certificate printer, or None.

    Nothing is guessed: a printer that does not know, or does not answer, leaves the job unknown.
    """
    from hardware.certificate_printer.job_memory import RemembersJobs

    unknown = [job for job in ledger.take_stock() if job.paper in OF_THE_CERTIFICATE_PRINTER and job.reference]
    if isinstance(printer, RemembersJobs):
        _take_back(printer)
        _ask(ledger, printer, unknown)


def _take_back(printer: RemembersJobs) -> None:
    """First of all, so that no certificate of an earlier sitting comes out before the next person."""
    try:
        printer.take_back_leftovers()
    except HardwareError as error:
        _log.warning("what an earlier run left at the printer could not be taken back: %s", error.code)


def _ask(ledger: PrintLedger, printer: RemembersJobs, unknown: Sequence[PrintJob]) -> None:
    from hardware.certificate_printer.job_memory import DocumentUnknown

    for job in unknown:
        try:
            outcome = printer.job_outcome(job.reference)
        except ValueError:  # a reference of another driver, before the printer was changed
            continue
        if isinstance(outcome, DocumentUnknown):
            if outcome.why == NO_ANSWER:
                return
            continue
        end = end_of_document(outcome)
        if not isinstance(end, Unheard):
            ledger.end(job.id, end)
