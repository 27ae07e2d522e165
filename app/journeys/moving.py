"""换时间 on the page of a case: the same page as when it was booked, and back with the other time.

The centre moves what is booked in one act; until it says so the old time stands, also where the line goes meanwhile.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.following import FollowedCase
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.appointment import enter_appointment
from app.journeys.cancelling import may_cancel
from app.journeys.commands import StopAsking
from app.journeys.corrected import look_again
from app.journeys.draft import Draft
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Cancelling, LookingUp, Passed


def begin_move(state: LookingUp, case: FollowedCase, item: ServiceItem) -> Outcome:
    if not may_cancel(state, case) or item.appointment is None:
        return state, ()
    back = replace(state, cancelling=Cancelling.NO)
    draft = Draft(case.id, card=state.card, consented=True)
    begun = AtStep(item, (StepKind.APPOINTMENT,), 0, draft, moving=back)
    lying = replace(begun, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
    entered, commands = enter_appointment(lying)
    return entered, (StopAsking(), *commands)


def moved(state: AtStep, back: LookingUp) -> Outcome:
    """The other time stands at the centre."""
    after, commands = look_again(replace(_page(state, back), cancelling=Cancelling.MOVED))
    return after, (StopAsking(), *commands)


def not_moved(state: AtStep, back: LookingUp) -> Outcome:
    """上一步 on the first choice; what the centre did with the last question is seen by asking it."""
    after, commands = look_again(_page(state, back))
    return after, (StopAsking(), *commands)


def _page(state: AtStep, back: LookingUp) -> LookingUp:
    return replace(back, mood=Passed(), card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
