"""What may become of a code on the glass: refused, run out, late, put off; and a desk after a power cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.service_item import ServiceItem, StepKind
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.at_step import enter
from app.journeys.states import AtHome, AtStep, Passed, Trouble, Troubled
from app.journeys.table import step
from app.runtime.draft_keeping import draft_of, kept_of
from tests.journeys.items import CARD, CASE, item
from tests.journeys.test_table import ORDER

STEPS = (StepKind.IDENTIFY, StepKind.PAYMENT, StepKind.SUBMIT)
OPEN = do.OpenPayment(CASE.id, "item", 1000)


def at_payment(*events: on.Event, what: ServiceItem | None = None) -> AtStep:
    state, _ = step(AtHome(), on.ItemChosen(what or item(*STEPS), CASE.id, online=True))
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


def paid_now() -> ServiceItem:
    whole = item(*STEPS)
    return replace(whole, fee=replace(whole.fee, pay_later=False))


@pytest.mark.parametrize("event", [None, on.PaymentRefused(), on.PaymentExpired(), on.CentreDidNotAnswer()])
def test_what_must_be_paid_now_goes_no_further_without_the_money(event: on.Event | None) -> None:
    state = at_payment(*([event] if event is not None else []), what=paid_now())
    assert step(state, on.PayLaterChosen()) == (state, ())
    assert step(state, on.NextPressed())[0] == state


def test_what_must_be_paid_now_waits_for_the_line_and_is_paid_once_it_is_back() -> None:
    cut, _ = step(at_payment(what=paid_now()), on.CentreDidNotAnswer())
    assert isinstance(cut, AtStep)
    without, commands = enter(replace(cut, online=False))
    assert isinstance(without, AtStep)
    assert (without.mood, commands) == (Troubled(Trouble.CENTRE_UNREACHABLE, 1), ())
    again, commands = step(without, on.TryAgainPressed())
    assert OPEN in commands
    opened, _ = step(again, on.PaymentOpened(ORDER))
    paid, _ = step(opened, on.PaymentArrived())
    assert isinstance(paid, AtStep)
    assert (paid.mood, paid.draft.paid) == (Passed(), True)


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


def test_what_was_paid_at_a_desk_before_the_power_went_is_asked_for_again_and_found_paid() -> None:
    """The draft keeps no payment: the same case asks for the same order, and the centre says that it stands paid."""
    paid = replace(at_payment(on.PaymentArrived()), at_desk=True)
    assert (paid.draft.paid, paid.draft.payment) == (True, ORDER)
    kept = kept_of(paid.item, paid.draft, paid.step, "T01", datetime(2026, 3, 18, tzinfo=UTC))
    assert ORDER.id not in repr(kept.content)
    draft = draft_of(kept)
    assert (draft.case_id, draft.paid, draft.payment) == (CASE.id, False, None)
    again, commands = enter(replace(paid, draft=draft))
    assert OPEN in commands
    assert isinstance(again, AtStep)
    opened, _ = step(again, on.PaymentOpened(ORDER))
    found, _ = step(opened, on.PaymentArrived())
    assert isinstance(found, AtStep)
    assert (found.draft.paid, found.draft.payment) == (True, ORDER)


def test_whoever_walks_off_after_paying_at_the_glass_leaves_no_case_and_no_trace() -> None:
    """The centre sends the money back once the station has nothing more to send (docs/decisions/0061)."""
    state, commands = step(at_payment(on.PaymentArrived()), on.TimeRanOut())
    assert not any(isinstance(each, do.SaveCase | do.KeepDraft) for each in commands)
    assert ORDER.id not in repr(state)
