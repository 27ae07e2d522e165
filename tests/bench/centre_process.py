"""The centre as a process of its own, with what it costs, and stations enrolled there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.central.administration import make_enrolment_code
from app.composition.parts import Parts
from app.config import load_settings
from app.domain.service_item import StationKind

HOUSE = Path(__file__).parents[2]
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class CentreProcess:
    pid: int
    url: str
    data_dir: Path

    def cpu_s(self) -> float:
        """User and system seconds so far, of it and of all it started."""
        return cpu_s(self.pid)

    def enrolled(self, folder: Path, station_id: str, url: str = "", kind: str = "self_service") -> Parts:
        """A new station with its own data directory, by another line where `url` is given. The caller closes it."""
        settings = load_settings(folder)
        parts = Parts(replace(settings, station=replace(settings.station, kind=StationKind(kind))))
        code = make_enrolment_code(self.data_dir, station_id, kind)
        parts.enroller.enrol(url or self.url, code, kind)
        return parts


def cpu_s(pid: int) -> float:
    """User and system seconds of a process and its living descendants. Linux only."""
    total, waiting = 0.0, [pid]
    while waiting:
        each = waiting.pop()
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / _TICKS
        for task in Path(f"/proc/{each}/task").iterdir():
            waiting += [int(child) for child in (task / "children").read_text().split()]
    return total


@contextmanager
def centre_process(data_dir: Path, *words: str) -> Iterator[CentreProcess]:
    """`words` are further arguments of `kiosk central serve`."""
    command = [sys.executable, "-m", "app", "central", "serve", "--data-dir", str(data_dir), "--port", "0", *words]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline().strip()
            if not line.startswith("listening on "):
                raise RuntimeError("the centre did not start")
            yield CentreProcess(process.pid, line.removeprefix("listening on "), data_dir)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
