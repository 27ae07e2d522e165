"""扫码进入: a code from one of our papers brings its holder to where the case stands.

What a slip says anybody may have found: it stands for the number in 查进度 and for nothing else, so that the end of an
ID number is still asked for. The scanner is listened to wherever a code means something, and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.scanned_code import VerifyCode
from app.journeys.commands import ReadCard, StopEverything
from app.journeys.events import BackPressed, Event, ExitPressed, ItemChosen, LookUpChosen, TimeRanOut, TryAgainPressed
from app.journeys.following_events import TrackWanted
from app.journeys.leading import begin_from
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.scanned import arrive
from app.journeys.scanning_commands import ReadCodes, StopReadingCodes
from app.journeys.scanning_events import CodeWasRead, ScannerIsThere, ScannerWentAway
from app.journeys.states import (
    Asking,
    AtHome,
    ChoosingTicket,
    Claiming,
    LookingUp,
    Scanning,
    State,
    TakingOver,
    Tracking,
    Trouble,
    Troubled,
)


def with_scanner(before: State, outcome: Outcome) -> Outcome:
    """The same outcome, with the scanner listened to or let go."""
    after, commands = outcome
    heard = listens(before) and not any(isinstance(each, StopEverything) for each in commands)
    if listens(after) and not heard:
        return after, (*commands, ReadCodes())
    if listens(before) and not listens(after):
        return after, (*commands, StopReadingCodes())
    return outcome


def listens(state: State) -> bool:
    """Whether a code that is held there would lead anywhere."""
    match state:
        case AtHome(closures=closures):
            return not closures
        case Tracking(case=case):
            return case is None
        case _:
            return isinstance(state, Scanning | ChoosingTicket | Claiming | TakingOver)


def step_scanning(state: Scanning, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case CodeWasRead(code=code):
            return _lying(arrive(code), state), ()
        case ScannerWentAway():
            times = state.failures + 1
            return replace(state, seen=None, mood=Troubled(Trouble.SCANNER_GONE, times), failures=times), ()
        case ScannerIsThere() if isinstance(state.mood, Troubled):
            return replace(state, mood=Asking()), ()
        case TryAgainPressed():
            return replace(state, seen=None, mood=Asking()), (ReadCodes(),)
        case ItemChosen() if isinstance(state.seen, VerifyCode):
            return begin_from(state, event)
        case TrackWanted():
            return _lying(Tracking(), state), ()
        case LookUpChosen():
            return _lying(LookingUp(), state), (ReadCard(),)
        case _:
            return state, ()


def _lying(after: State, state: Scanning) -> State:
    """Whoever leaves takes it along."""
    if isinstance(after, Scanning | Tracking | LookingUp):
        return replace(after, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
    return after
