"""Following cases: 刷身份证 and 查进度 from home, the page of one case, what it asks for, its result.

What this station knows stands first; what the centre knows comes to it as soon as it answers.
"""

from __future__ import annotations

from dataclasses import replace

from app.catalogue.corrected import held_answers
from app.domain.following import FollowedCase
from app.domain.scanned_code import ScannedCode
from app.journeys.appointment_events import MoveWanted
from app.journeys.at_step import enter
from app.journeys.cancelling import step_cancelling
from app.journeys.commands import ReadCard, StopAsking, WatchCard
from app.journeys.corrected import look_again
from app.journeys.correcting import correction_of, parts_of
from app.journeys.draft import Draft
from app.journeys.events import (
    BackPressed,
    CardWasRead,
    CardWasUnreadable,
    CasesFound,
    CentreTookCase,
    CentreTookTooLong,
    CertificateNotPrinted,
    CertificatePrinted,
    Event,
    ExitPressed,
    FieldChosen,
    ItemChosen,
    LookUpChosen,
    NoCardCame,
    ReaderIsThere,
    ReaderWentAway,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.following_commands import AskCases, FindCases, PrintReadyResult, TrackCase
from app.journeys.following_events import (
    CasesNotRead,
    CasesNotTold,
    CasesTold,
    CaseTouched,
    CorrectionWanted,
    NumberGiven,
    ResultPrintWanted,
)
from app.journeys.leading import begin_from
from app.journeys.leaving import browse_on, leave
from app.journeys.moving import begin_move
from app.journeys.outcome import Outcome
from app.journeys.scanned import tracked
from app.journeys.scanning_events import CodeWasRead
from app.journeys.states import (
    Asking,
    AtStep,
    Cancelling,
    Correcting,
    LookingUp,
    Paper,
    Passed,
    Sent,
    Told,
    Tracking,
    Trouble,
    Troubled,
    Working,
)


def step_looking_up(state: LookingUp, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut() if state.paper is Paper.PRINTING:
            return state, ()  # nobody is sent away from a paper that is on its way
        case BackPressed() if state.opened:
            return _one_back(state), ()
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case ItemChosen():
            return begin_from(state, event)
        case FieldChosen(field_code=code):
            return browse_on(state, code)
        case CardWasRead(card=card) if state.card is None:
            found = replace(state, card=card, card_in_reader=True, mood=Working())
            return found, (WatchCard(), FindCases(card), AskCases(card))
        case _ if state.card is None:
            return _waiting_for_card(state, event)
        case _ if state.opened:
            return _at_case(state, event)
        case _:
            return _at_list(state, event)


def _at_list(state: LookingUp, event: Event) -> Outcome:
    match event:
        case CaseTouched(case_id=case_id) if any(each.id == case_id for each in state.cases):
            return replace(state, opened=case_id, mood=Passed()), ()
        case TryAgainPressed() if isinstance(state.mood, Troubled):
            return look_again(replace(state, mood=Working()))
        case _:
            return _heard(state, event), ()


def _heard(state: LookingUp, event: Event) -> LookingUp:
    """What station and centre say, in whatever order."""
    match event:
        case CasesFound(cases=cases):
            return _settled(replace(state, known=cases, unread=False))
        case CasesNotRead():
            return _settled(replace(state, unread=True))
        case CasesTold(cases=cases):
            return _settled(replace(state, from_centre=cases, told=Told.TOLD))
        case CasesNotTold(refused=refused):
            return _settled(replace(state, told=Told.REFUSED if refused else Told.AWAY))
        case _:
            return state


def _settled(state: LookingUp) -> LookingUp:
    """Something to show, or nobody left to ask. What runs on the page of a case goes on."""
    if state.opened:
        return state
    if state.told is Told.TOLD or (state.known is not None and not state.unread):
        return replace(state, mood=Passed())
    if state.unread and state.told is not Told.ASKING:
        times = state.failures + 1
        return replace(state, mood=Troubled(Trouble.CASES_NOT_READ, times), failures=times)
    return state


# ---------------------------------------------------------------- the page of one case


def _at_case(state: LookingUp, event: Event) -> Outcome:
    case = state.open_case
    if case is not None and (cancelled := step_cancelling(state, case, event)) is not None:
        return cancelled
    match event:
        case MoveWanted(item=item) if case is not None:
            return begin_move(state, case, item)
        case CorrectionWanted() if case is not None and isinstance(state.mood, Passed):
            return _begin_correction(state, case, event)
        case ResultPrintWanted() if case is not None and may_print(state, case) and state.card is not None:
            printing = replace(state, mood=Working(), paper=Paper.PRINTING, cause="", can_print_again=False)
            return printing, (PrintReadyResult(case, state.card),)
        case CertificatePrinted() if state.paper is Paper.PRINTING:
            done = replace(state, mood=Passed(), paper=Paper.PRINTED, printed=state.printed | {state.opened})
            return done, ()
        case CertificateNotPrinted(cause=cause, begun=begun) if state.paper is Paper.PRINTING:
            failed = replace(state, mood=Passed(), paper=Paper.FAILED, cause=cause, can_print_again=not begun)
            return failed, ()
        case CentreTookCase(case_id=case_id) | CentreTookTooLong(case_id=case_id) if case_id == state.opened:
            took = isinstance(event, CentreTookCase)
            return look_again(replace(state, mood=Passed(), sent=Sent.AT_CENTRE if took else Sent.SAVED))
        case _:
            return _heard(state, event), ()


def may_print(state: LookingUp, case: FollowedCase) -> bool:
    """The ledger has the last word; here only what is certain: there is a paper, and none came out just now."""
    ready = case.paper is not None or case.own_ready
    again = state.paper is not Paper.FAILED or state.can_print_again
    return ready and again and state.paper is not Paper.PRINTING and case.id not in state.printed


def _one_back(state: LookingUp) -> LookingUp:
    """From a question to its page, from the page to the list."""
    if state.cancelling is Cancelling.ASKED:
        return replace(state, cancelling=Cancelling.NO)
    return replace(_page_anew(state), opened="")


def _page_anew(state: LookingUp) -> LookingUp:
    """Nothing of what was done on it before."""
    return replace(state, paper=Paper.NONE, cause="", can_print_again=False, sent=None, cancelling=Cancelling.NO)


def _begin_correction(state: LookingUp, case: FollowedCase, wanted: CorrectionWanted) -> Outcome:
    item = correction_of(wanted.item, case, can_scan=wanted.can_scan)
    parts = parts_of(wanted.item, case.asked_parts)
    if item is None or case.unsent or len(wanted.ids) < len(parts):
        return state, ()
    content = case.content or {}
    held = held_answers(wanted.item, content) if content else {}
    own = None if case.as_agent else state.card  # of an agent's card nothing is filled in for the person
    begun = AtStep(
        item,
        item.steps,
        0,
        Draft(case.id, card=own, consented=True, form=held, record=content.get("record")),
        online=wanted.online,
        can_scan=wanted.can_scan,
        correcting=Correcting(case, tuple(zip(parts, wanted.ids, strict=False)), _page_anew(state), held, wanted.item),
    )
    entered, commands = enter(begun)
    return _with_what_lies(entered, state) if isinstance(entered, AtStep) else entered, (StopAsking(), *commands)


def _with_what_lies(begun: AtStep, state: LookingUp) -> AtStep:
    """Whoever leaves takes it along."""
    return replace(begun, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)


# ---------------------------------------------------------------- without a card


def step_tracking(state: Tracking, event: Event) -> Outcome:
    match event:
        case BackPressed() if state.case is not None:
            return Tracking(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot), ()
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case LookUpChosen():
            card = LookingUp(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
            return card, (StopAsking(), ReadCard())
        case CodeWasRead(code=code):
            return _named_by(state, code), ()
        case NumberGiven(number=number, last_digits=digits) if not isinstance(state.mood, Working):
            return replace(state, mood=Working(), missed=False), (TrackCase(number, digits, state.mark),)
        case TryAgainPressed() if isinstance(state.mood, Troubled):
            return replace(state, mood=Asking()), ()
        case _:
            return _told_of(state, event), ()


def _told_of(state: Tracking, event: Event) -> Tracking:
    """What the centre says of the case that was asked for."""
    match event:
        case CasesTold(cases=cases) if isinstance(state.mood, Working) and cases:
            return replace(state, case=cases[0], mood=Passed(), failures=0)
        case CasesNotTold(refused=True) if isinstance(state.mood, Working):
            return replace(state, mood=Asking(), missed=True, failures=state.failures + 1)
        case CasesNotTold() if isinstance(state.mood, Working):
            times = state.failures + 1
            return replace(state, mood=Troubled(Trouble.CASES_NOT_ASKED, times), failures=times)
        case _:
            return state


def _named_by(state: Tracking, code: ScannedCode) -> Tracking:
    """Another slip was held there before anything was asked."""
    seen = tracked(code)
    if seen is None or state.case is not None or isinstance(state.mood, Working):
        return state
    return replace(state, number=seen.number, mark=seen.mark, mood=Asking(), missed=False)


# ---------------------------------------------------------------- the card first


def _waiting_for_card(state: LookingUp, event: Event) -> Outcome:
    times = state.failures + 1
    match event:
        case CardWasUnreadable():
            lying = replace(state, card_in_reader=True)
            return replace(lying, mood=Troubled(Trouble.CARD_UNREADABLE, times), failures=times), (WatchCard(),)
        case ReaderWentAway():
            return replace(state, mood=Troubled(Trouble.READER_GONE, times), failures=times), ()
        case TryAgainPressed() | NoCardCame():
            return replace(state, mood=Asking()), (ReadCard(),)
        case ReaderIsThere() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.READER_GONE:
            return replace(state, mood=Asking()), (ReadCard(),)
        case _:
            return state, ()
