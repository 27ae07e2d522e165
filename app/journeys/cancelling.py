"""取消预约 on the page of a case: asked once more, then the centre gives the slot to others."""

from __future__ import annotations

from dataclasses import replace

from app.domain.following import FollowedCase
from app.journeys.appointment_commands import CancelAppointment
from app.journeys.appointment_events import AppointmentCancelled, AppointmentNotCancelled, CancelPressed
from app.journeys.corrected import look_again
from app.journeys.events import Event, NextPressed
from app.journeys.outcome import Outcome
from app.journeys.states import Cancelling, LookingUp, Passed, Working


def may_cancel(state: LookingUp, case: FollowedCase) -> bool:
    """By the person themselves, of what the centre said just now that it is booked."""
    idle = isinstance(state.mood, Passed) and state.cancelling is not Cancelling.DONE
    return idle and case.appointment is not None and case.told and not case.as_agent


def step_cancelling(state: LookingUp, case: FollowedCase, event: Event) -> Outcome | None:
    """None where the event is none of this."""
    match event:
        case CancelPressed() if may_cancel(state, case):
            return replace(state, cancelling=Cancelling.ASKED), ()
        case NextPressed() if state.cancelling is Cancelling.ASKED and state.card is not None:
            asked = replace(state, mood=Working(), cancelling=Cancelling.UNDER_WAY)
            return asked, (CancelAppointment(case.id, state.card),)
        case AppointmentCancelled(case_id=case_id) if case_id == state.opened:
            return look_again(replace(state, mood=Passed(), cancelling=Cancelling.DONE))
        case AppointmentNotCancelled(case_id=case_id, refused=refused) if case_id == state.opened:
            kept = Cancelling.NOT_THERE if refused else Cancelling.AWAY
            after = replace(state, mood=Passed(), cancelling=kept)
            return look_again(after) if refused else (after, ())
        case _:
            return None
