"""One device's self-test: what it is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Any

from app.commands.findings import Finding, Mark
from app.commands.hands import Hands

HAND_S = 30.0
"""How long is waited for a hand that was asked."""
LONGEST_TOLD = 60
GLANCE_S = 1.0
"""How long something that may lie there anyway is looked for, where nobody was asked."""


@dataclass(slots=True)
class Bench:
    """What all tests of one run share. `code`: what the slip's code says, once the slip is out. `half_receipt`: the
    ledger does not know whether the last receipt still hangs in the printer's mouth."""

    hands: Hands
    station: str
    now: Callable[[], datetime]
    half_receipt: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    room: str
    device: Any
    options: Mapping[str, Any]
    bench: Bench
    cancel: Event

    @property
    def patience_s(self) -> float:
        return HAND_S if self.bench.hands.are_there else GLANCE_S

    def ask(self, words: str) -> None:
        """For a hand, where there is one."""
        if self.bench.hands.are_there:
            self.bench.hands.tell(f"  请{words}（{HAND_S:g} 秒内）")


@dataclass(frozen=True, slots=True)
class Tried:
    """`question` is for a person's eyes or ears when all went well; a no makes it bad, in the words of `if_not`."""

    finding: Finding
    question: str = ""
    if_not: str = ""
    then_do: str = ""


def well(trial: Trial, words: str, **measured: Any) -> Finding:
    return Finding(trial.room, Mark.OK, words, measured=told_only(measured))


def warned(trial: Trial, words: str, what_to_do: str, **measured: Any) -> Finding:
    return Finding(trial.room, Mark.WARN, words, what_to_do, measured=told_only(measured))


def bad(trial: Trial, words: str, what_to_do: str, **measured: Any) -> Finding:
    return Finding(trial.room, Mark.BAD, words, what_to_do, measured=told_only(measured))


def nobody_did(trial: Trial, untried: str, waited: str, what_to_do: str, **measured: Any) -> Finding:
    """No hand came: nobody was there to be asked (skipped), or somebody was and nothing arrived (bad)."""
    if trial.bench.hands.are_there:
        return bad(trial, waited, what_to_do, **measured)
    words = f"连得上；{untried}"
    return Finding(trial.room, Mark.SKIPPED, words, "有人在时再做一次自检", measured=told_only(measured))


def told_only(measured: Mapping[str, Any]) -> dict[str, Any]:
    """Without what this device does not tell; what it does tell in words is one plain line."""
    plain = {name: _plain(value) if isinstance(value, str) else value for name, value in measured.items()}
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _plain(text: str) -> str:
    """A device may tell anything: control characters stay off screens and papers."""
    return "".join(each for each in text if each.isprintable())[:LONGEST_TOLD]
