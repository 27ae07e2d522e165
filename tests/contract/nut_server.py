"""Network UPS Tools itself: Debian's upsd with its dummy-ups driver, on a port of its own, with hands.

    with nut_server() as nut:
        power = open_driver(nut.address, {})
        nut.mains_out()

Everything lies in a temporary folder and ends with the block. Skips where NUT is not installed.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from hardware.power.frames import encode

HOMES = (Path("/usr/lib/nut"), Path("/lib/nut"), Path("/usr/libexec/nut"))
UPS = "ups"
USER, PASSWORD = "hand", "invented"
MAX_AGE_S = 3
"""So long upsd believes a driver that says nothing."""
PATIENCE_S = 20.0
LOOK_EVERY_S = 0.02
WHOLE = {"ups.status": "OL", "battery.charge": "100", "battery.runtime": "1200"}


def binary(name: str) -> str:
    for home in (*HOMES, Path("/usr/sbin")):
        if home != Path("/usr/sbin") and (home / name).exists():  # in /usr/sbin Debian has a script that wants nut.conf
            return str(home / name)
    pytest.skip(f"{name} of Network UPS Tools is not installed")


class NutServer:
    """The hands. Each returns when upsd itself tells what was done."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.address = f"nut://127.0.0.1:{port}/{UPS}"

    def mains_out(self) -> None:
        self.set("ups.status", "OB DISCHRG")

    def battery_low(self) -> None:
        self.set("ups.status", "OB DISCHRG LB")

    def mains_back(self) -> None:
        self.set("ups.status", "OL CHRG")

    def set(self, name: str, value: str) -> None:
        """Any variable of the dummy UPS, as `upsrw` would."""
        if self._value(name) == value:
            return
        answers = self._ask(("USERNAME", USER), ("PASSWORD", PASSWORD), ("SET", "VAR", UPS, name, value))
        assert answers[-1] == "OK", answers
        self._wait(lambda: self._value(name) == value, f"{name} to be {value}")

    def freeze_driver(self) -> None:
        """The UPS's cable is pulled: its driver hangs, upsd calls the data stale."""
        self._running["dummy-ups"].send_signal(signal.SIGSTOP)
        self._wait(lambda: self._answer("ups.status") == "ERR DATA-STALE", "stale data")

    def thaw_driver(self) -> None:
        self._running["dummy-ups"].send_signal(signal.SIGCONT)
        self._wait(lambda: self._answer("ups.status").startswith("VAR"), "fresh data")

    def stop_driver(self) -> None:
        self._end("dummy-ups")
        self._wait(lambda: self._answer("ups.status") == "ERR DRIVER-NOT-CONNECTED", "the driver's end")

    def start_driver(self) -> None:
        """The UPS as the file says: whole."""
        self._begin("dummy-ups", "-a", UPS, "-u", "root", "-F")
        self._wait(lambda: self._value("battery.charge") is not None, "the driver")

    def unplug(self) -> None:
        """Driver and server are stopped, the driver first: 2.8.0's falls over when its server goes away under it."""
        self._end("dummy-ups")
        self._end("upsd")

    def plug(self) -> None:
        """Both run again, the UPS as the file says: whole."""
        self._begin("dummy-ups", "-a", UPS, "-u", "root", "-F")
        self._wait((self._folder / f"dummy-ups-{UPS}").exists, "the driver's socket")
        self._begin("upsd", "-u", "root", "-F")
        self._wait(lambda: self._value("battery.charge") is not None, "upsd")

    def start(self) -> None:
        self._write_configuration()
        self.plug()

    def close(self) -> None:
        with ExitStack() as stack:
            for name in tuple(self._running):
                stack.callback(self._end, name)

    def _write_configuration(self) -> None:
        lines = "".join(f"{name}: {value}\n" for name, value in WHOLE.items())
        (self._folder / "ups.dev").write_text(lines)
        (self._folder / "ups.conf").write_text(
            f"[{UPS}]\ndriver = dummy-ups\nport = {self._folder / 'ups.dev'}\nmode = dummy-once\npollinterval = 1\n"
        )
        (self._folder / "upsd.conf").write_text(f"LISTEN 127.0.0.1 {self._port}\nMAXAGE {MAX_AGE_S}\n")
        users = self._folder / "upsd.users"
        users.write_text(f"[{USER}]\npassword = {PASSWORD}\nactions = SET\n")
        users.chmod(0o600)

    def _begin(self, name: str, *arguments: str) -> None:
        path = str(self._folder)
        places = {"NUT_CONFPATH": path, "NUT_STATEPATH": path, "NUT_ALTPIDPATH": path, "NUT_PIDPATH": path}
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [binary(name), *arguments], env={**os.environ, **places}, stdout=log, stderr=log
            )

    def _end(self, name: str) -> None:
        process = self._running.pop(name, None)
        if process is None:
            return
        process.send_signal(signal.SIGCONT)  # a frozen one would not hear the next
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE_S)

    def _value(self, name: str) -> str | None:
        answer = self._answer(name)
        return answer.split('"')[1] if answer.startswith("VAR") else None

    def _answer(self, name: str) -> str:
        with suppress(OSError):
            return self._ask(("GET", "VAR", UPS, name))[-1]
        return ""

    def _ask(self, *questions: tuple[str, ...]) -> list[str]:
        """A connection of its own, so that nothing of the driver under test is used but the words."""
        answers = []
        with (
            closing(socket.create_connection(("127.0.0.1", self._port), PATIENCE_S)) as line,
            line.makefile("rw") as file,
        ):
            for question in questions:
                file.write(encode(*question).decode())
                file.flush()
                answers.append(file.readline().rstrip("\n"))
        return answers

    def _wait(self, done: Callable[[], Any], what: str) -> None:
        until = time.monotonic() + PATIENCE_S
        while not done():
            dead = [name for name, process in self._running.items() if process.poll() is not None]
            if dead or time.monotonic() > until:
                raise TimeoutError(f"NUT: waited for {what}; {dead} ended\n{self._logs()}")
            time.sleep(LOOK_EVERY_S)  # another program's work has no event to wait for

    def _logs(self) -> str:
        return "\n".join(log.read_text(errors="replace")[-500:] for log in self._folder.glob("*.log"))


@contextmanager
def nut_server() -> Iterator[NutServer]:
    binary("upsd")
    binary("dummy-ups")
    if os.geteuid() != 0:
        pytest.skip("upsd and its driver change their user: they need root here")
    # A folder with a short name: the driver's socket lies in it, and a socket's path may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="nut-") as name, closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = int(probe.getsockname()[1])
        probe.close()
        server = NutServer(Path(name), port)
        with ExitStack() as stack:
            stack.callback(server.close)
            server.start()
            yield server
