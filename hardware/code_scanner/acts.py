"""What a hand can do at a code scanner."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import CABLE, Act, Deed, call, with_number


def _show(simulator: Any, value: str, _folder: Path) -> Deed:
    if not value:
        raise ValueError(value)
    return lambda: simulator.show(value)


def _send(simulator: Any, value: str, _folder: Path) -> Deed:
    data = bytes.fromhex(value)
    return lambda: simulator.send(data)


ACTS: Mapping[str, Act] = {
    **CABLE,
    "show": Act(_show, "把码对准扫码窗"),
    "send": Act(_send),
    "one_byte_at_a_time": Act(call("one_byte_at_a_time")),
    "unplug_after": Act(with_number("unplug_after")),
    "clear": Act(call("clear_faults")),
}
