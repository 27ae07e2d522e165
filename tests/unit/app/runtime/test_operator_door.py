"""The desk is asked in the store's worker, and a PIN that was looked at is overwritten."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import StorageProblem
from app.domain.operators import Entry, Operator, Role, SignedIn, SignInOutcome, WrongPin
from app.runtime.operator_door import OperatorDoor
from tests.unit.app.runtime.conftest import OpenHands

PIN = b"271828"
ANSWERS = [SignedIn("T01", "赵师傅", (Role.TECHNICIAN,)), WrongPin(4)]


class Desk:
    """Answers as it is told; notes in which thread it was asked what."""

    def __init__(self, answer: SignInOutcome | Exception, listed: bool = True) -> None:
        self.answer = answer
        self.listed = listed
        self.asked: list[tuple[str, ...]] = []

    def has_list(self) -> bool:
        self.asked.append((threading.current_thread().name, "list"))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.listed

    def sign_in(self, number: str, pin: str) -> SignInOutcome:
        self.asked.append((threading.current_thread().name, number, pin))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def operators(self) -> Sequence[Operator]:
        return ()


def asked(qtbot: QtBot, door: OperatorDoor, pin: bytearray) -> list[Any]:
    told: list[Any] = []
    door.entry(told.append)
    door.sign_in("T01", pin, told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)
    return told


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda each: type(each).__name__)
def test_the_answer_comes_from_the_stores_worker_and_the_pin_is_gone(
    qtbot: QtBot, open_hands: OpenHands, answer: SignInOutcome
) -> None:
    hands, _ = open_hands()
    desk, pin = Desk(answer), bytearray(PIN)
    assert asked(qtbot, OperatorDoor(lambda: desk, lambda: True, hands.errands, hands.store), pin) == [
        Entry.BY_PIN,
        answer,
    ]
    assert desk.asked == [("worker-store", "list"), ("worker-store", "T01", PIN.decode())]
    assert not any(pin)


def test_a_store_that_cannot_be_asked_says_none_and_the_pin_is_gone_all_the_same(
    qtbot: QtBot, open_hands: OpenHands
) -> None:
    hands, _ = open_hands()
    desk, pin = Desk(StorageProblem("打不开", "换盘")), bytearray(PIN)
    assert asked(qtbot, OperatorDoor(lambda: desk, lambda: True, hands.errands, hands.store), pin) == [None, None]
    assert not any(pin)


@pytest.mark.parametrize(
    ("listed", "enrolled", "entry"),
    [(False, False, Entry.FREE), (False, True, Entry.NOBODY_YET), (True, True, Entry.BY_PIN)],
)
def test_only_a_station_no_centre_knows_lets_in_whoever_holds_the_mark(
    qtbot: QtBot, open_hands: OpenHands, listed: bool, enrolled: bool, entry: Entry
) -> None:
    hands, _ = open_hands()
    told: list[Entry | None] = []
    desk = Desk(ANSWERS[0], listed)
    OperatorDoor(lambda: desk, lambda: enrolled, hands.errands, hands.store).entry(told.append)
    qtbot.waitUntil(lambda: told == [entry], timeout=10_000)
