"""The desk is asked in the store's worker, and a PIN that was looked at is overwritten."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import StorageProblem
from app.domain.operators import Operator, Role, SignedIn, SignInOutcome, WrongPin
from app.runtime.operator_door import OperatorDoor
from tests.unit.app.runtime.conftest import OpenHands

PIN = b"271828"
ANSWERS = [SignedIn("T01", "赵师傅", (Role.TECHNICIAN,)), WrongPin(4)]


class Desk:
    """Answers as it is told; notes in which thread it was asked what."""

    def __init__(self, answer: SignInOutcome | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[str, ...]] = []

    def has_list(self) -> bool:
        self.asked.append((threading.current_thread().name, "list"))
        if isinstance(self.answer, Exception):
            raise self.answer
        return True

    def sign_in(self, number: str, pin: str) -> SignInOutcome:
        self.asked.append((threading.current_thread().name, number, pin))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def operators(self) -> Sequence[Operator]:
        return ()


def asked(qtbot: QtBot, door: OperatorDoor, pin: bytearray) -> list[Any]:
    told: list[Any] = []
    door.has_list(told.append)
    door.sign_in("T01", pin, told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    return told


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda each: type(each).__name__)
def test_the_answer_comes_from_the_stores_worker_and_the_pin_is_gone(
    qtbot: QtBot, open_hands: OpenHands, answer: SignInOutcome
) -> None:
    hands, _ = open_hands()
    desk, pin = Desk(answer), bytearray(PIN)
    assert asked(qtbot, OperatorDoor(lambda: desk, hands.errands, hands.store), pin) == [True, answer]
    assert desk.asked == [("worker-store", "list"), ("worker-store", "T01", PIN.decode())]
    assert not any(pin)


def test_a_store_that_cannot_be_asked_says_none_and_the_pin_is_gone_all_the_same(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    hands, _ = open_hands()
    desk, pin = Desk(StorageProblem("打不开", "换盘")), bytearray(PIN)
    assert asked(qtbot, OperatorDoor(lambda: desk, hands.errands, hands.store), pin) == [None, None]
    assert not any(pin)
