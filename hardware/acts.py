"""What a hand can do at a simulated device: the same acts for `--fault`, for fault scripts, in tests and at the bench.

Each room lists its own in `acts.py` as `ACTS`: a name to a maker, which takes the simulator, the value as it was
written and the folder in which files are looked for, and gives the deed. A maker raises ValueError for a value it
cannot use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

Deed = Callable[[], object]
Make = Callable[[Any, str, Path], Deed]


@dataclass(frozen=True, slots=True)
class Act:
    """`ask` tells a person at the bench, in Chinese, to do by hand what `make` does at a simulator.

    An empty `ask` is something no hand can do (damaged bytes): a script with it runs on simulators only.
    """

    make: Make
    ask: str = ""


def call(method: str, *arguments: Any) -> Make:
    """simulator.method(*arguments), whatever value was written."""
    return lambda simulator, _value, _folder: lambda: getattr(simulator, method)(*arguments)


def with_number(method: str, default: int = 1) -> Make:
    """simulator.method(number)"""

    def make(simulator: Any, value: str, _folder: Path) -> Deed:
        number = int(value or default)
        return lambda: getattr(simulator, method)(number)

    return make


def with_seconds(method: str) -> Make:
    """simulator.method(seconds)"""

    def make(simulator: Any, value: str, _folder: Path) -> Deed:
        seconds = float(value or 1)
        return lambda: getattr(simulator, method)(seconds)

    return make


def flag(name: str) -> Make:
    """simulator.set_faults(name=True)"""
    return lambda simulator, _value, _folder: lambda: simulator.set_faults(**{name: True})


def count(name: str) -> Make:
    """simulator.set_faults(name=number)"""

    def make(simulator: Any, value: str, _folder: Path) -> Deed:
        number = int(value or 1)
        return lambda: simulator.set_faults(**{name: number})

    return make


def noise(simulator: Any, value: str, _folder: Path) -> Deed:
    """Bytes in hexadecimal before each answer."""
    data = bytes.fromhex(value or "AA55AA")
    return lambda: simulator.set_faults(noise=data)


CABLE: Mapping[str, Act] = {
    "unplug": Act(call("unplug"), "拔掉设备的电源和数据线"),
    "plug": Act(call("plug"), "插好设备的电源和数据线"),
}
"""What can be done to every device."""

SERIAL: Mapping[str, Act] = {
    **CABLE,
    "silent": Act(flag("silent")),
    "one_byte_at_a_time": Act(flag("one_byte_at_a_time")),
    "noise": Act(noise),
    "wrong_checksums": Act(count("wrong_checksums")),
    "unplug_after": Act(with_number("unplug_after")),
    "clear": Act(call("clear_faults")),
}
"""What can be done to a device on a line whose simulator has `set_faults`."""


def acts_of(room: str) -> Mapping[str, Act]:
    """All acts at a room's simulator."""
    acts: Mapping[str, Act] = import_module(f"hardware.{room}.acts").ACTS
    return acts
