"""What every evaluation keypad promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
from typing import Protocol

import pytest

from hardware.errors import LinkLost, LinkNotThere
from hardware.evaluation_keypad.interface import Evaluated, EvaluationCancelled, EvaluationKeypad, NoAnswer
from hardware.testing.device_contract import DeviceContract, Hand

PATIENCE_S = 10


class KeyHand(Hand, Protocol):
    def press_when_asked(self, grade: int | None) -> None: ...


class EvaluationKeypadContract(DeviceContract):
    @pytest.mark.parametrize("grade", [1, 2, 3, 4, 5])
    def test_the_grade_pressed_is_the_grade_told(self, device: EvaluationKeypad, hand: KeyHand, grade: int) -> None:
        hand.press_when_asked(grade)
        assert device.ask(PATIENCE_S) == Evaluated(grade)

    def test_two_questions_have_an_answer_each(self, device: EvaluationKeypad, hand: KeyHand) -> None:
        hand.press_when_asked(5)
        assert device.ask(PATIENCE_S) == Evaluated(5)
        hand.press_when_asked(1)
        assert device.ask(PATIENCE_S) == Evaluated(1)

    def test_silence_is_no_answer(self, device: EvaluationKeypad) -> None:
        assert device.ask(1) == NoAnswer()

    def test_the_caller_can_take_the_question_back(self, device: EvaluationKeypad) -> None:
        cancel = threading.Event()
        threading.Timer(0.1, cancel.set).start()
        assert device.ask(60, cancel=cancel) == EvaluationCancelled()

    def test_an_operators_rare_name_is_no_trouble(self, device: EvaluationKeypad, hand: KeyHand) -> None:
        hand.press_when_asked(4)
        assert device.ask(PATIENCE_S, "0017", "王㐂𠮷") == Evaluated(4)

    def test_asking_an_unplugged_keypad_is_told(self, device: EvaluationKeypad, hand: KeyHand) -> None:
        hand.unplug()
        with pytest.raises((LinkNotThere, LinkLost)) as caught:
            device.ask(PATIENCE_S)
        assert caught.value.device == "evaluation_keypad"
        assert caught.value.what_to_do
        hand.plug()
        hand.press_when_asked(3)
        assert device.ask(PATIENCE_S) == Evaluated(3)
