"""Needs a pad and a person, who does what is asked and presses Enter:

    BIANMIN_EVALUATION_KEYPAD=serial:/dev/ttyS2 python -m pytest -s -m hardware tests/hardware/…

A screen pad: BIANMIN_EVALUATION_KEYPAD=http://127.0.0.1:8600/
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from hardware.evaluation_keypad.driver import open_driver as open_keys
from hardware.evaluation_keypad.interface import EvaluationKeypad
from hardware.evaluation_keypad.screen_driver import open_driver as open_screen
from hardware.testing.evaluation_keypad_contract import EvaluationKeypadContract
from hardware.testing.persons_hand import PersonsHand

ADDRESS = os.environ.get("BIANMIN_EVALUATION_KEYPAD", "")
IS_SCREEN = ADDRESS.startswith("http:")

pytestmark = [
    pytest.mark.hardware,
    pytest.mark.timeout(0),
    pytest.mark.skipif(not ADDRESS, reason="no pad: set BIANMIN_EVALUATION_KEYPAD=serial:/dev/ttyS2"),
]


class PadsHand(PersonsHand):
    """Also presses a grade. Whom the pad thanks, nobody can tell from here."""

    asking = "whatever the pad shows"

    def press_when_asked(self, grade: int | None) -> None:
        if grade is not None:
            print(f"\n评价器一问，就按 {grade}（5 非常满意 … 1 非常不满意）")  # noqa: T201 - a person reads it

    def press(self, grade: int) -> None:
        print(f"\n现在按 {grade}")  # noqa: T201 - a person reads it


class TestTheKeypadOnTheBench(EvaluationKeypadContract):
    open_driver = staticmethod(open_screen if IS_SCREEN else open_keys)
    nowhere = "http://127.0.0.1:9/" if IS_SCREEN else "serial:/nowhere/ttyUSB9"

    @pytest.fixture
    def hand(self) -> PadsHand:
        return PadsHand("evaluation_keypad")

    @pytest.fixture
    def device(self) -> Iterator[EvaluationKeypad]:
        device = type(self).open_driver(ADDRESS, {})
        yield device
        device.close()
