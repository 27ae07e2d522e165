"""The processes that take in large batches end with the centre, however it ends."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.central.administration import Administration
from app.central.intake.workers import LARGE_BODY_BYTES
from tests.central.conftest import Station, new_id
from tests.central.processes import served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for the processes in /proc")
POLL_S = 0.05
MANY = LARGE_BODY_BYTES // 500
CASES = 120


def workers_of(number: int) -> list[int]:
    """Children that multiprocessing started, without its resource tracker."""
    told = [read(each / "children") for each in Path(f"/proc/{number}/task").iterdir()]
    children = [int(each) for each in b" ".join(told).split()]
    return [each for each in children if b"spawn_main" in read(Path(f"/proc/{each}/cmdline"))]


def read(place: Path) -> bytes:
    """Empty for a thread or a process that has just ended."""
    try:
        return place.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def is_there(number: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{number}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_centre(how: signal.Signals, tmp_path: Path, hall: Callable[..., Station]) -> None:
    with Administration(tmp_path) as office, served(tmp_path, 0, "--workers", "1") as (centre, url):
        station = hall(url, office)
        batch = [
            station.event("case.evaluated", case_id, {"case_id": case_id, "grade": 5, "channel": "pad"})
            for case_id in (new_id() for _ in range(MANY))
        ]
        while not (found := workers_of(centre.pid)):
            assert set(station.verdicts(*batch)) == {"rejected"}  # of cases nobody sent
            time.sleep(POLL_S)
        centre.send_signal(how)
        centre.wait()
        while any(is_there(each) for each in found):
            time.sleep(POLL_S)
