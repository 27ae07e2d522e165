"""Which contact hangs at which input and which light at which output, from station.toml; checked once.

    unit = 1
    inputs = { door = { number = 0, normally_closed = true }, person = 2 }
    outputs = { light_reader = 0, light_slot = { number = 1, blink = 9 } }

Numbers are those of the protocol and begin with 0. What is left out is not wired; with neither table the usual
board is meant: inputs 0 to 2, outputs 0 to 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hardware.io_board.frames import MOST_BITS
from hardware.io_board.interface import CONTACTS, LIGHTS, Contacts

LARGEST_UNIT = 247
"""MODBUS over Serial Line v1.02, 2.2: 1 to 247 are boards, 0 is everybody."""
LARGEST_NUMBER = 0xFFFF
NORMALLY_CLOSED = ("door", "tamper")
"""Closed while all is well, so that a cut wire reads as an open door."""


@dataclass(frozen=True, slots=True)
class Input:
    number: int
    normally_closed: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """`blink`: an output at which the board itself lets the light blink."""

    number: int
    blink: int | None = None


@dataclass(frozen=True, slots=True)
class Wiring:
    unit: int
    inputs: Mapping[str, Input]
    outputs: Mapping[str, Output]

    def input_span(self) -> tuple[int, int]:
        """First number and count of the inputs, to be read in one go; count 0 without any."""
        return _span([one.number for one in self.inputs.values()])

    def output_span(self) -> tuple[int, int]:
        return _span([one.number for one in self.outputs.values()])

    def contacts(self, bits: Sequence[bool]) -> Contacts:
        """What the bits of `input_span` mean, the people sensor as it is this moment."""
        first, _ = self.input_span()
        read = {name: bits[one.number - first] != one.normally_closed for name, one in self.inputs.items()}
        return Contacts(read.get("door"), read.get("tamper"), read.get("person"))


def usual_wiring(unit: int = 1) -> Wiring:
    inputs = {name: Input(number, name in NORMALLY_CLOSED) for number, name in enumerate(CONTACTS)}
    return Wiring(unit, inputs, {name: Output(number) for number, name in enumerate(LIGHTS)})


def wiring_of(options: Mapping[str, Any]) -> Wiring:
    """Raises ValueError that names the key."""
    unit = _number(options.get("unit", 1), "unit", 1, LARGEST_UNIT)
    usual = usual_wiring(unit)
    if "inputs" not in options and "outputs" not in options:
        return usual
    inputs = {name: _input(name, value) for name, value in _table(options, "inputs", CONTACTS).items()}
    outputs = {name: _output(name, value) for name, value in _table(options, "outputs", LIGHTS).items()}
    wiring = Wiring(unit, inputs, outputs)
    if max(wiring.input_span()[1], wiring.output_span()[1]) > MOST_BITS:
        raise ValueError(f"inputs、outputs 的号码最多相差 {MOST_BITS}")
    return wiring


def _table(options: Mapping[str, Any], key: str, known: Sequence[str]) -> Mapping[str, Any]:
    table = options.get(key, {})
    if not isinstance(table, Mapping):
        raise ValueError(f"{key} 要写成一组")  # noqa: TRY004 - the file is wrong, not the program
    for name in table:
        if name not in known:
            raise ValueError(f"{key}.{name} 不认识，可以写：{'、'.join(known)}")
    return table


def _input(name: str, value: Any) -> Input:
    entry = _entry(f"inputs.{name}", value, ("number", "normally_closed"))
    closed = entry.get("normally_closed", name in NORMALLY_CLOSED)
    if not isinstance(closed, bool):
        raise ValueError(f"inputs.{name}.normally_closed 要写 true 或 false")  # noqa: TRY004 - see above
    return Input(_number(entry["number"], f"inputs.{name}.number", 0, LARGEST_NUMBER), closed)


def _output(name: str, value: Any) -> Output:
    entry = _entry(f"outputs.{name}", value, ("number", "blink"))
    blink = entry.get("blink")
    return Output(
        _number(entry["number"], f"outputs.{name}.number", 0, LARGEST_NUMBER),
        None if blink is None else _number(blink, f"outputs.{name}.blink", 0, LARGEST_NUMBER),
    )


def _entry(where: str, value: Any, known: Sequence[str]) -> Mapping[str, Any]:
    entry = value if isinstance(value, Mapping) else {"number": value}
    if "number" not in entry or not set(entry) <= set(known):
        raise ValueError(f"{where} 可以写 {'、'.join(known)}，number 必须有")
    return entry


def _number(value: Any, where: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{where} 要写 {least} 到 {most} 的整数")
    return value


def _span(numbers: Sequence[int]) -> tuple[int, int]:
    return (min(numbers), max(numbers) - min(numbers) + 1) if numbers else (0, 0)
