"""The printer goes away at each byte of the dialogue of one job, generated: both ways, before and after it has the job.

What must hold at every one of them: the outcome is declared, `printed` is never said of what did not come out, what is
said to be not begun left no page, and after the printer is back no old page comes out in front of the next citizen.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from hardware.certificate_printer.driver import open_driver
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.job_memory import DocumentUnknown
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from tests.unit.hardware.certificate_printer.papers import ONE_PAGE, QUICK

CAUSES = {"offline", "no_answer", "wrong_answer", "refused"}
SECONDS_A_PAGE = 0.015  # so that the job is watched for a few looks
SAMPLE = 60
NEXT = ONE_PAGE + b"%next"
EVERY_BYTE = 20_000  # more than the dialogue has; the last ones never cut


def cut_at(place: int, *, one_step: bool) -> bool:
    """One dialogue cut at that byte. Whether it was cut at all."""
    with CertificatePrinterSimulator() as simulator:
        if one_step:
            simulator.print_job_only()
        simulator.slow(SECONDS_A_PAGE)
        printer = open_driver(simulator.address, QUICK)
        references: list[str] = []
        simulator.unplug_after(place)
        outcome = printer.print(ONE_PAGE, "cut", on_reference=references.append)
        cut = simulator.is_gone
        came_out = simulator.documents  # nobody looked after the cut, so nothing moved on by itself
        if isinstance(outcome, DocumentPrinted):
            assert came_out == [ONE_PAGE]
        else:
            assert isinstance(outcome, DocumentNotPrinted)
            assert outcome.cause in CAUSES
            assert outcome.begun or not came_out
        simulator.unplug()
        simulator.plug()
        assert isinstance(printer.print(NEXT, "next"), DocumentPrinted)
        simulator.slow(0.0)
        after = simulator.documents
        assert after[-1] == NEXT
        assert after.count(ONE_PAGE) <= 1
        assert simulator.unfinished_jobs == 0
        _told_rightly(references, printer.job_outcome, after)
        return cut


def _told_rightly(references: list[str], job_outcome: object, after: list[bytes]) -> None:
    assert callable(job_outcome)
    for reference in references:
        told = job_outcome(reference)
        assert isinstance(told, DocumentPrinted) == (ONE_PAGE in after) or isinstance(told, DocumentUnknown)


def places() -> Iterator[int]:
    """Another sample in every run; the seed is told by pytest-randomly."""
    yield from range(8)
    yield from sorted(random.sample(range(8, 9000), SAMPLE))


@pytest.mark.parametrize("one_step", [False, True], ids=["Create-Job", "Print-Job"])
def test_a_printer_pulled_at_some_bytes_is_told_and_comes_back_clean(one_step: bool) -> None:
    cuts = [cut_at(place, one_step=one_step) for place in places()]
    assert sum(cuts) > SAMPLE // 2


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("one_step", [False, True], ids=["Create-Job", "Print-Job"])
def test_a_printer_pulled_at_every_byte_is_told_and_comes_back_clean(one_step: bool) -> None:
    for place in range(EVERY_BYTE):
        if not cut_at(place, one_step=one_step):
            break
    assert 3000 < place < EVERY_BYTE - 1
