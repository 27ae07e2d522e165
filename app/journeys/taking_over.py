"""接办 at a desk: the codes of one paper, one after the other; then the person, and only then what they filled in."""

from __future__ import annotations

from dataclasses import replace

from app.domain.hand_over import WhyNot
from app.domain.scanned_code import HandOverCode, ScannedCode
from app.journeys.at_step import begin_handed
from app.journeys.commands import WatchCard
from app.journeys.events import BackPressed, Event, ExitPressed, TimeRanOut, TryAgainPressed
from app.journeys.handed_data import is_of, opened
from app.journeys.handing_commands import TakeHandOver
from app.journeys.handing_events import CodeAtDesk, HandOverIncomplete, HandOverRefused, HandOverTaken
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.scanning_commands import ReadCodes
from app.journeys.scanning_events import ScannerIsThere, ScannerWentAway
from app.journeys.states import Asking, AtStep, State, TakingOver, Trouble, Troubled, Working

SCHEME = "bianmin:handover:"
_OF_THIS_CODE = (WhyNot.DAMAGED, WhyNot.SIGNATURE, WhyNot.STATION_UNKNOWN)
"""Said of the code that was shown last: what was read of the paper before it still counts."""


def code_at_desk(state: TakingOver, code: ScannedCode) -> Outcome:
    if not isinstance(code, HandOverCode):
        return replace(state, other=True, why=None, unlooked=False), ()
    text = SCHEME + code.token
    codes = state.codes if text in state.codes else (*state.codes, text)
    return _look(replace(state, codes=codes, mixed=False))


def _look(state: TakingOver) -> Outcome:
    return replace(state, mood=Working(), why=None, other=False, unlooked=False), (TakeHandOver(state.codes),)


def step_taking_over(state: TakingOver, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case CodeAtDesk(code=code):
            return code_at_desk(state, code)
        case HandOverTaken():
            return begin_handed(event)
        case HandOverIncomplete(codes=codes, more=more) if codes == state.codes:
            return replace(state, mood=Asking(), missing=more.missing, total=more.total), ()
        case HandOverRefused(codes=codes, why=why) if codes == state.codes:
            return _refused(state, why)
        case ScannerWentAway():
            return replace(state, mood=Troubled(Trouble.SCANNER_GONE)), ()
        case ScannerIsThere() if isinstance(state.mood, Troubled):
            return replace(state, mood=Asking()), ()
        case TryAgainPressed():
            return TakingOver(), (ReadCodes(),)
        case _:
            return state, ()


def _refused(state: TakingOver, why: WhyNot | None) -> Outcome:
    """A clerk who goes on to the next person's paper means that one."""
    asked = replace(state, mood=Asking(), why=why, unlooked=why is None)
    if why is WhyNot.MIXED and len(state.codes) > 1:
        return _look(TakingOver(codes=state.codes[-1:], mixed=True))
    if why in _OF_THIS_CODE or why is None:
        return replace(asked, codes=state.codes[:-1]), ()
    return replace(asked, codes=(), missing=(), total=0), ()


def with_handed(before: State, outcome: Outcome) -> Outcome:
    """The same outcome; as soon as it is known whose case this is, what was handed over is theirs, or they are told."""
    after, commands = outcome
    if not isinstance(after, AtStep) or after.draft.handed is None or after.draft.card is None:
        return outcome
    if is_of(after.draft, after.draft.card):
        return replace(after, draft=opened(after.item, after.draft)), commands
    if not isinstance(before, AtStep):
        return outcome
    times = before.failures + 1
    told = replace(before, mood=Troubled(Trouble.OTHER_PERSON, times), failures=times)
    watched = tuple(each for each in commands if isinstance(each, WatchCard))
    return replace(told, card_in_reader=after.card_in_reader), watched
