"""An act that is killed at its n-th step in a process of its own; what the next start finds is the test's to judge.

The killing needs nothing in the program. Every life is a fork of one warm process, so that a hundred deaths take
seconds. What it does stands as a function in the test: it makes ready and gives the act, whose steps are counted:

    def submit(folder, submission):
        store = open_store(folder, clock)
        return lambda: store.cases.submit(submission)

    deaths = mortal.deaths(submit, tmp_path, 40, samples.submission())
"""

from __future__ import annotations

import base64
import pickle
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.chaos.countdown import NEVER, Countdown, watch
from tests.chaos.zygote import Zygote, live

STORAGE = ("app/storage/",)

Act = Callable[[], object]


@dataclass(frozen=True)
class Life:
    steps: int
    """Calls made from the watched places until it ended."""
    was_killed: bool


@dataclass(frozen=True)
class Deaths:
    steps: int
    """Of the whole act."""
    folders: Sequence[Path]
    """One for each death, in the order of the steps."""
    whole: Path
    """Of the life that nobody cut."""


class Mortal:
    def __init__(self, folder: Path) -> None:
        self._countdown = Countdown(folder / "steps")
        self._zygote = Zygote("tests.chaos.mortal", str(folder / "steps"))

    def life(
        self, prepare: Callable[..., Act], *given: Any, dies_at: int = NEVER, places: Sequence[str] = STORAGE
    ) -> Life:
        """Call `prepare(*given)` and count the steps of the act it gives; both must be picklable.

        Raises AssertionError if it ends in any other way than whole or killed.
        """
        self._countdown.bury()
        self._countdown.set(dies_at)
        told = pickle.dumps((prepare, given))
        self._zygote.begin(act=base64.b64encode(told).decode(), places=list(places))
        status = self._zygote.await_end()
        assert status in (0, -signal.SIGKILL), status
        assert (status != 0) == self._countdown.expired, self._countdown.gone
        return Life(self._countdown.gone, status != 0)

    def deaths(
        self,
        prepare: Callable[..., Act],
        root: Path,
        wanted: int,
        *given: Any,
        places: Sequence[str] = STORAGE,
    ) -> Deaths:
        """One whole life `prepare(root / "whole", *given)`, then as many as wanted (at least 2), cut evenly from
        the first step to the last, each in its folder.
        """
        self.life(prepare, root / "warm", *given, places=places)  # what it imports is not counted after this
        whole = self.life(prepare, root / "whole", *given, places=places)
        folders = []
        for step in sorted({1 + (whole.steps - 1) * each // (wanted - 1) for each in range(wanted)}):
            folders.append(root / f"cut-{step:05d}")
            life = self.life(prepare, folders[-1], *given, dies_at=step, places=places)
            assert life.was_killed, (step, whole.steps)
        return Deaths(whole.steps, folders, root / "whole")

    def close(self) -> None:
        self._zygote.close()
        self._countdown.close()


def live_and_die(countdown: Countdown, asked: Mapping[str, Any]) -> None:
    prepare, given = pickle.loads(base64.b64decode(asked["act"]))  # noqa: S301 - the test's own
    act = prepare(*given)
    watch(countdown.cells, asked["places"])
    act()
    sys.setprofile(None)


if __name__ == "__main__":
    steps = Countdown(Path(sys.argv[1]))
    live(lambda asked: live_and_die(steps, asked))
