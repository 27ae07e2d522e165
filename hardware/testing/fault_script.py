"""A fault script: what goes wrong with one device, what must come of it, and what a hand does to mend it.

One YAML format for all rooms (docs/devices/fault-scripts.md), read here from its loaded mapping, so that this floor
needs no YAML library. The same script is played against a simulator in the tests, on the simulators of
`kiosk simulate --script`, and at the bench, where a person is asked to do what the acts say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hardware.acts import acts_of
from hardware.faults import FAULT_ROOMS, faults_of

STAGES = (
    "absent_at_start",
    "lost_in_the_middle",
    "slow",
    "wrong_bytes",
    "half_print",
    "jam",
    "paper",
    "power_loss",
    "wrong_use",
)
ACTS_OF_THE_TERMINAL: Mapping[str, tuple[str, ...]] = {
    "id_card_reader": ("read", "status"),
    "receipt_printer": ("print", "status"),
    "certificate_printer": ("print", "status"),
    "camera": ("grab", "status"),
    "code_scanner": ("scan", "status"),
    "evaluation_keypad": ("ask", "status"),
    "power": ("look", "status"),
    "io_board": ("look", "status"),
    "speaker": ("say", "status"),
}
_KEYS = {
    "name", "device", "stage", "options", "before", "act", "timeout_s", "during", "expect", "mend", "recovers",
    "citizen",
}  # fmt: skip
LONGEST_S = 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """One act of `hardware.acts`, with its value as written."""

    act: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Acts a while after the terminal began to act (in `kiosk simulate`: after the simulator began to serve)."""

    after_s: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome`: the outcome's class in snake_case and its cause, or an error's class; `status`: a fault word or ""."""

    outcome: str
    status: str


@dataclass(frozen=True, slots=True)
class FaultScript:
    """`citizen` is what the glass says, by language; empty where the citizen sees nothing of it."""

    name: str
    device: str
    stage: str
    act: str
    before: tuple[Step, ...]
    during: tuple[Moment, ...]
    expect: Result
    within_s: float
    mend: tuple[Step, ...]
    recovers: Result
    timeout_s: float = 2.0
    options: Mapping[str, Any] = field(default_factory=dict)
    citizen: Mapping[str, str] = field(default_factory=dict)

    def steps(self) -> tuple[Step, ...]:
        """All of them, in the order of the script."""
        return (*self.before, *(step for moment in self.during for step in moment.steps), *self.mend)


def parse_fault_script(document: Any) -> FaultScript:
    """Raises ValueError that says which key is wrong, in Chinese: an integrator writes scripts too."""
    table = _table(document, "脚本")
    if unknown := sorted(set(table) - _KEYS):
        raise ValueError(f"不认识 {unknown[0]}，可以写：{'、'.join(sorted(_KEYS))}")
    device = _one_of(table, "device", FAULT_ROOMS)
    expect = _table(table.get("expect"), "expect")
    script = FaultScript(
        name=_text(table, "name"),
        device=device,
        stage=_one_of(table, "stage", STAGES),
        act=_one_of(table, "act", ACTS_OF_THE_TERMINAL[device]),
        before=parse_steps(device, table.get("before", ()), "before"),
        during=parse_moments(device, table.get("during", ())),
        expect=_result(device, expect, "expect"),
        within_s=_seconds(expect.get("within_s"), "expect.within_s"),
        mend=parse_steps(device, table.get("mend", ()), "mend"),
        recovers=_result(device, _table(table.get("recovers"), "recovers"), "recovers"),
        timeout_s=_seconds(table.get("timeout_s", 2.0), "timeout_s"),
        options=_table(table.get("options", {}), "options"),
        citizen={str(key): str(value) for key, value in _table(table.get("citizen", {}), "citizen").items()},
    )
    if script.citizen and set(script.citizen) != {"zh_CN", "en"}:
        raise ValueError("citizen 要写 zh_CN 和 en 两句")
    return script


def parse_simulation(device: str, document: Any) -> tuple[tuple[Step, ...], tuple[Moment, ...], tuple[Step, ...]]:
    """What a simulator does by itself: before, during, mend. A fault script will do, and so will these keys alone.

    Raises ValueError, also for a script that was written for another device.
    """
    table = _table(document, "脚本")
    if _one_of(table, "device", FAULT_ROOMS) != device:
        raise ValueError(f"脚本是写给 {table['device']} 的，不是 {device}")
    if set(table) - {"name", "device", "before", "during", "mend"}:
        script = parse_fault_script(document)
        return script.before, script.during, script.mend
    before = parse_steps(device, table.get("before", ()), "before")
    mend = parse_steps(device, table.get("mend", ()), "mend")
    return before, parse_moments(device, table.get("during", ())), mend


def parse_steps(device: str, entries: Any, where: str) -> tuple[Step, ...]:
    """`[silent, {unplug_after: 12}]`. Raises ValueError for an act the device does not have."""
    if isinstance(entries, str) or not isinstance(entries, Sequence):
        raise ValueError(f"{where} 要写成一列动作")  # noqa: TRY004 - the file is wrong, not the program
    return tuple(_step(device, entry, where) for entry in entries)


def parse_moments(device: str, entries: Any) -> tuple[Moment, ...]:
    """`[{after_s: 0.5, do: [unplug]}]`, in the order of time."""
    if isinstance(entries, str) or not isinstance(entries, Sequence):
        raise ValueError("during 要写成一列")  # noqa: TRY004 - the file is wrong, not the program
    moments = []
    for entry in entries:
        table = _table(entry, "during")
        after_s = _seconds(table.get("after_s"), "during.after_s")
        moments.append(Moment(after_s, parse_steps(device, table.get("do", ()), "during.do")))
    return tuple(sorted(moments, key=lambda moment: moment.after_s))


def _step(device: str, entry: Any, where: str) -> Step:
    if isinstance(entry, Mapping) and len(entry) == 1:
        ((act, value),) = entry.items()
        step = Step(str(act), "" if value is None else str(value))
    else:
        step = Step(str(entry))
    if step.act not in acts_of(device):
        raise ValueError(f"{where}：{device} 没有 {step.act} 这个动作，可以写：{'、'.join(acts_of(device))}")
    return step


def _result(device: str, table: Mapping[str, Any], where: str) -> Result:
    status = str(table.get("status", ""))
    if status and status not in faults_of(device):
        raise ValueError(f"{where}.status：{device} 没有 {status} 这种故障")
    return Result(_text(table, "outcome"), status)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"缺少 {where}，或它不是一组键和值")  # noqa: TRY004 - the file is wrong, not the program
    return value


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"缺少 {key}")
    return value


def _one_of(table: Mapping[str, Any], key: str, known: Sequence[str]) -> str:
    value = _text(table, key)
    if value not in known:
        raise ValueError(f"{key} 要写 {'、'.join(known)} 之一，现在是 {value}")
    return value


def _seconds(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_S:
        raise ValueError(f"{where} 要写 0 到 {LONGEST_S:g} 的秒数")
    return float(value)
