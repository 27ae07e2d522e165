"""A process that prints is killed at every step it takes; the paper in the printer and the ledger never disagree.

The printers are the simulators with their real bytes, and they live on: they hold what really came out.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from app.domain.errors import OurFault
from app.domain.prints import PaperKind, PrintState
from app.runtime.print_jobs import print_receipt
from app.runtime.print_stock import take_stock
from app.storage import open_store
from app.storage.store import Store
from hardware import DeviceSettings, PaperState, TextLine, open_device
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.journeys.cut_printing import CASE_ID, NUMBER, PDF, SLIP, certificate, clock, save_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and fork")
HOUSE = Path(__file__).parents[2]
S = PrintState
CUTS = [pytest.param(16, id="short"), pytest.param(300, id="long", marks=[pytest.mark.slow, pytest.mark.timeout(1800)])]
NEXT_SLIP = (TextLine("下一位的凭条"),)
WHOLE = "\n".join(line.text for line in SLIP)


@dataclass
class Cutter:
    """The warm process that prints and dies."""

    process: subprocess.Popen[str]

    def print(self, paper: str, folder: Path, deadline: int, address: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{paper} {folder} {deadline} {address}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def cutter() -> Iterator[Cutter]:
    words = [sys.executable, "-m", "tests.journeys.cut_printing"]
    with subprocess.Popen(words, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Cutter(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "data"
    save_case(folder)
    return folder


Look = Callable[[Path, Any], str]


def cut_everywhere(
    cutter: Cutter,
    template: Path,
    tmp_path: Path,
    paper: str,
    bench: Callable[[], AbstractContextManager[Any]],
    look: Look,
    cuts: int,
) -> Counter[str]:
    """What was seen after each death; the first run lives and tells how many steps there are."""
    with bench() as printer:
        whole = copytree(template, tmp_path / "whole")
        total = int(cutter.print(paper, whole, 0, printer.address))
        seen, deaths = Counter[str]([look(whole, printer)]), 0
    assert total > 100
    assert set(seen) == {S.PRESENTED}
    for step in range(cuts):
        folder = copytree(template, tmp_path / f"cut-{step}")
        with bench() as printer:
            told = cutter.print(paper, folder, 1 + (total - 1) * step // (cuts - 1), printer.address)
            assert told == "killed" or told.isdecimal()  # a run with fewer looks at the printer may end before its cut
            deaths += told == "killed"
            seen[look(folder, printer)] += 1
    assert deaths >= cuts * 0.8
    return seen


def left(store: Store, paper: PaperKind) -> str:
    """The one job's state as the dead process left it, or `absent`."""
    jobs = store.prints.jobs_of(paper, NUMBER)
    assert len(jobs) <= 1
    return jobs[0].state if jobs else "absent"


# ------------------------------------------------------------ receipts


@pytest.mark.parametrize("cuts", CUTS)
def test_a_receipt_is_called_presented_only_when_it_lies_there_whole(
    cutter: Cutter, template: Path, tmp_path: Path, cuts: int
) -> None:
    seen = cut_everywhere(cutter, template, tmp_path, "receipt", ReceiptPrinterSimulator, look_at_receipt, cuts)
    assert set(seen) == {"absent", S.QUEUED, S.SENT, S.PRESENTED}


def look_at_receipt(folder: Path, printer: ReceiptPrinterSimulator) -> str:
    with open_store(folder, clock) as store:
        found = left(store, PaperKind.RECEIPT)
        whole = [slip.text for slip in printer.slips].count(WHOLE)
        assert whole <= 1
        match found:
            case S.PRESENTED:
                assert whole == 1
            case "absent" | S.QUEUED:
                assert nothing_on_paper(printer)
        take_stock(store.prints, None)
        assert left(store, PaperKind.RECEIPT) == after_restart(found)
        the_next_one_is_whole(store, printer)
        assert store.audit.verify().intact
    return found


def after_restart(found: str) -> str:
    match found:
        case S.QUEUED:
            return S.FAILED
        case S.SENT:
            return S.UNKNOWN
        case _:
            return found


def nothing_on_paper(printer: ReceiptPrinterSimulator) -> bool:
    printer.set_paper(PaperState.OUT)
    printer.set_paper(PaperState.FULL)  # a new roll: what was printed on the old one is torn off and can be seen
    return not printer.slips and not printer.torn


def the_next_one_is_whole(store: Store, printer: ReceiptPrinterSimulator) -> None:
    """Whatever hung out is cut off first: nobody gets a piece of somebody else's slip."""
    driver = open_device("receipt_printer", DeviceSettings(printer.address))
    job = store.prints.queue(CASE_ID, PaperKind.RECEIPT, "NEXT", "zh_CN")
    print_receipt(store.prints, driver, job, lambda: NEXT_SLIP)
    driver.close()
    assert [job.state for job in store.prints.jobs_of(PaperKind.RECEIPT, "NEXT")] == [S.PRESENTED]
    assert printer.slips[-1].text == NEXT_SLIP[0].text


# ------------------------------------------------------------ certificates


@pytest.mark.parametrize("cuts", CUTS)
def test_a_certificate_is_called_presented_only_when_the_printer_has_it_and_its_number_is_used_once(
    cutter: Cutter, template: Path, tmp_path: Path, cuts: int
) -> None:
    seen = cut_everywhere(
        cutter, template, tmp_path, "certificate", CertificatePrinterSimulator, look_at_certificate, cuts
    )
    assert set(seen) >= {"absent", S.QUEUED, S.SENT}
    assert S.FAILED not in seen


def look_at_certificate(folder: Path, printer: CertificatePrinterSimulator) -> str:
    with open_store(folder, clock) as store:
        found = left(store, PaperKind.CERTIFICATE)
        match found:
            case S.PRESENTED:
                assert printer.documents == [PDF]
            case "absent" | S.QUEUED:
                assert printer.documents == []
        driver = open_device("certificate_printer", DeviceSettings(printer.address))
        take_stock(store.prints, driver)
        driver.close()
        the_printers_word_is_kept(left(store, PaperKind.CERTIFICATE), found, printer)
        the_number_is_used_once(store, found)
        assert store.audit.verify().intact
    return found


def the_printers_word_is_kept(now: str, before: str, printer: CertificatePrinterSimulator) -> None:
    """Asked after the restart it settles the job, or it cannot say and a person is asked; never against the paper."""
    match now:
        case S.PRESENTED:
            assert printer.documents == [PDF]
        case S.FAILED:
            assert printer.documents == []
        case S.UNKNOWN:
            assert before == S.SENT
        case _:
            assert now == before == "absent"


def the_number_is_used_once(store: Store, found: str) -> None:
    if found == "absent":
        assert store.prints.pdf(NUMBER) is None
        store.prints.issue(certificate(), PDF)  # it never was: the number is free
    assert store.prints.pdf(NUMBER) == PDF
    with pytest.raises(OurFault):
        store.prints.issue(certificate(), PDF)
