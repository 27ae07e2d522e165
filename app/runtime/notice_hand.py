"""Prints one-time notices: the row before the byte, on a slip, or on a sheet where the station prints no slips."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import Any

from app.domain.errors import OurFault, TerminalError
from app.domain.notices import OneTimeNotice
from app.domain.prints import PaperKind
from app.journeys.desk_commands import PrintNotice
from app.journeys.desk_events import NoticeNotPrinted, NoticePrinted
from app.journeys.events import Event
from app.journeys.station_events import SlipCameLate
from app.runtime.errands import PAPER, Errands, said_failed
from app.runtime.machine import Machine, NoticeWriter
from app.runtime.paper_hand import NO_PRINTER, PaperHand
from app.runtime.print_jobs import NOT_MADE, print_document, print_receipt
from app.runtime.worker import Worker
from hardware import (
    CertificatePrinter,
    DocumentNotPrinted,
    DocumentPrinted,
    HardwareError,
    NotPrinted,
    Printed,
    ReceiptPrinter,
)

Outcome = Printed | NotPrinted | DocumentPrinted | DocumentNotPrinted
Print = Callable[[OneTimeNotice, Flag], Outcome]


class NoticeHand:
    def __init__(self, machine: Machine, errands: Errands, paper: PaperHand) -> None:
        self._machine = machine
        self._errands = errands
        self._paper = paper

    def print(self, command: PrintNotice, operator: str, language: str) -> None:
        slips, sheets = self._machine.bench.receipt_printer, self._machine.bench.certificate_printer
        if slips is not None:
            self._start(command, operator, self._paper.receipts, self._on_slip(slips, command, language))
        elif sheets is not None:
            self._start(command, operator, self._paper.certificates, self._on_sheet(sheets, command, language))
        else:
            self._errands.say(NoticeNotPrinted(NO_PRINTER))

    def _start(self, command: PrintNotice, operator: str, worker: Worker, act: Print) -> None:
        given: list[str] = []

        def work(stop: Flag) -> Outcome:
            if self._machine.notices is None:
                raise OurFault("这台工作站不出一次性告知书")
            item = command.item
            notice = self._machine.notices().give(command.case_id, item.code, item.version, command.missing, operator)
            given.append(notice.number)
            return act(notice, stop)

        def said(result: Any) -> NoticePrinted | NoticeNotPrinted:
            return _said(result, given[-1] if given else "")

        def late(result: Any) -> Event | None:
            heard = said(result)
            return SlipCameLate(command.case_id) if isinstance(heard, NoticePrinted) and heard.presented else None

        self._errands.start(PAPER, worker, work, said, late)

    def _on_slip(self, printer: ReceiptPrinter, command: PrintNotice, language: str) -> Print:
        def act(notice: OneTimeNotice, stop: Flag) -> Outcome:
            ledger, write = self._machine.prints(), self._writer()
            job = ledger.queue(notice.case_id, PaperKind.NOTICE, notice.number, language)
            self._paper.newest_receipt = job.id
            told = (notice, command.item, command.masked_name, command.reused, language)
            return print_receipt(ledger, printer, job, lambda: write.slip(*told), stop)

        return act

    def _on_sheet(self, printer: CertificatePrinter, command: PrintNotice, language: str) -> Print:
        def act(notice: OneTimeNotice, stop: Flag) -> Outcome:
            ledger = self._machine.prints()
            pdf = self._writer().sheet(notice, command.item, command.masked_name, command.reused, language)
            job = ledger.queue(notice.case_id, PaperKind.NOTICE, notice.number, language)
            return print_document(ledger, printer, job, pdf, stop)

        return act

    def _writer(self) -> NoticeWriter:
        if self._machine.write_notice is None:
            raise OurFault("这台工作站不出一次性告知书")
        return self._machine.write_notice


def _said(result: Any, number: str) -> NoticePrinted | NoticeNotPrinted:
    if said_failed(result, HardwareError, TerminalError):
        return NoticeNotPrinted(NO_PRINTER if isinstance(result.error, HardwareError) else NOT_MADE, number)
    outcome: Outcome = result
    match outcome:
        case Printed(presented=presented):
            return NoticePrinted(number, presented is True)
        case DocumentPrinted():
            return NoticePrinted(number)
        case NotPrinted(cause=cause) | DocumentNotPrinted(cause=cause):
            return NoticeNotPrinted(cause, number)
