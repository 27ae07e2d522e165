"""Plays a fault script: the terminal acts by its real driver while the far side does what the script says."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hardware.acts import acts_of
from hardware.errors import HardwareError
from hardware.registry import Device
from hardware.status import DeviceStatus
from hardware.testing.fault_script import FaultScript, Result, Step

_WORD_STARTS = re.compile(r"(?<!^)(?=[A-Z])")
_DETAILS = ("cause", "grade", "source")
_HAND_LIMIT_S = 5.0

Do = Callable[[Step], None]
"""Does one act at the far side: at a simulator at once, at the bench by asking a person."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a script. `answer` is what the device's act returned, or the error it raised."""

    answer: Any
    took_s: float
    result: Result
    recovered: Result


def at_simulator(room: str, simulator: Any, folder: Path) -> Do:
    """`folder`: where files named in a script are looked for. Raises ValueError for a value an act cannot use."""
    acts = acts_of(room)
    return lambda step: void(acts[step.act].make(simulator, step.value, folder)())


def void(_: object) -> None:
    """What an act gives back means nothing here."""


def play(script: FaultScript, device: Device, do: Do) -> Played:
    """Raises what a defect raises; everything declared comes back as a result."""
    for step in script.before:
        do(step)
    over = threading.Event()
    hand = threading.Thread(target=_meanwhile, args=(script, do, over), name="hand", daemon=True)
    start = time.monotonic()
    hand.start()
    answer = act(script, device)
    took_s = time.monotonic() - start
    over.set()
    hand.join(_HAND_LIMIT_S)
    result = Result(word_of(answer), device.status().detail)
    for step in script.mend:
        do(step)
    again = act(script, device)
    return Played(answer, took_s, result, Result(word_of(again), device.status().detail))


def act(script: FaultScript, device: Any) -> Any:
    """What the terminal does with the device, once."""
    try:
        deed = _status if script.act == "status" else _DEEDS[script.device, script.act]
        return deed(device, script.timeout_s)
    except HardwareError as error:
        return error


def word_of(answer: Any) -> str:
    """`NotPrinted("paper_out", …)` is not_printed/paper_out, a LinkLost is LinkLost, a picture is picture."""
    if isinstance(answer, HardwareError):
        return type(answer).__name__
    if isinstance(answer, DeviceStatus):
        return answer.state.value
    if hasattr(answer, "shape"):
        return "picture"
    word = _WORD_STARTS.sub("_", type(answer).__name__).lower()
    for name in _DETAILS:
        if hasattr(answer, name):
            return f"{word}/{getattr(answer, name)}"
    return word


def _meanwhile(script: FaultScript, do: Do, over: threading.Event) -> None:
    """What the script does while the terminal acts; once the act has ended, the rest is done at once."""
    start = time.monotonic()
    for moment in script.during:
        over.wait(max(0.0, start + moment.after_s - time.monotonic()))
        for step in moment.steps:
            do(step)


def _print_document(device: Any, _timeout_s: float) -> Any:
    from hardware.testing.samples import sample_document

    return device.print(sample_document(), "fault-script")


def _print_receipt(device: Any, _timeout_s: float) -> Any:
    from hardware.receipt_printer.sample import sample_receipt

    return device.print(sample_receipt())


def _say(device: Any, _timeout_s: float) -> Any:
    from hardware.testing.samples import sample_tone

    return device.say(sample_tone())


_DEEDS: Mapping[tuple[str, str], Callable[[Any, float], Any]] = {
    ("id_card_reader", "read"): lambda device, timeout_s: device.read(timeout_s),
    ("evaluation_keypad", "ask"): lambda device, timeout_s: device.ask(max(1, int(timeout_s))),
    ("code_scanner", "scan"): lambda device, timeout_s: device.scan(timeout_s),
    ("camera", "grab"): lambda device, timeout_s: device.grab(timeout_s),
    ("power", "look"): lambda device, _timeout_s: device.look(),
    ("io_board", "look"): lambda device, _timeout_s: device.look(),
    ("receipt_printer", "print"): _print_receipt,
    ("certificate_printer", "print"): _print_document,
    ("speaker", "say"): _say,
}


def _status(device: Any, _timeout_s: float) -> Any:
    return device.status()
