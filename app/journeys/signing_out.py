"""A clerk leaves the desk: no person stays on it, and nothing is lost of what was done there."""

from __future__ import annotations

from app.journeys.events import CentreTookTooLong, Event, ExitPressed, TimeRanOut
from app.journeys.states import Finishing, State, TakingThings


def meant_by_leaving(state: State) -> Event:
    """Of a case in the middle, the time is over: it is kept, and offered to whoever signs in next."""
    match state:
        case Finishing(case=case):  # nobody waits for the centre now: its papers are printed at once
            return CentreTookTooLong(case.id)
        case TakingThings():  # what lies there is a person's, who may stand there yet
            return ExitPressed()
        case _:
            return TimeRanOut()
