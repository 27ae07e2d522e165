"""The suite of the room on our simulator and on ippeveprinter; ipptool says whether the jobs really ended."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
import typst

from hardware.certificate_printer.driver import IppPrinter, open_driver
from hardware.certificate_printer.interface import DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.job_memory import DocumentUnknown
from hardware.certificate_printer.pwg_raster import decode_raster
from hardware.certificate_printer.reference import parse_reference
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.testing.certificate_printer_contract import CertificatePrinterContract
from tests.contract.ippeveprinter import free_port, ippeveprinter, mdns

QUICK = {"answer_limit_s": 20.0, "watch_every_s": 0.02, "hand_patience_s": 0.2}
LIMIT_S = 60
IPPTOOL_TESTS = Path("/usr/share/cups/ipptool")

needs_ipptool = pytest.mark.skipif(which("ipptool") is None, reason="ipptool (cups-ipp-utils) is not installed")

JOB_IS_COMPLETED = """{
  NAME "The job ended well"
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR language attributes-natural-language en
  ATTR uri printer-uri $uri
  ATTR integer job-id $jobid
  ATTR name requesting-user-name $user
  STATUS successful-ok
  EXPECT job-id OF-TYPE integer WITH-VALUE $jobid
  EXPECT job-name OF-TYPE name WITH-VALUE "/^$token/"
  EXPECT job-state OF-TYPE enum WITH-VALUE $state
}
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = typst.compile(b'#set page(paper: "a4")\n= Certificate')
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder, and the environment in which ippeveprinter starts."""
    folder = tmp_path_factory.mktemp("ipp")
    with mdns(folder) as environment:
        yield folder, environment


class TestOurSimulator(CertificatePrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = f"ipp://127.0.0.1:{free_port()}/ipp/print"

    @pytest.fixture
    def printer(self) -> Iterator[IppPrinter]:
        with CertificatePrinterSimulator() as simulator:
            yield open_driver(simulator.address, QUICK)


class TestIppEvePrinter(CertificatePrinterContract):
    open_driver = staticmethod(open_driver)
    nowhere = f"ipp://127.0.0.1:{free_port()}/ipp/print"

    @pytest.fixture
    def printer(self, eve: tuple[Path, dict[str, str]]) -> Iterator[IppPrinter]:
        with ippeveprinter(*eve) as address:
            yield open_driver(address, QUICK)


def ipptool(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["ipptool", "-t", *arguments[:-1], address, arguments[-1]],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )


def agrees(folder: Path, address: str, reference: str, state: int) -> subprocess.CompletedProcess[str]:
    asked = parse_reference(reference)
    (folder / "end.test").write_text(JOB_IS_COMPLETED)
    words = [f"jobid={asked.job}", f"token={asked.token}", f"state={state}"]
    return ipptool(address, *(each for word in words for each in ("-d", word)), str(folder / "end.test"))


@needs_ipptool
def test_ipptool_agrees_that_the_certificate_was_printed(eve: tuple[Path, dict[str, str]], pdf: bytes) -> None:
    folder, _ = eve
    references: list[str] = []
    with ippeveprinter(*eve) as address:
        outcome = open_driver(address, QUICK).print(pdf, "社会保险参保证明", on_reference=references.append)
        assert isinstance(outcome, DocumentPrinted)
        done = agrees(folder, address, references[-1], 9)
        assert done.returncode == 0, done.stdout
        assert agrees(folder, address, references[-1], 7).returncode != 0  # the question can be answered with no
    assert any(kept.read_bytes() == pdf for kept in (folder / "spool").iterdir())


@needs_ipptool
def test_a_printer_of_another_house_without_pdf_takes_our_raster(eve: tuple[Path, dict[str, str]], pdf: bytes) -> None:
    folder, _ = eve
    references: list[str] = []
    with ippeveprinter(*eve, formats="image/pwg-raster") as address:
        printer = open_driver(address, QUICK)
        assert printer.capabilities().document_format == "image/pwg-raster"
        assert isinstance(printer.print(pdf, "raster", on_reference=references.append), DocumentPrinted)
        done = agrees(folder, address, references[-1], 9)
        assert done.returncode == 0, done.stdout
    kept = [each for each in (folder / "spool").iterdir() if each.suffix == ".pwg"]
    assert [(page.width, page.height) for each in kept for page in decode_raster(each.read_bytes())] == [(2480, 3508)]


def command(folder: Path, text: str) -> str:
    """A program that ippeveprinter runs for a document."""
    path = folder / f"command-{abs(hash(text))}"
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


JAMS = "import sys, time\nprint('STATE: +media-jam', file=sys.stderr, flush=True)\ntime.sleep(2)\nsys.exit(1)\n"
SLOW = "import time\ntime.sleep(2)\n"


def test_a_jam_in_a_printer_of_another_house_is_not_printed(eve: tuple[Path, dict[str, str]], pdf: bytes) -> None:
    with ippeveprinter(*eve, command=command(eve[0], JAMS)) as address:
        outcome = open_driver(address, QUICK).print(pdf, "x")
        assert isinstance(outcome, DocumentNotPrinted)
        assert (outcome.cause, outcome.begun) == ("media_jam", True)


@needs_ipptool
def test_a_job_cancelled_in_the_middle_is_cancelled_there_too(eve: tuple[Path, dict[str, str]], pdf: bytes) -> None:
    cancel = threading.Event()
    references: list[str] = []

    def named(reference: str) -> None:
        references.append(reference)
        if ":" in reference:
            threading.Timer(0.5, cancel.set).start()

    with ippeveprinter(*eve, command=command(eve[0], SLOW)) as address:
        outcome = open_driver(address, QUICK).print(pdf, "x", cancel=cancel, on_reference=named)
        assert isinstance(outcome, DocumentNotPrinted)
        assert (outcome.cause, outcome.begun) == ("cancelled", True)
        done = agrees(eve[0], address, references[-1], 7)
        assert done.returncode == 0, done.stdout


def test_a_printer_of_another_house_that_loses_its_power_leaves_the_end_unknown(
    eve: tuple[Path, dict[str, str]], pdf: bytes
) -> None:
    port = free_port()
    references: list[str] = []
    outcomes: list[object] = []
    taken = threading.Event()

    def named(reference: str) -> None:
        references.append(reference)
        if ":" in reference:
            taken.set()

    with ippeveprinter(*eve, command=command(eve[0], SLOW), port=port) as address:
        printer = open_driver(address, QUICK)
        job = threading.Thread(target=lambda: outcomes.append(printer.print(pdf, "x", on_reference=named)))
        job.start()
        assert taken.wait(LIMIT_S)
    job.join(LIMIT_S)
    (outcome,) = outcomes
    assert isinstance(outcome, DocumentNotPrinted)
    assert outcome.cause in ("no_answer", "offline")
    with ippeveprinter(*eve, port=port):
        assert isinstance(printer.print(pdf, "next"), DocumentPrinted)
        assert printer.job_outcome(references[-1]) == DocumentUnknown("not_found")


@pytest.fixture
def ipp_tests(tmp_path: Path, pdf: bytes) -> Path:
    """ipptool's own test files beside the documents they name; those of formats the printer lacks are skipped there."""
    if not IPPTOOL_TESTS.is_dir():
        pytest.skip("ipptool's test files are not installed")
    for each in IPPTOOL_TESTS.glob("*.test"):
        shutil.copy(each, tmp_path)
    for name in ("document-a4.pdf", "document-letter.pdf"):
        (tmp_path / name).write_bytes(pdf)
    for name in ("document-a4.ps", "document-letter.ps", "color.jpg", "gray.jpg"):
        (tmp_path / name).write_bytes(b"-")
    return tmp_path


@needs_ipptool
@pytest.mark.parametrize(
    "suite",
    [
        "ipp-1.1.test",
        "ipp-2.0.test",
        "get-printer-attributes.test",
        "print-job.test",
        "create-job.test",
        "validate-job.test",
        "get-jobs.test",
        "get-completed-jobs.test",
    ],
)
def test_our_simulator_is_an_ipp_printer_by_the_standard_tests(ipp_tests: Path, suite: str) -> None:
    version = "1.1" if suite == "ipp-1.1.test" else "2.0"
    with CertificatePrinterSimulator() as simulator:
        done = ipptool(
            simulator.address, "-I", "-V", version, "-f", str(ipp_tests / "document-a4.pdf"), str(ipp_tests / suite)
        )
    assert done.stderr == ""
    assert (done.returncode, "[FAIL]" in done.stdout, "[PASS]" in done.stdout) == (0, False, True), done.stdout
