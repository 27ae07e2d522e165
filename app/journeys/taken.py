"""What a step gives back of an event, and the two answers that every step has."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.commands import Command, WatchCard
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Trouble, Troubled

Taken = tuple[AtStep, tuple[Command, ...], bool]
"""State, commands, and whether the step is done."""


def trouble(state: AtStep, what: Trouble) -> Taken:
    times = state.failures + 1
    return replace(state, mood=Troubled(what, times), failures=times), (), False


def card_unreadable(state: AtStep) -> Taken:
    """It lies there all the same, and whoever leaves takes it along."""
    after, _, done = trouble(replace(state, card_in_reader=True), Trouble.CARD_UNREADABLE)
    return after, (WatchCard(),), done


def stay(state: AtStep) -> Taken:
    return state, (), False


def just_ask(state: AtStep) -> Outcome:
    return state, ()
