"""What a hand can do at an evaluation keypad."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import SERIAL, Act, Deed, call, count, flag


def _grade(value: str) -> int:
    grade = int(value)
    if not 1 <= grade <= 5:
        raise ValueError(value)
    return grade


def _press_when_asked(simulator: Any, value: str, _folder: Path) -> Deed:
    grade = _grade(value) if value else None
    return lambda: simulator.press_when_asked(grade)


def _press(simulator: Any, value: str, _folder: Path) -> Deed:
    grade = _grade(value)
    return lambda: simulator.press(grade)


ACTS: Mapping[str, Act] = {
    **SERIAL,
    "press": Act(_press, "在评价器上按一个评价键"),
    "cancel": Act(call("cancel"), "在评价器上按取消"),
    "press_when_asked": Act(_press_when_asked, "评价器一问，就按一个评价键"),
    "restart": Act(call("restart"), "把评价器断电，马上再通电，数据线不动"),
    "restarts_when_pressed": Act(flag("restarts_when_pressed")),
    "deaf_frames": Act(count("deaf_frames")),
    "lost_frames": Act(count("lost_frames")),
    "deaf_to_acknowledgements": Act(flag("deaf_to_acknowledgements")),
    "cable_unplugged": Act(flag("cable_unplugged"), "拔掉评价器群众侧的线"),
}
