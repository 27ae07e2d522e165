"""全程录像: from the consent to the signature a film runs where the item asks for one; no step has to think of it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import StepKind
from app.journeys.commands import BeginFilm, EndFilm
from app.journeys.events import Event, FilmBegan, FilmBroke, TryAgainPressed
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Film, State, Trouble, Troubled
from app.journeys.taken import trouble


def with_filming(before: State, event: Event, outcome: Outcome) -> Outcome:
    """The same outcome with the film begun or ended; the film is whole before the case is saved.

    A film that broke begins again as soon as the sitting goes on; nobody goes on out of it while it is broken.
    """
    after, commands = outcome
    was, runs = is_filmed(before), is_filmed(after)
    if was and not runs and _leaves_broken(before, after):
        return _in_the_way(before), ()
    if runs and isinstance(after, AtStep) and _begins(after, event):
        ends = (EndFilm(),) if was and _is_another(before, after) else ()
        return replace(after, film=Film.WANTED), (*ends, BeginFilm(after.draft.case_id), *commands)
    if was and not runs:
        ended = replace(after, film=Film.OFF) if isinstance(after, AtStep) else after
        return ended, (EndFilm(), *commands)
    return after, commands


def _begins(after: AtStep, event: Event) -> bool:
    """Broken it waits for whoever reads why, but no page goes by unfilmed."""
    if after.film is Film.BROKEN:
        return isinstance(event, TryAgainPressed) or not isinstance(after.mood, Troubled)
    return after.film is Film.OFF


def _is_another(before: State, after: AtStep) -> bool:
    return isinstance(before, AtStep) and before.draft.case_id != after.draft.case_id


def _leaves_broken(before: State, after: State) -> bool:
    """Onwards, not back to the notice or out of the sitting."""
    if not isinstance(before, AtStep) or not isinstance(after, AtStep) or _is_another(before, after):
        return False
    return before.film is Film.BROKEN and after.index > before.index


def _in_the_way(before: State) -> State:
    if not isinstance(before, AtStep):
        return before
    return replace(before, mood=Troubled(Trouble.FILM_BROKE, max(1, before.failures)))


def is_filmed(state: State) -> bool:
    """Whether this moment belongs on the film."""
    if not isinstance(state, AtStep) or state.item.film is None or not state.draft.consented:
        return False
    return state.index < _end(state) and state.step not in (StepKind.IDENTIFY, StepKind.FACE_CHECK, StepKind.NOTICE)


def _end(state: AtStep) -> int:
    """The step at which nobody need be seen any more: what comes after the signature."""
    asked = [StepKind.REVIEW, StepKind.SIGNATURE]
    last = [at for at, step in enumerate(state.steps) if step in asked]
    return last[-1] + 1 if last else state.steps.index(StepKind.SUBMIT)


def step_film(state: AtStep, event: FilmBegan | FilmBroke) -> Outcome:
    """What the film's own hand says."""
    match event:
        case FilmBegan() if state.film is Film.WANTED:
            return replace(state, film=Film.ON), ()
        case FilmBroke() if state.film is not Film.OFF:
            broke, commands, _ = trouble(replace(state, film=Film.BROKEN), Trouble.FILM_BROKE)
            return broke, commands
        case _:
            return state, ()
