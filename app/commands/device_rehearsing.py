"""kiosk device rehearse: fault scripts at the bench. A person does by hand what a simulator does in the tests."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from typing import Any

from app.commands.device import opened
from app.commands.ending import waiting
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, say
from app.composition.fault_scripts import read_fault_script
from app.domain.errors import WrongInput
from hardware.acts import acts_of
from hardware.testing.fault_play import Played, play
from hardware.testing.fault_script import FaultScript, Step


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One script played at the bench; `played` is None where a hand cannot do what it says."""

    script: FaultScript
    played: Played | None

    @property
    def as_expected(self) -> bool:
        played = self.played
        return played is None or (played.result == self.script.expect and played.recovered == self.script.recovers)

    def document(self) -> dict[str, Any]:
        result = self.played.result if self.played else None
        return {
            "script": self.script.name,
            "outcome": result.outcome if result else None,
            "status": result.status if result else None,
            "as_expected": self.as_expected,
            "skipped": self.played is None,
        }

    def line(self) -> str:
        if self.played is None:
            return f"－ {self.script.name}　手做不到，只在模拟设备上演练"
        told = f"{self.played.result.outcome} {self.played.result.status}".strip()
        mark = "✓" if self.as_expected else "✗"
        want = "" if self.as_expected else f"　要的是 {self.script.expect.outcome} {self.script.expect.status}".rstrip()
        return f"{mark} {self.script.name}　{told}{want}"


def rehearse(args: argparse.Namespace) -> int:
    """0 when every script that hands can play came out as expected, otherwise 4."""
    scripts = [read_fault_script(path) for path in args.scripts]
    rooms = {script.device for script in scripts}
    if len(rooms) != 1:
        raise WrongInput("一次只演练一种设备的脚本", "每种设备分开演练")
    with opened(args, rooms.pop()) as device, waiting():
        rehearsals = [Rehearsal(script, _at_bench(script, device)) for script in scripts]
    say(args, [each.document() for each in rehearsals], [each.line() for each in rehearsals])
    return EXIT_DONE if all(each.as_expected for each in rehearsals) else EXIT_NEEDS_A_HAND


def _at_bench(script: FaultScript, device: Any) -> Played | None:
    acts = acts_of(script.device)
    if not all(acts[step.act].ask for step in script.steps()):
        return None
    sys.stderr.write(f"\n【{script.name}】\n")
    # The hand is slower than a simulator's: what happens while the terminal acts is asked for at once.
    unhurried = replace(script, during=tuple(replace(moment, after_s=0) for moment in script.during))
    return play(unhurried, device, lambda step: _ask(acts[step.act].ask, step))


def _ask(words: str, step: Step) -> None:
    value = f"（{step.value}）" if step.value else ""
    sys.stderr.write(f"  请{words}{value}，做好按回车 ")
    sys.stderr.flush()
    sys.stdin.readline()
