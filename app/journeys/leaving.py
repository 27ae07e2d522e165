"""How a sitting ends: everything is stopped, and what lies in a slot is waited for."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.commands import (
    Command,
    ForgottenTaken,
    KeepForgotten,
    Remind,
    StopEverything,
    StopReminding,
    WatchCard,
    WatchSlip,
)
from app.journeys.events import (
    CardWasTaken,
    Event,
    ExitPressed,
    NextPressed,
    ReaderWentAway,
    TimeRanOut,
)
from app.journeys.outcome import Outcome
from app.journeys.states import AtHome, AtStep, Browsing, Finished, Finishing, Goodbye, LookingUp, TakingThings
from app.journeys.station_events import SlipWasTaken
from app.journeys.things import NOTHING, Thing, Things

Sat = Browsing | LookingUp | AtStep | Finishing | Finished


def leave(state: Sat) -> Outcome:
    """Out of a sitting before its end: home at once, or first what lies in a slot."""
    return _wait_for_things(state) or (AtHome(), (StopEverything(),))


def say_goodbye(state: Finished) -> Outcome:
    """Out of a sitting at its end."""
    return _wait_for_things(state) or (Goodbye(), (StopEverything(),))


def browse_on(state: LookingUp | Finished, field_code: str = "") -> Outcome:
    """To another item: what was done before is over, but a card that lies there is not forgotten."""
    beyond = Browsing(field_code=field_code, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
    return beyond, (StopEverything(), *watch(things_of(state)))


def _wait_for_things(state: Sat) -> Outcome | None:
    things = things_of(state)
    if not things:
        return None
    case_id = state.case.id if isinstance(state, Finishing | Finished) else ""
    return TakingThings(things, case_id), (StopEverything(), *watch(things), Remind(things))


def things_of(state: Sat) -> Things:
    """What of the person's the machine sees lying in a slot."""
    lying = ((Thing.CARD, state.card_in_reader), (Thing.RECEIPT, state.slip_in_slot))
    return frozenset(thing for thing, lies in lying if lies)


def watch(things: Things) -> tuple[Command, ...]:
    """The commands that will tell when each is taken."""
    watching: dict[Thing, Command] = {Thing.CARD: WatchCard(), Thing.RECEIPT: WatchSlip()}
    return tuple(watching[thing] for thing in Thing if thing in things)


def taken_by(event: Event) -> Things:
    """What an event says is no longer there."""
    match event:
        case CardWasTaken():
            return frozenset({Thing.CARD})
        case SlipWasTaken():
            return frozenset({Thing.RECEIPT})
        case _:
            return NOTHING


def step_taking_things(state: TakingThings, event: Event) -> Outcome:
    match event:
        case CardWasTaken() | SlipWasTaken():
            return _taken(state, state.things - taken_by(event), Goodbye())
        case ReaderWentAway():  # a card that cannot be looked for cannot be waited for
            return _taken(state, state.things - {Thing.CARD}, AtHome())
        case TimeRanOut():
            kept = KeepForgotten(state.things, state.case_id)
            return AtHome(forgotten=state.things), (StopReminding(), kept, *watch(state.things))
        case _:
            return state, ()


def _taken(state: TakingThings, left: Things, then: Goodbye | AtHome) -> Outcome:
    if left == state.things:
        return state, ()
    if left:
        return replace(state, things=left), (Remind(left),)
    return then, (StopReminding(), StopEverything())


def step_forgotten(state: AtHome, event: Event) -> Outcome:
    """Home, while something is left behind: it may be fetched after all."""
    gone = state.forgotten & taken_by(event)
    if not gone:
        return state, ()
    return replace(state, forgotten=state.forgotten - gone), (ForgottenTaken(gone),)


def step_goodbye(state: Goodbye, event: Event) -> Outcome:
    return (AtHome(), ()) if isinstance(event, TimeRanOut | ExitPressed | NextPressed) else (state, ())
