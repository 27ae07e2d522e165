import threading

import pytest

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentOutcome, DocumentPrinted
from hardware.certificate_printer.pwg_raster import decode_raster
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.errors import AddressInvalid, LinkNotThere
from hardware.faults import status_of
from hardware.status import DeviceState, MediaState, PaperState
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
    outcomes: list[DocumentOutcome] = []
    job = threading.Thread(target=lambda: outcomes.append(printer.print(pdf, "x")))
    job.start()
    while not simulator.is_printing:
        pass
    simulator.unplug()
    job.join()
    (outcome,) = outcomes
    assert isinstance(outcome, DocumentNotPrinted)
    assert (outcome.cause, outcome.begun, outcome.job) == ("no_answer", True, "1")


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


def test_a_status_in_the_middle_of_a_job_is_busy_and_asks_nothing(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.slow(30.0)
    cancel = threading.Event()
    job = threading.Thread(target=lambda: printer.print(pdf, "x", cancel=cancel))
    job.start()
    while not simulator.is_printing:
        pass
    asked = simulator.requests
    statuses = [printer.status() for _ in range(2000)]
    watched = simulator.requests - asked  # the job's own looks, a few in that time
    cancel.set()
    job.join()
    assert {status.state for status in statuses} == {DeviceState.BUSY}
    assert watched < 1000
    assert printer.status().state is DeviceState.ONLINE


def test_a_printer_that_knows_print_job_only_prints_all_the_same(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.print_job_only()
    assert printer.print(pdf, "x") == DocumentPrinted("1", pages=3)
    assert simulator.documents == [pdf]


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("output-area-full", "output_full"),
        ("output-tray-missing", "output_tray_missing"),
        ("input-tray-missing", "tray_missing"),
        ("marker-waste-full", "waste_full"),
        ("fuser-over-temp", "fuser"),
        ("opc-life-over", "drum_worn"),
        ("spool-area-full", "spool_full"),
        ("timed-out", "not_connected"),
        ("moving-to-paused", "offline"),
        ("other", "device_error"),
    ],
)
def test_a_reason_that_stops_the_printer_is_told_before_the_job(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes, reason: str, cause: str
) -> None:
    simulator.trouble(reason)
    assert printer.print(pdf, "x") == DocumentNotPrinted(cause, begun=False)
    status = printer.status()
    assert (
        status.detail,
        status == status_of("certificate_printer", cause, paper=status.paper, media=status.media),
    ) == (
        cause,
        True,
    )
    simulator.trouble(reason, on=False)
    assert printer.print(pdf, "x") == DocumentPrinted("1", pages=3)


def test_other_paper_in_the_tray_is_a_warning_and_then_a_cause(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.load_paper("iso_a5_148x210mm")
    status = printer.status()
    assert (status.state, status.detail) == (DeviceState.ONLINE, "media_other")
    assert printer.print(pdf, "x") == DocumentNotPrinted("media_wrong", begun=True, job="1", pages=0)
    assert simulator.unfinished_jobs == 0


def test_a_tray_the_printer_lacks_is_known_before_the_job(simulator: CertificatePrinterSimulator, pdf: bytes) -> None:
    printer = open_driver(simulator.address, {**QUICK, "source": "tray-7"})
    assert printer.print(pdf, "x") == DocumentNotPrinted("choice_unsupported", begun=False)
    assert printer.status().detail == "choice_unsupported"
    assert open_driver(simulator.address, {**QUICK, "source": "main"}).print(pdf, "x") == DocumentPrinted("1", pages=3)


def test_a_paper_the_printer_lacks_is_known_before_the_job(simulator: CertificatePrinterSimulator, pdf: bytes) -> None:
    printer = open_driver(simulator.address, {**QUICK, "media": "iso_a3_297x420mm"})
    assert printer.print(pdf, "x") == DocumentNotPrinted("media_unsupported", begun=False)


def test_a_bin_that_counts_tells_that_the_paper_was_taken(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    assert printer.status().media is None
    simulator.bin_sensor()
    assert printer.status().media is MediaState.NOT_PRESENT
    printer.print(pdf, "x")
    assert printer.status().media is MediaState.PRESENT
    simulator.take_papers()
    assert printer.status().media is MediaState.NOT_PRESENT


def test_low_toner_is_told_by_its_level_too(printer: IppPrinter, simulator: CertificatePrinterSimulator) -> None:
    assert printer.status().detail == ""
    simulator.toner_percent(10)
    assert printer.status().detail == "toner_low"
    assert printer.levels().supplies[0].percent == 10


def test_capabilities_are_what_the_printer_says(printer: IppPrinter, simulator: CertificatePrinterSimulator) -> None:
    can = printer.capabilities()
    assert (can.document_format, can.media_ready, can.trays) == ("application/pdf", ("iso_a4_210x297mm",), ("main",))
    simulator.raster_only()
    assert printer.capabilities().document_format == "image/pwg-raster"


def test_a_printer_without_pdf_gets_raster_pages(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, pdf: bytes
) -> None:
    simulator.raster_only()
    assert printer.print(pdf, "x") == DocumentPrinted("1", pages=3)
    (document,) = simulator.documents
    assert [(page.width, page.height, page.dpi) for page in decode_raster(document)] == [(2480, 3508, 300)] * 3
    assert len(simulator.pages) == 3
    assert printer.print(b"no pdf", "x") == DocumentNotPrinted("format_refused", begun=False)


def test_who_cannot_be_asked_raises_for_capabilities_and_levels(simulator: CertificatePrinterSimulator) -> None:
    printer = open_driver(simulator.address, QUICK)
    simulator.unplug()
    with pytest.raises(LinkNotThere):
        printer.capabilities()
    with pytest.raises(LinkNotThere):
        printer.levels()
