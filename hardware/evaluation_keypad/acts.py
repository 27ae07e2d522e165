"""What a hand can do at an evaluation keypad."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import SERIAL, Act, Deed, call, count, flag


def _press(simulator: Any, value: str, _folder: Path) -> Deed:
    grade = int(value)
    if not 1 <= grade <= 5:
        raise ValueError(value)
    return lambda: simulator.press(grade)


ACTS: Mapping[str, Act] = {
    **SERIAL,
    "press": Act(_press, "在评价器上按一个评价键"),
    "cancel": Act(call("cancel"), "在评价器上按取消"),
    "lost_frames": Act(count("lost_frames")),
    "deaf_to_acknowledgements": Act(flag("deaf_to_acknowledgements")),
    "cable_unplugged": Act(flag("cable_unplugged"), "拔掉评价器群众侧的线"),
}
