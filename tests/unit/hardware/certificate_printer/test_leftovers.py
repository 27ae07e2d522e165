"""A job that nobody waits for must not come out in front of the next citizen, and its end can be asked for."""

from __future__ import annotations

import threading

import pytest

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.job_memory import DocumentUnknown, RemembersJobs, TellsCapabilities
from hardware.certificate_printer.reference import JobReference, job_name, new_reference, parse_reference
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.status import DeviceState
from tests.unit.hardware.certificate_printer.papers import ONE_PAGE, QUICK


def given_up_on(printer: IppPrinter, simulator: CertificatePrinterSimulator) -> str:
    """The reference of a job that is printing in a printer whose cable was pulled."""
    references: list[str] = []
    simulator.slow(30.0)
    job = threading.Thread(target=lambda: printer.print(ONE_PAGE, "gone", on_reference=references.append))
    job.start()
    while not simulator.is_printing:
        pass
    simulator.unplug()
    job.join()
    return references[-1]


def test_a_driver_remembers_and_tells(printer: IppPrinter) -> None:
    assert isinstance(printer, RemembersJobs)
    assert isinstance(printer, TellsCapabilities)


@pytest.mark.parametrize("one_step", [False, True], ids=["Create-Job", "Print-Job"])
def test_the_reference_is_told_before_a_byte_of_the_document_leaves(
    printer: IppPrinter, simulator: CertificatePrinterSimulator, one_step: bool
) -> None:
    if one_step:
        simulator.print_job_only()
    seen: list[tuple[str, int]] = []
    printer.print(ONE_PAGE, "x", on_reference=lambda reference: seen.append((reference, len(simulator.documents))))
    first, second = seen
    assert parse_reference(first[0]).job == 0
    assert second[0] == f"{first[0]}:1"
    assert first[1] == 0
    assert one_step or second[1] == 0


