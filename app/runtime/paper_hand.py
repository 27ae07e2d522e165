"""Works the two printers. Printed is what the printer itself confirmed, nothing less; each job is in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import Any

from app.domain.case import SubmittedCase
from app.domain.errors import TerminalError
from app.domain.prints import PaperKind, PrintJob
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.journeys.events import (
    CertificateKept,
    CertificateNotPrinted,
    CertificatePrinted,
    Event,
    ReceiptNotPrinted,
    ReceiptPrinted,
)
from app.journeys.station_events import SlipCameLate
from app.runtime.certificate import certificate_again, keep_certificate, make_certificate, make_result, own_again
from app.runtime.errands import PAPER, Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.print_jobs import NOT_MADE, print_document, print_receipt
from app.runtime.print_stock import take_stock
from app.runtime.worker import Worker
from hardware import (
    DocumentNotPrinted,
    DocumentOutcome,
    DocumentPrinted,
    HardwareError,
    NotPrinted,
    Printed,
    PrintOutcome,
    Receipt,
)

NO_PRINTER = "offline"


class PaperHand:
    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.receipts = Worker("receipt-printer")
        self.certificates = Worker("certificate-printer")
        self.newest_receipt = ""
        """The ledger's id of what may lie in the printer's mouth."""

    def warm(self) -> None:
        """Load the papers' fonts while nobody waits; a station without a certificate has nothing to load."""
        self._errands.loose(self.certificates, lambda _: self._machine.certificates().warm_up(), _warmed)
        self.take_stock()

    def take_stock(self) -> None:
        """What an earlier run left printing: asked of the printer where it can tell, else left to a person."""
        printer = self._machine.bench.certificate_printer
        self._errands.loose(self.certificates, lambda _: take_stock(self._machine.prints(), printer), _warmed)

    def print_receipt(self, case: SubmittedCase, language: str, write: Callable[[], Receipt]) -> None:
        """`write` makes the lines, in the printer's own worker."""
        self.print_slip(PaperKind.RECEIPT, case.id, case.number, language, write)

    def print_slip(
        self, paper: PaperKind, owner_id: str, number: str, language: str, write: Callable[[], Receipt]
    ) -> None:
        """`owner_id` is the case's, or the ticket's; `number` is the paper's own."""
        printer = self._machine.bench.receipt_printer
        if printer is None:
            self._errands.say(ReceiptNotPrinted(NO_PRINTER))
            return

        def work(stop: Flag) -> PrintOutcome:
            ledger = self._machine.prints()
            job = ledger.queue(owner_id, paper, number, language)
            self.newest_receipt = job.id
            return print_receipt(ledger, printer, job, write, stop)

        self._errands.start(PAPER, self.receipts, work, receipt_said, lambda result: _receipt_late(result, owner_id))

    def print_certificate(self, item: ServiceItem, case: SubmittedCase, draft: Draft) -> None:
        """A new one: made, issued and printed."""
        self._certify(lambda: make_certificate(self._machine, item, case, draft))

    def keep_certificate(self, item: ServiceItem, case: SubmittedCase, draft: Draft) -> None:
        """A new one: made and issued, and not printed yet."""
        self._errands.start(
            PAPER, self.certificates, lambda _: keep_certificate(self._machine, item, case, draft), _certificate_kept
        )

    def print_certificate_again(self, case: SubmittedCase) -> None:
        """The one that did not come out."""
        self._certify(lambda: certificate_again(self._machine.prints(), case))

    def print_own_again(self, case_id: str, number: str, before: Callable[[], None]) -> None:
        """The certificate this station made for a case before, where the ledger allows it; `before` it is asked."""

        def queue() -> tuple[PrintJob, bytes]:
            before()
            return own_again(self._machine.prints(), case_id, number)

        self._certify(queue)

    def print_result(self, item: ServiceItem, case: SubmittedCase) -> None:
        """Of a case that a desk completed: made from what is kept of it, once; after that the very same paper."""
        self._certify(lambda: make_result(self._machine, item, case))

    def _certify(self, queue: Callable[[], tuple[PrintJob, bytes]]) -> None:
        printer = self._machine.bench.certificate_printer
        if printer is None:
            self._errands.say(CertificateNotPrinted(NO_PRINTER))
            return

        def work(stop: Flag) -> DocumentOutcome:
            job, pdf = queue()
            return print_document(self._machine.prints(), printer, job, pdf, stop)

        self._errands.start(PAPER, self.certificates, work, certificate_said)


def _warmed(result: Any) -> None:
    said_failed(result, TerminalError, HardwareError)


def receipt_said(result: Any) -> Event:
    if said_failed(result, HardwareError, TerminalError):
        return ReceiptNotPrinted(NO_PRINTER if isinstance(result.error, HardwareError) else NOT_MADE)
    outcome: PrintOutcome = result
    match outcome:
        case Printed(presented=presented):
            return ReceiptPrinted(presented is True)
        case NotPrinted(cause=cause):
            return ReceiptNotPrinted(cause)


def _receipt_late(result: Any, case_id: str) -> Event | None:
    """Its sitting was over before it came out: where it is seen to lie in the slot, it is not left there unwatched."""
    said_failed(result, HardwareError, TerminalError)
    return SlipCameLate(case_id) if isinstance(result, Printed) and result.presented is True else None


def _certificate_kept(result: Any) -> Event:
    return CertificateNotPrinted(NOT_MADE) if said_failed(result, TerminalError) else CertificateKept()


def certificate_said(result: Any) -> Event:
    if said_failed(result, HardwareError, TerminalError):
        return CertificateNotPrinted(NOT_MADE)
    outcome: DocumentOutcome = result
    match outcome:
        case DocumentPrinted():
            return CertificatePrinted()
        case DocumentNotPrinted(cause=cause, begun=begun):
            return CertificateNotPrinted(cause, begun)
