"""付款: the code for the phone, and what becomes of it: paid, refused, run out, late, or put off."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.commands import Linger, OpenPayment
from app.journeys.events import (
    CentreDidNotAnswer,
    CentreSaidNo,
    Event,
    PayLaterChosen,
    PaymentArrived,
    PaymentExpired,
    PaymentOpened,
    PaymentRefused,
)
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Trouble, Troubled, Working
from app.journeys.taken import Taken, stay, trouble


def enter_payment(state: AtStep) -> Outcome:
    if state.draft.paid:
        return replace(state, mood=Passed()), ()
    amount_fen = state.item.fee.amount(state.draft.form)
    if not state.online and amount_fen and not state.item.fee.pay_later:
        after, commands, _ = trouble(state, Trouble.CENTRE_UNREACHABLE)
        return after, commands
    if not state.online:
        return state, ()
    if not amount_fen:
        return replace(state, mood=Passed()), (Linger(state.index),)
    return replace(state, mood=Working()), (OpenPayment(state.draft.case_id, state.item.code, amount_fen),)


def take_payment(state: AtStep, event: Event) -> Taken:
    """A code that has run out is still watched: whoever paid in the last second does not pay again."""
    match event:
        case PaymentOpened(order=order):
            return replace(state, draft=replace(state.draft, payment=order), mood=Asking()), (), False
        case PaymentArrived():
            draft = replace(state.draft, paid=True, pay_later=False, paid_late=_has_run_out(state))
            return replace(state, draft=draft, mood=Passed()), (Linger(state.index),), False
        case PayLaterChosen() if not state.draft.paid and _may_wait(state):
            return replace(state, draft=replace(state.draft, pay_later=True)), (), True
        case PaymentRefused() if not state.draft.paid:
            return trouble(state, Trouble.PAYMENT_REFUSED)
        case PaymentExpired() if not state.draft.paid and not _has_run_out(state):
            return trouble(state, Trouble.PAYMENT_EXPIRED)
        case CentreDidNotAnswer() | CentreSaidNo() if not state.draft.paid and not _has_run_out(state):
            return trouble(replace(state, online=False), Trouble.CENTRE_UNREACHABLE)
        case _:
            return stay(state)


def _may_wait(state: AtStep) -> bool:
    """Also where nothing is due: there the page is left in the same way."""
    return state.item.fee.pay_later or not state.item.fee.amount(state.draft.form)


def _has_run_out(state: AtStep) -> bool:
    return isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.PAYMENT_EXPIRED
