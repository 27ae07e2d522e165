"""Works the two printers. Printed is what the printer itself confirmed, nothing less."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import Any

from app.domain.case import SubmittedCase
from app.domain.errors import TerminalError
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.journeys.events import (
    CertificateNotPrinted,
    CertificatePrinted,
    Event,
    ReceiptNotPrinted,
    ReceiptPrinted,
)
from app.runtime.certificate import make_certificate
from app.runtime.errands import PAPER, Errands, said_failed
from app.runtime.machine import Machine
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
NOT_MADE = "not_made"


class PaperHand:
    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.receipts = Worker("receipt-printer")
        self.certificates = Worker("certificate-printer")

    def warm(self) -> None:
        """Load the papers' fonts while nobody waits; a station without a certificate has nothing to load."""
        self._errands.loose(self.certificates, lambda _: self._machine.certificates().warm_up(), _warmed)

    def print_receipt(self, write: Callable[[], Receipt]) -> None:
        """`write` makes the lines, in the printer's own worker."""
        printer = self._machine.bench.receipt_printer
        if printer is None:
            self._errands.say(ReceiptNotPrinted(NO_PRINTER))
            return
        self._errands.start(PAPER, self.receipts, lambda stop: printer.print(write(), stop), _receipt_said)

    def print_certificate(self, item: ServiceItem, case: SubmittedCase, draft: Draft) -> None:
        printer = self._machine.bench.certificate_printer
        if printer is None:
            self._errands.say(CertificateNotPrinted(NO_PRINTER))
            return

        def work(stop: Flag) -> DocumentOutcome:
            certificate = make_certificate(self._machine, item, case, draft)
            return printer.print(certificate.pdf, case.number, cancel=stop)

        self._errands.start(PAPER, self.certificates, work, _certificate_said)


def _warmed(result: Any) -> None:
    said_failed(result, TerminalError)


def _receipt_said(result: Any) -> Event:
    if said_failed(result, HardwareError):
        return ReceiptNotPrinted(NO_PRINTER if isinstance(result.error, HardwareError) else NOT_MADE)
    outcome: PrintOutcome = result
    match outcome:
        case Printed():
            return ReceiptPrinted()
        case NotPrinted(cause=cause):
            return ReceiptNotPrinted(cause)


def _certificate_said(result: Any) -> Event:
    if said_failed(result, HardwareError, TerminalError):
        return CertificateNotPrinted(NOT_MADE)
    outcome: DocumentOutcome = result
    match outcome:
        case DocumentPrinted():
            return CertificatePrinted()
        case DocumentNotPrinted(cause=cause):
            return CertificateNotPrinted(cause)
