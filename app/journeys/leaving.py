"""How a sitting ends: everything is stopped, and what lies in a slot is waited for."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.appointment import given_back
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
    ReaderIsThere,
    TimeRanOut,
)
from app.journeys.outcome import Outcome
from app.journeys.states import (
    AtHome,
    AtStep,
    AtTicket,
    Browsing,
    ChoosingTicket,
    Claiming,
    Finished,
    Finishing,
    Goodbye,
    HandingOver,
    LookingUp,
    Scanning,
    State,
    TakingOver,
    TakingThings,
    Tracking,
)
from app.journeys.station_events import SlipWasTaken, StillLying
from app.journeys.things import NOTHING, Thing, Things

Sat = (
    Browsing | LookingUp | Tracking | Scanning | AtStep | HandingOver | TakingOver | Finishing | Finished
    | ChoosingTicket | Claiming | AtTicket
)  # fmt: skip


def leave(state: Sat) -> Outcome:
    """Out of a sitting before its end: home at once, or first what lies in a slot."""
    return _wait_for_things(state) or (AtHome(), (StopEverything(), *_held_slot(state)))


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
    waiting = TakingThings(things, case_id, Thing.CARD in things and _brought_two_cards(state))
    return waiting, (StopEverything(), *_held_slot(state), *watch(things), Remind(things))


def _held_slot(state: Sat) -> tuple[Command, ...]:
    """What a sitting that is left before its end holds is given back."""
    left = state.back if isinstance(state, HandingOver) else state
    return given_back(left) if isinstance(left, AtStep) else ()


def _brought_two_cards(state: Sat) -> bool:
    """Whoever acts for another laid down their own card and then the other's: one lies here, one may lie beside."""
    match state:
        case AtStep(draft=draft) | Finishing(draft=draft) | HandingOver(back=AtStep(draft=draft)):
            return draft.agency is not None and draft.agency.is_read
        case Finished(two_cards=two):
            return two
        case _:
            return False


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
            return _taken(state, state.things - taken_by(event))
        case ReaderIsThere() if Thing.CARD in state.things:  # it had gone: one bad answer is no card taken
            return state, (WatchCard(),)
        case ExitPressed():  # there is no leaving it: whoever tries is told again
            return state, (Remind(state.things),)
        case TimeRanOut():
            kept = KeepForgotten(state.things, state.case_id)
            return AtHome(forgotten=state.things), (StopReminding(), kept, *watch(state.things))
        case _:
            return state, ()


def _taken(state: TakingThings, left: Things) -> Outcome:
    if left == state.things:
        return state, ()
    if left:
        return replace(state, things=left), (Remind(left),)
    return Goodbye(), (StopReminding(), StopEverything())


def came_late(state: State, thing: Thing, case_id: str = "") -> Outcome:
    """Whoever it belongs to may stand there yet; once another person does, it is not theirs to take."""
    late = frozenset({thing})
    match state:
        case AtHome() | Goodbye():
            return TakingThings(late, case_id), (*watch(late), Remind(late))
        case TakingThings(things=things) if thing in things and not case_id:
            return state, ()
        case TakingThings():
            both = replace(state, things=state.things | late, case_id=case_id or state.case_id)
            return both, (*watch(late), Remind(both.things))
        case _:
            return state, (KeepForgotten(late, case_id),)


def step_forgotten(state: AtHome, event: Event) -> Outcome:
    """Home, while something is left behind: it may be fetched after all."""
    match event:
        case StillLying(things=things):
            return replace(state, forgotten=state.forgotten | things), watch(things - state.forgotten)
        case ReaderIsThere() if Thing.CARD in state.forgotten:
            return state, (WatchCard(),)
    gone = state.forgotten & taken_by(event)
    if not gone:
        return state, ()
    return replace(state, forgotten=state.forgotten - gone), (ForgottenTaken(gone),)


def step_goodbye(state: Goodbye, event: Event) -> Outcome:
    return (AtHome(), ()) if isinstance(event, TimeRanOut | ExitPressed | NextPressed) else (state, ())
