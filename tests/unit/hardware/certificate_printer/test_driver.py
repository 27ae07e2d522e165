import threading

import pytest

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.errors import AddressInvalid
from hardware.status import DeviceState, PaperState
from tests.unit.hardware.certificate_printer.papers import QUICK


def test_what_was_printed_is_what_was_sent(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    assert printer.print(pdf, "社会保险参保证明") == DocumentPrinted("1", pages=3)
    assert simulator.documents == [pdf]
    assert len(simulator.pages) == 3
    assert all(page.startswith(b"\x89PNG") for page in simulator.pages)


def test_a_job_is_printed_only_when_its_last_page_is(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.slow(0.05)
    assert printer.print(pdf, "x") == DocumentPrinted("1", pages=3)
    assert simulator.documents == [pdf]


def test_paper_that_ends_in_the_middle_takes_the_job_back(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.media_empty_after(1)
    assert printer.print(pdf, "x") == DocumentNotPrinted("media_empty", begun=True, job="1", pages=1)
    simulator.media_empty(False)
    assert simulator.documents == []
    assert printer.print(pdf, "y") == DocumentPrinted("2", pages=3)


def test_a_hand_that_mends_in_time_saves_the_job(simulator: CertificatePrinterSimulator, pdf: bytes) -> None:
    printer = open_driver(simulator.address, {**QUICK, "hand_patience_s": 20.0})
    simulator.media_empty_after(1)
    outcomes: list[object] = []
    job = threading.Thread(target=lambda: outcomes.append(printer.print(pdf, "x")))
    job.start()
    while printer.status().detail != "media_empty":
        pass
    simulator.media_empty(False)
    job.join()
    assert outcomes == [DocumentPrinted("1", pages=3)]


def test_a_jam_is_its_own_cause(printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes) -> None:
    simulator.jam()
    assert printer.print(pdf, "x") == DocumentNotPrinted("media_jam", begun=False)
    assert printer.status().paper is PaperState.JAMMED


def test_a_refused_format_is_known_before_the_paper_moves(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.refuse_format()
    assert printer.print(pdf, "x") == DocumentNotPrinted("format_refused", begun=False)


def test_bytes_that_are_no_pdf_end_as_a_refused_format(printer: IppPrinter) -> None:
    assert printer.print(b"not a page", "x") == DocumentNotPrinted("format_refused", begun=True, job="1", pages=0)


def test_a_printer_that_goes_away_with_the_job_may_have_printed(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.vanish_with_next_job()
    assert printer.print(pdf, "x") == DocumentNotPrinted("no_answer", begun=True, job="1")
    assert printer.status().state is DeviceState.OFFLINE


def test_a_printer_that_goes_away_while_printing_is_gone_after_three_misses(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.slow(30.0)
    outcomes: list[object] = []
    job = threading.Thread(target=lambda: outcomes.append(printer.print(pdf, "x")))
    job.start()
    while not simulator.is_printing:
        pass
    simulator.unplug()
    job.join()
    assert outcomes == [DocumentNotPrinted("no_answer", begun=True, job="1", pages=0)]


def test_a_job_that_takes_too_long_is_taken_back(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.slow(30.0)
    assert printer.print(pdf, "x", timeout_s=0.1) == DocumentNotPrinted("cancelled", begun=True, job="1", pages=0)
    simulator.slow(0.0)
    assert simulator.documents == []


def test_a_cancelled_job_never_comes_out(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.slow(30.0)
    cancel = threading.Event()
    outcomes: list[object] = []
    job = threading.Thread(target=lambda: outcomes.append(printer.print(pdf, "x", cancel=cancel)))
    job.start()
    while not simulator.is_printing:
        pass
    cancel.set()
    job.join()
    simulator.slow(0.0)
    assert outcomes == [DocumentNotPrinted("cancelled", begun=True, job="1", pages=0)]
    assert simulator.documents == []


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(AddressInvalid):
        open_driver("tcp://127.0.0.1:9100", {})


def test_a_door_that_is_no_printer_is_offline(simulator: CertificatePrinterSimulator) -> None:
    printer = open_driver(simulator.address.replace("/ipp/print", "/elsewhere"), QUICK)
    assert printer.status().state is DeviceState.OFFLINE


def test_looking_at_pages_while_others_are_printed_is_safe(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    papers = [pdf + b"\n" * each for each in range(8)]  # alike to a reader, each a document of its own
    job = threading.Thread(target=lambda: [printer.print(paper, "x") for paper in papers])
    job.start()
    while job.is_alive():
        assert len(simulator.pages) % 3 == 0
    assert simulator.documents == papers
