"""Somebody at the glass who books: the first place, the first day and the first time that are free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.demo.finger import DemoStuck
from app.demo.glass import Glass
from app.domain.service_item import StepKind
from app.journeys.states import Asking, AtStep

MOST_TOUCHES = 12


def books(glass: Glass, keep: Callable[[str], None] = lambda _: None) -> None:
    """From the page that asks where, or which day, to the one after; what was booked before is moved.

    `keep` is called with the name of each stage once it stands. Raises DemoStuck where nothing is free.
    """
    glass.sees("AppointmentScreen")
    at = _index(glass)
    for _ in range(MOST_TOUCHES):
        glass.until(lambda: _index(glass) != at or isinstance(_state(glass).mood, Asking), "the centre does not answer")
        if _index(glass) != at:
            return
        _touches_what_is_asked(glass, keep)
    raise DemoStuck("nothing could be booked")


def _touches_what_is_asked(glass: Glass, keep: Callable[[str], None]) -> None:
    state: AtStep = _state(glass)
    slots, terms = state.slots, state.item.appointment
    if slots.already is not None:
        keep("booking-before")
        glass.touches("primary")
    elif not slots.place and terms is not None:
        keep("booking-place")
        glass.touches(f"place_{terms.places[0].code}")
    elif (day := slots.chosen_day) is None:
        keep("booking-day")
        free = next((each.day for each in slots.days if each.free), None)
        if free is None:
            raise DemoStuck("no day is free")
        glass.touches(f"day_{free.isoformat()}")
    elif slots.at is None:
        keep("booking-time")
        at = next(each.at for each in day.slots if each.free)
        glass.touches(f"time_{at:%H:%M}")
    else:
        keep("booking-chosen")
        glass.touches("primary")


def _state(glass: Glass) -> Any:
    return glass.terminal.sitting.state


def _index(glass: Glass) -> int:
    """Which step; -1 elsewhere."""
    state = _state(glass)
    here = isinstance(state, AtStep) and state.step is StepKind.APPOINTMENT
    return state.index if here else -1
