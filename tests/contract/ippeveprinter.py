"""Debian's ippeveprinter, a real IPP Everywhere printer, on a bus and an mDNS responder of its own."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from shutil import which

import pytest

START_LIMIT_S = 15.0

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>"""
AVAHI = "[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[publish]\npublish-workstation=no\n"


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
def mdns(folder: Path) -> Iterator[dict[str, str]]:
    """The bus and the responder the printer wants, and the environment in which it finds them."""
    for name in ("ippeveprinter", "dbus-daemon", "avahi-daemon"):
        if which(name) is None:
            pytest.skip(f"{name} is not installed")
    if os.geteuid() != 0:
        pytest.skip("avahi-daemon needs root")
    bus = folder / "bus"
    (folder / "bus.conf").write_text(BUS.format(path=bus))
    (folder / "avahi.conf").write_text(AVAHI)
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
        yield environment


@contextmanager
def ippeveprinter(
    folder: Path,
    environment: dict[str, str],
    formats: str = "application/pdf,image/pwg-raster",
    command: str = "",
    port: int = 0,
) -> Iterator[str]:
    """Its address. `folder`/spool keeps what it printed; `command` runs for every document, `true` where none is given.

    Started again with the same `port`, it is the same printer after a power cut: its jobs are gone.
    """
    port = port or free_port()
    (folder / "spool").mkdir(exist_ok=True)
    log = folder / "printer.log"
    asked = ["ippeveprinter", "-p", str(port), "-d", str(folder / "spool"), "-k", "-f", formats]
    asked += ["-c", command or which("true") or "true", "Bianmin Bench"]
    with running(asked, environment, log) as process:
        wait_for(process, "ippeveprinter", lambda: _answers(port), log)
        yield f"ipp://127.0.0.1:{port}/ipp/print"


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
