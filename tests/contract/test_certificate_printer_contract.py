"""What every A4 printer does: our simulator, and Debian's ippeveprinter, which is a real IPP Everywhere printer."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
import typst

from hardware.certificate_printer.driver import open_driver
from hardware.certificate_printer.interface import CertificatePrinter, DocumentNotPrinted, DocumentPrinted
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.status import DeviceState

QUICK = {"answer_limit_s": 20.0, "watch_every_s": 0.02, "hand_patience_s": 0.2}
START_LIMIT_S = 15.0

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>"""
AVAHI = "[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[publish]\npublish-workstation=no\n"


@dataclass
class Bench:
    printer: CertificatePrinter
    absent: CertificatePrinter
    spool: Path | None


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(10)


def wait_for(process: subprocess.Popen[bytes], what: str, ready: object, log: Path) -> None:
    until = time.monotonic() + START_LIMIT_S
    while time.monotonic() < until:
        if callable(ready) and ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)  # another program's start has no event to wait for
    pytest.skip(f"{what} does not run here: {log.read_text(errors='replace').strip()[-200:]}")


@contextmanager
def ippeveprinter(folder: Path) -> Iterator[str]:
    """The printer on a bus and an mDNS responder of its own, so that nothing of the machine is touched."""
    for name in ("ippeveprinter", "dbus-daemon", "avahi-daemon"):
        if which(name) is None:
            pytest.skip(f"{name} is not installed")
    if os.geteuid() != 0:
        pytest.skip("avahi-daemon needs root")
    bus, port = folder / "bus", free_port()
    (folder / "bus.conf").write_text(BUS.format(path=bus))
    (folder / "avahi.conf").write_text(AVAHI)
    (folder / "spool").mkdir()
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
    with ExitStack() as stack:
        alone = stack.enter_context((Path(tempfile.gettempdir()) / "bianmin-avahi.lock").open("w"))
        fcntl.flock(alone, fcntl.LOCK_EX)  # a machine has one avahi-daemon, and tests run side by side
        log = folder / "bus.log"
        daemon = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--nopidfile"]
        process = stack.enter_context(running(daemon, environment, log))
        wait_for(process, "dbus-daemon", bus.exists, log)
        log = folder / "avahi.log"
        avahi = ["avahi-daemon", "-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot", "--no-rlimits"]
        process = stack.enter_context(running(avahi, environment, log))
        wait_for(process, "avahi-daemon", lambda: b"startup complete" in log.read_bytes(), log)
        log = folder / "printer.log"
        command = ["ippeveprinter", "-p", str(port), "-d", str(folder / "spool"), "-k", "-c", which("true") or "true"]
        formats = ["-f", "application/pdf,image/pwg-raster", "Bianmin Bench"]
        process = stack.enter_context(running([*command, *formats], environment, log))
        wait_for(process, "ippeveprinter", lambda: _answers(port), log)
        yield f"ipp://127.0.0.1:{port}/ipp/print"


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module", params=["simulator", "ippeveprinter"])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    absent = open_driver(f"ipp://127.0.0.1:{free_port()}/ipp/print", QUICK)
    if request.param == "simulator":
        with CertificatePrinterSimulator() as simulator:
            yield Bench(open_driver(simulator.address, QUICK), absent, None)
    else:
        folder = tmp_path_factory.mktemp("ipp")
        with ippeveprinter(folder) as address:
            yield Bench(open_driver(address, QUICK), absent, folder / "spool")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made = typst.compile(b'#set page(paper: "a4")\n= Certificate')
    assert isinstance(made, bytes)
    return made


def test_a_page_is_printed_to_its_end(bench: Bench, pdf: bytes) -> None:
    outcome = bench.printer.print(pdf, "社会保险参保证明")
    assert isinstance(outcome, DocumentPrinted)
    assert outcome.job
    if bench.spool is not None:
        assert any(kept.read_bytes() == pdf for kept in bench.spool.iterdir())


def test_two_jobs_have_two_numbers(bench: Bench, pdf: bytes) -> None:
    first, second = bench.printer.print(pdf, "a"), bench.printer.print(pdf, "b")
    assert isinstance(first, DocumentPrinted)
    assert isinstance(second, DocumentPrinted)
    assert first.job != second.job


def test_a_ready_printer_says_so(bench: Bench) -> None:
    assert bench.printer.status().state in (DeviceState.ONLINE, DeviceState.BUSY)


def test_a_long_title_is_cut_and_not_refused(bench: Bench, pdf: bytes) -> None:
    assert isinstance(bench.printer.print(pdf, "证明" * 200), DocumentPrinted)


def test_a_printer_that_is_not_there_is_offline_and_no_device(bench: Bench, pdf: bytes) -> None:
    assert bench.absent.print(pdf, "x") == DocumentNotPrinted("offline", begun=False)
    assert bench.absent.status().state is DeviceState.NO_DEVICE
