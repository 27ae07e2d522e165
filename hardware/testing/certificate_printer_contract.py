"""What every A4 printer promises: our simulator, a printer of another house, and the one on the bench."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
from typing import Any

import pytest

from hardware.certificate_printer.interface import CertificatePrinter, DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.job_memory import DocumentUnknown, RemembersJobs, TellsCapabilities
from hardware.certificate_printer.reference import new_reference, parse_reference
from hardware.errors import LinkNotThere
from hardware.registry import OpenDriver
from hardware.status import DeviceState, DeviceStatus

READY = (DeviceState.ONLINE, DeviceState.BUSY)


class CertificatePrinterContract:
    """`open_driver` and `nowhere`, an address where nothing is, are given by the heir, and the fixtures `printer` and
    `pdf`, one A4 page. Every test but the first two of a real printer costs it a sheet."""

    open_driver: OpenDriver
    nowhere: str
    patience_s = 120.0

    def test_a_ready_printer_says_so_in_a_frozen_word(self, printer: CertificatePrinter) -> None:
        status: Any = printer.status()
        assert isinstance(status, DeviceStatus)
        assert status.state in READY

    def test_it_can_print_a4_and_says_how(self, printer: CertificatePrinter) -> None:
        assert isinstance(printer, TellsCapabilities)
        capabilities = printer.capabilities()
        assert capabilities.document_format
        assert not capabilities.media_supported or "iso_a4_210x297mm" in capabilities.media_supported
        for level in (*printer.levels().supplies, *printer.levels().trays):
            assert level.percent is None or 0 <= level.percent <= 100

    def test_a_page_is_printed_to_its_end_and_its_end_can_be_asked_for(
        self, printer: CertificatePrinter, pdf: bytes
    ) -> None:
        references: list[str] = []
        outcome = printer.print(pdf, "社会保险参保证明", self.patience_s, on_reference=references.append)
        assert isinstance(outcome, DocumentPrinted)
        assert outcome.job
        assert outcome.pages is None or outcome.pages >= 0
        assert parse_reference(references[0]).token == parse_reference(references[-1]).token
        assert isinstance(printer, RemembersJobs)
        for reference in references:
            told = printer.job_outcome(reference)
            assert isinstance(told, DocumentPrinted)
            assert told.job == outcome.job

    def test_two_jobs_have_two_numbers_and_a_long_title_is_cut_and_not_refused(
        self, printer: CertificatePrinter, pdf: bytes
    ) -> None:
        first = printer.print(pdf, "a", self.patience_s)
        second = printer.print(pdf, "证明" * 200, self.patience_s)
        assert isinstance(first, DocumentPrinted)
        assert isinstance(second, DocumentPrinted)
        assert first.job != second.job

    def test_a_job_cancelled_before_its_document_leaves_prints_nothing(
        self, printer: CertificatePrinter, pdf: bytes
    ) -> None:
        cancel = threading.Event()
        cancel.set()
        assert printer.print(pdf, "x", cancel=cancel) == DocumentNotPrinted("cancelled", begun=False)

    def test_nothing_of_ours_is_left_at_the_printer(self, printer: CertificatePrinter) -> None:
        assert isinstance(printer, RemembersJobs)
        printer.take_back_leftovers()
        assert printer.take_back_leftovers() == ()

    def test_a_job_it_never_had_is_unknown(self, printer: CertificatePrinter) -> None:
        assert isinstance(printer, RemembersJobs)
        assert printer.job_outcome(str(new_reference())) == DocumentUnknown("not_found")

    def test_a_printer_that_is_not_there_is_offline_and_no_device(self, pdf: bytes) -> None:
        absent: Any = type(self).open_driver(self.nowhere, {})
        assert absent.print(pdf, "x") == DocumentNotPrinted("offline", begun=False)
        status = absent.status()
        assert (status.state, status.detail, status.action is None) == (DeviceState.NO_DEVICE, "not_there", False)
        assert absent.job_outcome(str(new_reference())) == DocumentUnknown("no_answer")
        with pytest.raises(LinkNotThere):
            absent.capabilities()
        absent.close()
        absent.close()
