"""What every evaluation keypad promises."""
# ruff: noqa: S101 - a suite asserts

from __future__ import annotations

import threading
from collections.abc import Sized
from typing import Protocol

import pytest

from hardware.errors import LinkLost, LinkNotThere
from hardware.evaluation_keypad.interface import AskOutcome, Evaluated, EvaluationCancelled, EvaluationKeypad, NoAnswer
from hardware.status import DeviceState, DeviceStatus
from hardware.testing.device_contract import DeviceContract, Hand

PATIENCE_S = 10


class KeyHand(Hand, Protocol):
    def press_when_asked(self, grade: int | None) -> None: ...

    def press(self, grade: int) -> object: ...

    @property
    def asking(self) -> object: ...


def thanks_of(hand: KeyHand) -> int:
    """How often a person was thanked, where the hand can see it (at the bench it cannot)."""
    thanked: Sized = getattr(hand, "thanked", ())
    return len(thanked)


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

    def test_a_grade_is_kept_before_the_person_is_thanked(self, device: EvaluationKeypad, hand: KeyHand) -> None:
        hand.press_when_asked(2)
        kept: list[tuple[Evaluated, int]] = []
        assert device.ask(PATIENCE_S, keep=lambda grade: kept.append((grade, thanks_of(hand)))) == Evaluated(2)
        assert kept == [(Evaluated(2), 0)]

    def test_a_grade_that_cannot_be_kept_is_not_thanked_for(self, device: EvaluationKeypad, hand: KeyHand) -> None:
        def full(_: Evaluated) -> None:
            raise OSError("disk full")

        hand.press_when_asked(2)
        with pytest.raises(OSError, match="full"):
            device.ask(PATIENCE_S, keep=full)
        assert thanks_of(hand) == 0
        hand.press_when_asked(4)
        assert device.ask(PATIENCE_S) == Evaluated(4)

    def test_a_look_meanwhile_disturbs_nothing_and_waits_for_nobody(
        self, device: EvaluationKeypad, hand: KeyHand
    ) -> None:
        outcomes: list[AskOutcome] = []
        thread = threading.Thread(target=lambda: outcomes.append(device.ask(60)), daemon=True)
        thread.start()
        while hand.asking is None:
            assert device.status().state in (DeviceState.ONLINE, DeviceState.BUSY)
        for _ in range(20):
            assert device.status() == DeviceStatus(DeviceState.BUSY)
        assert hand.asking is not None
        hand.press(3)
        thread.join(PATIENCE_S)
        assert outcomes == [Evaluated(3)]

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
