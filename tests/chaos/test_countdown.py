"""A death at the n-th step is set while the steps go on, and who is told dead is dead.

    python -m tests.chaos.test_countdown COUNTDOWN_FILE [STEPS]

takes steps without end. With STEPS the death is set in the middle of its first one, between the look at the count and
the writing of it, and it ends by itself soon after the step it should have died at.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.chaos.countdown import NEVER, Countdown, watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 60.0
BEYOND = 10


@contextmanager
def walker(path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Somebody whose steps have begun."""
    command = [sys.executable, "-m", "tests.chaos.test_countdown", str(path), *words]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "walks\n"
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE_S)
        process.stdout.close()


@pytest.mark.parametrize("wanted", [1, 2, 7])
def test_a_death_that_is_set_in_the_middle_of_a_step_comes_all_the_same(tmp_path: Path, wanted: int) -> None:
    with walker(tmp_path / "steps", str(wanted)) as process:
        assert process.wait(PATIENCE_S) == -signal.SIGKILL


@pytest.mark.parametrize("wanted", [1, 2, 1000])
def test_who_is_told_dead_is_dead_though_the_death_is_taken_back(tmp_path: Path, wanted: int) -> None:
    steps = Countdown(tmp_path / "steps")
    with walker(tmp_path / "steps") as process:
        steps.set(wanted)
        while not steps.expired:
            assert process.poll() in (None, -signal.SIGKILL)
        steps.set(NEVER)
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    assert steps.expired
    steps.bury()
    assert not steps.expired
    steps.close()


def test_a_death_that_is_taken_back_in_time_does_not_come(tmp_path: Path) -> None:
    steps = Countdown(tmp_path / "steps")
    with walker(tmp_path / "steps") as process:
        steps.set(10**12)
        steps.set(NEVER)
        while steps.gone < BEYOND:
            assert process.poll() is None
        assert not steps.expired
    steps.close()


class Interrupted:
    """Cells whose first look lets somebody outside set the death before the count is written."""

    def __init__(self, counted: Countdown, steps: int) -> None:
        self._counted, self._steps = counted, steps

    def __getitem__(self, place: int) -> int:
        looked: int = self._counted.cells[place]
        if self._steps:
            steps, self._steps = self._steps, 0
            self._counted.set(steps)
        return looked

    def __setitem__(self, place: int, value: int) -> None:
        self._counted.cells[place] = value


def step() -> None:
    """One."""


def walk(path: Path, steps: int) -> None:
    counted = Countdown(path)
    sys.stdout.write("walks\n")
    sys.stdout.flush()
    watch(Interrupted(counted, steps) if steps else counted.cells, ("tests/chaos/test_countdown",))
    for taken in count():
        if steps and taken > steps + BEYOND:
            return
        step()


if __name__ == "__main__":
    walk(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
