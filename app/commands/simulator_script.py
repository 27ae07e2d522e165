"""What is done to a simulated device by `--fault` and by `--script` (docs/devices/fault-scripts.md)."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.composition.fault_scripts import HOW, read_script_document
from app.domain.errors import WrongInput
from hardware.acts import Deed, acts_of
from hardware.testing.fault_script import Step, parse_simulation


def card_from(path: Path) -> Any:
    """Raises WrongInput."""
    from hardware.id_card_reader.simulated_card import SimulatedCard

    try:
        return SimulatedCard.from_file(path)
    except (OSError, ValueError) as error:
        why = "打不开" if isinstance(error, OSError) else error
        raise WrongInput(f"读不了卡片文件 {path}：{why}", "字段同 kiosk device read-card --json") from error


class Hands:
    """The hands at one simulator of a room."""

    def __init__(self, room: str, simulator: Any) -> None:
        self.room = room
        self._simulator = simulator

    def fault(self, text: str) -> Deed:
        """`silent`, `noise=FF00AA` (hex), `wrong_checksums=1`. Raises WrongInput."""
        name, _, value = text.partition("=")
        if name not in acts_of(self.room):
            raise WrongInput(f"{self.room} 没有 {name} 这种故障", f"可以写：{'、'.join(sorted(acts_of(self.room)))}")
        return self.deed(Step(name, value), Path())

    def deed(self, step: Step, folder: Path) -> Deed:
        """`folder` is where files named in a script are looked for. Raises WrongInput."""
        try:
            return acts_of(self.room)[step.act].make(self._simulator, step.value, folder)
        except ValueError as error:
            raise WrongInput(f"{step.act} 的值“{step.value}”不对", "例如 noise=FF00、wrong_checksums=1") from error


@dataclass(frozen=True, slots=True)
class Simulation:
    """A script made ready: all its values are checked before the simulator starts."""

    before: tuple[Deed, ...]
    during: tuple[tuple[float, tuple[Deed, ...]], ...]
    mend: tuple[Deed, ...]

    def begin(self) -> None:
        for deed in self.before:
            deed()

    @contextmanager
    def going_on(self, asked_to_end: threading.Event) -> Iterator[None]:
        """Does the rest at its time; a line on standard input mends."""
        performer = threading.Thread(target=self.perform, args=(asked_to_end,), name="script", daemon=True)
        performer.start()
        if self.mend and sys.stdin.isatty():
            threading.Thread(target=self._mend_on_enter, name="mending hand", daemon=True).start()
        yield
        performer.join()

    def perform(self, asked_to_end: threading.Event) -> None:
        start = time.monotonic()
        for after_s, deeds in self.during:
            if asked_to_end.wait(max(0.0, start + after_s - time.monotonic())):
                return
            for deed in deeds:
                deed()

    def _mend_on_enter(self) -> None:
        for _ in sys.stdin:
            for deed in self.mend:
                deed()


def read_simulation(path: Path, hands: Hands) -> Simulation:
    """Raises WrongInput, which names what cannot be done."""
    try:
        before, during, mend = parse_simulation(hands.room, read_script_document(path))
    except ValueError as error:
        raise WrongInput(f"脚本 {path}：{error}", HOW) from error

    def deeds(steps: Sequence[Step]) -> tuple[Deed, ...]:
        return tuple(hands.deed(step, path.parent) for step in steps)

    return Simulation(deeds(before), tuple((each.after_s, deeds(each.steps)) for each in during), deeds(mend))
