"""取号 of whoever has booked: by the card, or by the code of their slip; the centre knows what is booked for today.

Where nothing is, what the ticket is for is chosen like by everybody.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.tickets import ByBooking
from app.journeys.commands import Command, ReadCard, WatchCard
from app.journeys.events import (
    BackPressed,
    CardWasRead,
    CardWasUnreadable,
    CentreDidNotAnswer,
    CentreSaidNo,
    Event,
    ExitPressed,
    NoCardCame,
    ReaderIsThere,
    ReaderWentAway,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.leaving import leave
from app.journeys.outcome import Outcome
from app.journeys.scanned import tracked
from app.journeys.scanning_events import CodeWasRead
from app.journeys.states import Asking, AtTicket, ChoosingTicket, Claiming, Paper, Passed, Trouble, Troubled, Working
from app.journeys.ticket_commands import ClaimTicket, PrintTicket
from app.journeys.ticket_events import BookedPressed, BookedTicketTaken, NothingBooked


def claim(state: ChoosingTicket, event: BookedPressed | CodeWasRead) -> Outcome:
    """From the list: the card is waited for, or a slip was held under the scanner."""
    begun = Claiming(card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
    if isinstance(event, BookedPressed):
        return begun, (ReadCard(another=state.card_in_reader),)
    asked, commands = _by_code(begun, event)
    return (asked, commands) if commands else (state, ())


def step_claiming(state: Claiming, event: Event) -> Outcome:
    match event:
        case BackPressed() | ExitPressed() | TimeRanOut():
            return leave(state)
        case BookedTicketTaken(item=item, taken=taken) if isinstance(state.mood, Working):
            at = AtTicket(item, taken.ticket.id, mood=Passed(), taken=taken, receipt=Paper.PRINTING)
            lying = replace(at, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
            return lying, (PrintTicket(item, taken),)
        case NothingBooked() if isinstance(state.mood, Working):
            return ChoosingTicket("", "", state.card_in_reader, state.slip_in_slot, unbooked=True), ()
        case CentreDidNotAnswer() | CentreSaidNo() if isinstance(state.mood, Working):
            return _troubled(state, Trouble.CENTRE_UNREACHABLE), ()
        case _ if isinstance(state.mood, Working):
            return state, ()
        case _:
            return _waiting(state, event)


def _waiting(state: Claiming, event: Event) -> Outcome:
    match event:
        case CardWasRead(card=card):
            return replace(state, mood=Working(), card_in_reader=True), (WatchCard(), ClaimTicket(ByBooking(card)))
        case CodeWasRead():
            return _by_code(state, event)
        case CardWasUnreadable():
            return _troubled(replace(state, card_in_reader=True), Trouble.CARD_UNREADABLE), (WatchCard(),)
        case ReaderWentAway():
            return _troubled(state, Trouble.READER_GONE), ()
        case TryAgainPressed() | NoCardCame():
            return replace(state, mood=Asking()), (ReadCard(),)
        case ReaderIsThere() if isinstance(state.mood, Troubled) and state.mood.trouble is Trouble.READER_GONE:
            return replace(state, mood=Asking()), (ReadCard(),)
        case _:
            return state, ()


def _by_code(state: Claiming, event: CodeWasRead) -> tuple[Claiming, tuple[Command, ...]]:
    """Another code than a slip's changes nothing."""
    named = tracked(event.code)
    if named is None:
        return state, ()
    return replace(state, mood=Working()), (ClaimTicket(ByBooking(number=named.number, mark=named.mark)),)


def _troubled(state: Claiming, what: Trouble) -> Claiming:
    times = state.failures + 1
    return replace(state, mood=Troubled(what, times), failures=times)
