"""What may become of a code on the glass: refused, run out, late, put off; and a desk after a power cut."""

from __future__ import annotations

import pytest

from app.domain.service_item import StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.states import AtHome, AtStep, Passed, Trouble, Troubled
from app.journeys.table import step
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_table import ORDER

STEPS = (StepKind.IDENTIFY, StepKind.PAYMENT, StepKind.SUBMIT)
OPEN = do.OpenPayment(CASE.id, "item", 1000)


def at_payment(*events: on.Event) -> AtStep:
    state, _ = step(AtHome(), on.ItemChosen(item(*STEPS), CASE.id, online=True))
    for event in (on.CardWasRead(CARD), on.Lingered(0), on.PaymentOpened(ORDER), *events):
        state, _ = step(state, event)
    assert isinstance(state, AtStep)
    return state


@pytest.mark.parametrize(
    ("event", "trouble"),
    [(on.PaymentRefused(), Trouble.PAYMENT_REFUSED), (on.PaymentExpired(), Trouble.PAYMENT_EXPIRED)],
)
def test_what_did_not_go_through_is_told_and_another_code_is_a_press_away(event: on.Event, trouble: Trouble) -> None:
    state = at_payment(event)
    assert state.mood == Troubled(trouble, 1)
    again, commands = step(state, on.TryAgainPressed())
    assert OPEN in commands
    assert isinstance(again, AtStep)
    assert again.failures == 1


@pytest.mark.parametrize("event", [on.PaymentRefused(), on.PaymentExpired()])
def test_what_did_not_go_through_may_be_paid_later(event: on.Event) -> None:
    state, commands = step(at_payment(event), on.PayLaterChosen())
    assert isinstance(state, AtStep)
    assert (state.step, state.draft.pay_later, state.draft.paid) == (StepKind.SUBMIT, True, False)
    assert do.StopAsking() in commands


def test_money_that_comes_after_the_code_ran_out_counts_and_is_said_to_be_late() -> None:
    state = at_payment(on.PaymentExpired(), on.PaymentArrived())
    assert state.mood == Passed()
    assert (state.draft.paid, state.draft.paid_late) == (True, True)


def test_money_in_time_is_not_late() -> None:
    assert not at_payment(on.PaymentArrived()).draft.paid_late


def test_a_line_that_goes_while_a_code_that_ran_out_is_watched_changes_nothing() -> None:
    assert at_payment(on.PaymentExpired(), on.CentreDidNotAnswer()).mood == Troubled(Trouble.PAYMENT_EXPIRED, 1)


@pytest.mark.parametrize("event", [on.PaymentRefused(), on.PaymentExpired(), on.CentreDidNotAnswer()])
def test_what_was_paid_stays_paid_whatever_comes_late(event: on.Event) -> None:
    paid = at_payment(on.PaymentArrived())
    assert step(paid, event) == (paid, ())


def test_the_third_refusal_is_counted_so_that_a_person_is_offered_first() -> None:
    state = at_payment()
    for times in (1, 2, 3):
        refused, _ = step(state, on.PaymentRefused())
        assert isinstance(refused, AtStep)
        assert refused.mood == Troubled(Trouble.PAYMENT_REFUSED, times)
        opening, _ = step(refused, on.TryAgainPressed())
        again, _ = step(opening, on.PaymentOpened(ORDER))
        assert isinstance(again, AtStep)
        state = again
