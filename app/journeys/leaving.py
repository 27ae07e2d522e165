"""How a sitting ends: everything is stopped, and a card in the reader is waited for."""

from __future__ import annotations

from app.journeys.commands import StopEverything, WatchCard
from app.journeys.outcome import Outcome
from app.journeys.states import AtHome, AtStep, Browsing, Finished, Finishing, Goodbye, LookingUp, TakingCard

Sat = Browsing | LookingUp | AtStep | Finishing | Finished


def leave(state: Sat) -> Outcome:
    """Out of a sitting before its end: home at once, or first the card."""
    if state.card_in_reader:
        return TakingCard(), (StopEverything(), WatchCard())
    return AtHome(), (StopEverything(),)


def say_goodbye(state: Finished) -> Outcome:
    """Out of a sitting at its end."""
    if state.card_in_reader:
        return TakingCard(), (StopEverything(), WatchCard())
    return Goodbye(), (StopEverything(),)


def browse_on(state: LookingUp | Finished, field_code: str = "") -> Outcome:
    """To another item: what was done before is over, but a card that lies there is not forgotten."""
    commands = (StopEverything(), WatchCard()) if state.card_in_reader else (StopEverything(),)
    return Browsing(field_code=field_code, card_in_reader=state.card_in_reader), commands
