"""An order is watched until it is settled, also after its code has run out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import CentreUnreachable
from app.domain.ports import PaymentOrder, PaymentStatus
from app.journeys.commands import OpenPayment, StopAsking
from app.journeys.events import (
    CentreDidNotAnswer,
    Event,
    PaymentArrived,
    PaymentExpired,
    PaymentOpened,
    PaymentRefused,
)
from app.runtime import centre_hand
from tests.unit.app.runtime.conftest import OpenHands

ORDER = PaymentOrder("p", "http://127.0.0.1/pay/p", 1000)
WAITING, EXPIRED = PaymentStatus.WAITING, PaymentStatus.EXPIRED


class Centre:
    """Says these one after the other, then the last one for ever; None is no answer."""

    def __init__(self, *told: PaymentStatus | None) -> None:
        self._told: Iterator[PaymentStatus | None] = iter(told)
        self._last = told[-1]
        self.asked = 0

    def open_payment(self, case_id: str, item_code: str, amount_fen: int) -> PaymentOrder:
        assert (case_id, item_code, amount_fen) == ("c", "i", 1000)
        return ORDER

    def payment_status(self, payment_id: str) -> PaymentStatus:
        assert payment_id == ORDER.id
        self.asked += 1
        said = next(self._told, self._last)
        if said is None:
            raise CentreUnreachable("没有回答")
        return said


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_hand, "PAYMENT_POLL_S", 0)
    monkeypatch.setattr(centre_hand, "LATE_PAYMENT_POLL_S", 0.001)
    monkeypatch.setattr(centre_hand, "MISSED_POLL_S", 0)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((WAITING, WAITING, PaymentStatus.PAID), [PaymentArrived()]),
        ((WAITING, PaymentStatus.REFUSED), [PaymentRefused()]),
        ((PaymentStatus.REFUNDED,), [PaymentRefused()]),
        ((WAITING, EXPIRED, EXPIRED, PaymentStatus.PAID), [PaymentExpired(), PaymentArrived()]),
        ((WAITING, None, PaymentStatus.PAID), [PaymentArrived()]),
        ((WAITING, None, None, None), [CentreDidNotAnswer()]),
    ],
)
def test_each_word_of_the_centre_is_said_once(
    qtbot: QtBot, open_hands: OpenHands, told: tuple[PaymentStatus | None, ...], said: list[Event]
) -> None:
    centre = Centre(*told)
    hands, heard = open_hands(services=lambda: centre)
    hands.carry_out(OpenPayment("c", "i", 1000))
    qtbot.waitUntil(lambda: len(heard) == 1 + len(said))
    assert heard == [PaymentOpened(ORDER), *said]


def test_a_code_that_ran_out_is_watched_until_the_person_goes_on(qtbot: QtBot, open_hands: OpenHands) -> None:
    centre = Centre(EXPIRED)
    hands, heard = open_hands(services=lambda: centre)
    hands.carry_out(OpenPayment("c", "i", 1000))
    qtbot.waitUntil(lambda: centre.asked > 3)
    hands.carry_out(StopAsking())
    qtbot.waitUntil(lambda: hands.centre.questions.is_idle)
    assert heard == [PaymentOpened(ORDER), PaymentExpired()]