def test_a_ledger_that_cannot_write_keeps_the_document_from_leaving(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    def full_disk(reference: str) -> None:
        if parse_reference(reference).job:
            raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space"):
        printer.print(ONE_PAGE, "x", on_reference=full_disk)
    assert simulator.documents == []
    assert printer.status().state is DeviceState.ONLINE  # and takes the empty job back
    assert simulator.unfinished_jobs == 0


def test_what_was_given_up_on_is_cancelled_before_the_next_job(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    reference = given_up_on(printer, simulator)
    simulator.plug()
    simulator.slow(30.0)
    next_job = printer.print(ONE_PAGE, "next", timeout_s=0.05)
    assert isinstance(next_job, DocumentNotPrinted)
    assert printer.job_outcome(reference) == DocumentNotPrinted("cancelled", begun=True, job="1", pages=0)
    simulator.slow(0.0)
    assert simulator.documents == []


def test_what_was_given_up_on_is_cancelled_as_soon_as_the_printer_is_seen_again(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    given_up_on(printer, simulator)
    simulator.plug()
    assert printer.status().state is DeviceState.BUSY  # that was the old job, seen before it was cancelled
    simulator.slow(0.0)
    assert printer.status().state is DeviceState.ONLINE
    assert simulator.documents == []


def test_a_stopped_printer_loses_the_leftover_before_somebody_fills_in_paper(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    given_up_on(printer, simulator)
    simulator.plug()
    simulator.media_empty()
    assert printer.status().detail == "media_empty"
    simulator.slow(0.0)
    simulator.media_empty(False)
    assert simulator.documents == []


def test_a_leftover_that_cannot_be_taken_back_keeps_the_next_document_here_and_is_told(
    simulator: CertificatePrinterSimulator,
) -> None:
    printer = open_driver(simulator.address, {**QUICK, "answer_limit_s": 0.3})
    simulator.refuse_cancel()
    simulator.slow(30.0)
    assert printer.print(ONE_PAGE, "old", timeout_s=0.05) == DocumentNotPrinted("cancelled", True, "1", 0)
    assert printer.print(ONE_PAGE, "next") == DocumentNotPrinted("leftover_job", begun=False)
    assert printer.status().detail == "leftover_job"
    simulator.slow(0.0)
    assert simulator.documents == [ONE_PAGE]  # it came out after all: nothing was said to be printed, nothing hides it
    assert printer.status().detail == ""
    assert printer.print(ONE_PAGE, "next") == DocumentPrinted("2", pages=1)


def test_after_a_restart_of_the_program_its_old_jobs_are_taken_back_and_told(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    reference = given_up_on(printer, simulator)
    simulator.plug()
    restarted = open_driver(simulator.address, QUICK)
    assert restarted.job_outcome(reference) == DocumentUnknown("still_printing")
    (end,) = restarted.take_back_leftovers()
    assert end.reference == reference
    assert end.outcome == DocumentNotPrinted("cancelled", begun=True, job="1", pages=0)
    assert restarted.job_outcome(reference) == end.outcome
    assert restarted.take_back_leftovers() == ()


def test_a_young_job_of_another_program_is_left_alone_by_a_look_and_taken_back_by_a_job(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    given_up_on(printer, simulator)
    simulator.plug()
    other = open_driver(simulator.address, QUICK)
    other.status()
    assert simulator.unfinished_jobs == 1
    third = open_driver(simulator.address, QUICK)
    third.print(ONE_PAGE, "x", timeout_s=0.05)
    simulator.slow(0.0)
    assert (simulator.unfinished_jobs, simulator.documents) == (0, [])


def test_jobs_of_another_station_and_of_strangers_are_left_alone(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    given_up_on(printer, simulator)
    simulator.plug()
    neighbour = open_driver(simulator.address, {**QUICK, "user": "counter-2"})
    assert neighbour.take_back_leftovers() == ()
    assert simulator.unfinished_jobs == 1


def test_a_lost_answer_is_not_a_lost_job(printer: IppPrinter, simulator: CertificatePrinterSimulator) -> None:
    simulator.lose_answer_of(5)  # printer, leftovers, Validate-Job, Create-Job, Send-Document
    assert printer.print(ONE_PAGE, "x") == DocumentPrinted("1", pages=1)


def test_a_lost_answer_to_print_job_is_looked_for_by_its_name(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    simulator.print_job_only()
    printer.print(ONE_PAGE, "first")
    simulator.lose_answer_of(3)  # printer, Validate-Job, Print-Job
    assert printer.print(ONE_PAGE, "x") == DocumentPrinted("2", pages=1)
    assert len(simulator.documents) == 2


def test_an_unknown_end_is_unknown_and_not_guessed(printer: IppPrinter, simulator: CertificatePrinterSimulator) -> None:
    assert printer.job_outcome(str(new_reference())) == DocumentUnknown("not_found")
    reference = given_up_on(printer, simulator)
    assert printer.job_outcome(reference) == DocumentUnknown("no_answer")


def test_a_power_cut_that_took_the_job_leaves_its_end_unknown(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    reference = given_up_on(printer, simulator)
    simulator.power_loss()
    simulator.plug()
    simulator.slow(0.0)
    assert printer.print(ONE_PAGE, "next") == DocumentPrinted("1", pages=1)  # the same number, another job
    assert printer.job_outcome(reference) == DocumentUnknown("not_found")


def test_a_finished_job_can_be_asked_for_by_its_first_reference(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    references: list[str] = []
    printer.print(ONE_PAGE, "x", on_reference=references.append)
    restarted = open_driver(simulator.address, QUICK)
    assert {str(restarted.job_outcome(each)) for each in references} == {str(DocumentPrinted("1", pages=1))}


def test_a_reference_asked_for_in_the_middle_of_its_job_is_printing_and_another_finds_it_busy(
    printer: IppPrinter, simulator: CertificatePrinterSimulator
) -> None:
    simulator.slow(30.0)
    cancel = threading.Event()
    references: list[str] = []
    job = threading.Thread(target=lambda: printer.print(ONE_PAGE, "x", cancel=cancel, on_reference=references.append))
    job.start()
    while not simulator.is_printing:
        pass
    answers = [printer.job_outcome(references[0]), printer.job_outcome(str(new_reference()))]
    cancel.set()
    job.join()
    assert answers == [DocumentUnknown("still_printing"), DocumentUnknown("busy")]


@pytest.mark.parametrize("text", ["", "12", "bm12", "bm0123456789ab:", "bm0123456789ab:x", "bm0123456789AB:1"])
def test_what_is_no_reference_is_refused(printer: IppPrinter, text: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        printer.job_outcome(text)


def test_a_reference_survives_a_title_of_any_length_and_a_printer_that_cuts_names() -> None:
    reference = new_reference()
    name = job_name(reference, "证明" * 200)
    assert len(name.encode()) <= 255
    assert reference.names(name[:20])
    assert parse_reference(str(JobReference(reference.token, 7))) == JobReference(reference.token, 7)
