"""取消预约 on the page of a case: asked once more, told what came of it, the appointment of nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from app.domain.appointments import Appointment
from app.domain.case import CaseStatus
from app.domain.following import FollowedCase
from app.journeys import commands as do
from app.journeys import events as on
from app.journeys.appointment_commands import CancelAppointment
from app.journeys.appointment_events import AppointmentCancelled, AppointmentNotCancelled, CancelPressed
from app.journeys.following_commands import AskCases, FindCases
from app.journeys.following_events import CasesTold
from app.journeys.states import AtHome, Cancelling, LookingUp, Passed, State, Told, Working
from app.journeys.table import step
from tests.journeys.items import CARD

AT = datetime(2026, 11, 26, 2, tzinfo=UTC)
BOOKED = FollowedCase(
    "case-1",
    "YX-1",
    "booking",
    "1.0",
    CaseStatus.ACCEPTED,
    AT,
    told=True,
    appointment=Appointment("hall", date(2026, 12, 1), time(9)),
)


def opened(case: FollowedCase = BOOKED, **changed: object) -> LookingUp:
    there = LookingUp(Passed(), CARD, known=(), from_centre=(case,), told=Told.TOLD, opened=case.id)
    return replace(there, **changed)  # type: ignore[arg-type]


def after(state: State, *events: on.Event) -> tuple[LookingUp, list[do.Command]]:
    commands: list[do.Command] = []
    for event in events:
        state, more = step(state, event)
        commands += more
    assert isinstance(state, LookingUp)
    return state, commands


def test_it_is_asked_once_more_and_then_the_centre_is_told() -> None:
    state, commands = after(opened(), CancelPressed())
    assert (state.cancelling, commands) == (Cancelling.ASKED, [])
    state, commands = after(state, on.NextPressed())
    assert (state.cancelling, state.mood) == (Cancelling.UNDER_WAY, Working())
    assert commands == [CancelAppointment("case-1", CARD)]


def test_who_thinks_better_of_it_is_back_on_the_page() -> None:
    state, commands = after(opened(), CancelPressed(), on.BackPressed())
    assert (state.opened, state.cancelling, commands) == ("case-1", Cancelling.NO, [])


def test_what_was_cancelled_is_told_and_the_cases_are_asked_for_anew() -> None:
    state, commands = after(opened(), CancelPressed(), on.NextPressed(), AppointmentCancelled("case-1"))
    assert (state.cancelling, state.mood) == (Cancelling.DONE, Passed())
    assert commands[1:] == [FindCases(CARD), AskCases(CARD)]
    again, commands = after(state, CancelPressed())
    assert (again, commands) == (state, [])
    gone = replace(BOOKED, status=CaseStatus.REFUSED, appointment=None)
    state, _ = after(state, CasesTold((gone,)))
    assert state.open_case is not None
    assert state.open_case.status is CaseStatus.REFUSED


@pytest.mark.parametrize(("refused", "stands", "asks"), [(False, Cancelling.AWAY, 0), (True, Cancelling.NOT_THERE, 2)])
def test_what_was_not_cancelled_is_told_and_may_be_tried_again(refused: bool, stands: Cancelling, asks: int) -> None:
    said = AppointmentNotCancelled("case-1", refused=refused)
    state, commands = after(opened(), CancelPressed(), on.NextPressed(), said)
    assert (state.cancelling, state.mood, len(commands) - 1) == (stands, Passed(), asks)
    assert after(state, CancelPressed())[0].cancelling is Cancelling.ASKED


@pytest.mark.parametrize(
    "case",
    [
        replace(BOOKED, appointment=None),
        replace(BOOKED, as_agent=True),
        replace(BOOKED, told=False),
    ],
    ids=["nothing booked", "for another", "not as the centre says"],
)
def test_nothing_else_can_be_cancelled(case: FollowedCase) -> None:
    assert after(opened(case), CancelPressed()) == (opened(case), [])


def test_late_words_of_another_case_change_nothing() -> None:
    state = opened(cancelling=Cancelling.UNDER_WAY, mood=Working())
    assert after(state, AppointmentCancelled("case-2"))[0] == state


def test_the_list_shows_the_next_case_without_what_was_asked_on_this_one() -> None:
    state, _ = after(opened(cancelling=Cancelling.DONE), on.BackPressed())
    assert (state.opened, state.cancelling) == ("", Cancelling.NO)


def test_a_sitting_that_is_left_while_it_is_asked_cancels_nothing() -> None:
    state, commands = step(after(opened(), CancelPressed())[0], on.TimeRanOut())
    assert isinstance(state, AtHome)
    assert commands == (do.StopEverything(),)
