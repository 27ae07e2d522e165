"""Tickets (取号): who waits in a hall, who is called next (叫号), and what is told of the waiting. Pure.

A ticket is a number and an item; it holds no name. All desks of a hall share one queue, numbered anew every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.person import IdentityCard

LONGEST_WAIT = timedelta(minutes=30)
"""Nobody waits longer at any window: whoever does is called before everybody else."""
NEARLY_TOO_LONG = timedelta(minutes=20)
"""快超时: from here on a ticket is marked, and comes before what is only preferred."""
QUICK_MINUTES = 5
"""An item that takes no longer goes to the quick lane (快办)."""
WORKED_LATELY = timedelta(minutes=30)
"""A window that has called somebody within this time counts as open when a wait is foretold."""


BOOKED_BEFORE = timedelta(minutes=5)
"""预约: from so long before their time on, whoever has booked is called before everybody else."""
BOOKED_GRACE = timedelta(minutes=15)
"""Whoever takes their number later than this after their time queues like everybody."""


class Lane(StrEnum):
    ORDINARY = "ordinary"
    QUICK = "quick"


LETTERS = {Lane.ORDINARY: "A", Lane.QUICK: "K"}


class Priority(StrEnum):
    """优先: said by the person's own choice, asked of nobody and proved by nothing."""

    NONE = "none"
    OLD = "old"
    PREGNANT = "pregnant"
    DISABLED = "disabled"
    SOLDIER = "soldier"


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    MISSED = "missed"


AT_A_DESK = frozenset({TicketState.CALLED, TicketState.SERVING})


class TicketAct(StrEnum):
    """What a desk does with the ticket it called. The value is the last part of the centre's address."""

    RECALL = "recall"
    MISSED = "missed"
    BEGIN = "begin"
    DONE = "done"


ACTS: dict[TicketAct, tuple[frozenset[TicketState], TicketState]] = {
    TicketAct.RECALL: (AT_A_DESK, TicketState.CALLED),
    TicketAct.MISSED: (AT_A_DESK, TicketState.MISSED),
    TicketAct.BEGIN: (AT_A_DESK, TicketState.SERVING),
    TicketAct.DONE: (AT_A_DESK, TicketState.DONE),
}
"""From where each act is allowed, and where it leads; a recall of somebody who sits there already leaves them so."""


def after(state: TicketState, act: TicketAct) -> TicketState | None:
    """The state after the act; the same where it was done before; None where it may not be done."""
    allowed, to = ACTS[act]
    if state is to:
        return state
    if state not in allowed:
        return None
    return state if act is TicketAct.RECALL else to


@dataclass(frozen=True, slots=True)
class Ticket:
    """`number` as it is shown (A023, K007), `window` the number of the desk that called it, or empty."""

    id: str
    number: str
    lane: Lane
    item_code: str
    priority: Priority
    taken_at: datetime
    state: TicketState = TicketState.WAITING
    window: str = ""
    called_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    booked_for: datetime | None = None
    """When whoever took it has an appointment; None for whoever just came, and who came too late."""

    @property
    def waits_from(self) -> datetime:
        """Nobody waits for what is not due yet."""
        return max(self.taken_at, self.booked_for or self.taken_at)

    def waited(self, now: datetime) -> timedelta:
        """Until the first call, or until now."""
        return max(timedelta(0), (self.called_at or now) - self.waits_from)


@dataclass(frozen=True, slots=True)
class Figures:
    """`average` over everybody of the day, until the call or until now; `longest` of those who still wait."""

    waiting: int
    average: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class HallQueue:
    """`waiting` in the order of this desk; `at_desk` the ticket this station has called, if any."""

    waiting: tuple[Ticket, ...]
    figures: Figures
    at_desk: Ticket | None
    at: datetime
    """By the centre's clock, which also wrote the times of the tickets."""


@dataclass(frozen=True, slots=True)
class TakenTicket:
    """A ticket as it was taken: how many come before it, and about how long that takes. `late`: there was a booking,
    and its time had passed."""

    ticket: Ticket
    ahead: int
    wait: timedelta
    late: bool = False


def number_of(lane: Lane, ordinal: int) -> str:
    """A001, K007; beyond 999 it grows a digit."""
    return f"{LETTERS[lane]}{ordinal:03d}"


def lane_for(minutes: int) -> Lane:
    """By how long the item takes."""
    return Lane.QUICK if minutes <= QUICK_MINUTES else Lane.ORDINARY


def is_nearly_too_long(ticket: Ticket, now: datetime) -> bool:
    return ticket.waited(now) >= NEARLY_TOO_LONG


def in_order(waiting: Iterable[Ticket], now: datetime, *, quick_first: bool) -> tuple[Ticket, ...]:
    """As a desk calls them. `quick_first`: a quick window, which takes the quick lane before all but the overdue."""

    def rank(ticket: Ticket) -> int:
        if ticket.booked_for is not None:
            return 0 if is_due(ticket, now) else 6
        if ticket.waited(now) >= LONGEST_WAIT:
            return 1
        if quick_first and ticket.lane is Lane.QUICK:
            return 2
        if is_nearly_too_long(ticket, now):
            return 3
        return 4 if ticket.priority is not Priority.NONE else 5

    return tuple(sorted(waiting, key=lambda ticket: (rank(ticket), ticket.waits_from, ticket.number)))


def is_due(ticket: Ticket, now: datetime) -> bool:
    """Booked, and it is time: before that it comes after everybody, called where nobody else waits."""
    return ticket.booked_for is not None and now >= ticket.booked_for - BOOKED_BEFORE


def figures_of(day: Iterable[Ticket], now: datetime) -> Figures:
    """`day`: every ticket of the hall that was taken today, in any order."""
    tickets = tuple(day)
    waits = [each.waited(now) for each in tickets]
    still = [each.waited(now) for each in tickets if each.state is TicketState.WAITING]
    average = sum(waits, timedelta(0)) / len(waits) if waits else timedelta(0)
    return Figures(len(still), average, max(still, default=timedelta(0)))


def ahead_of(ticket: Ticket, waiting: Sequence[Ticket], now: datetime) -> int:
    """How many are called before it, at a window that prefers no lane: what is foretold is not too short."""
    order = in_order({each.id: each for each in (*waiting, ticket)}.values(), now, quick_first=False)
    return [each.id for each in order].index(ticket.id)


def foretold(ahead: int, day: Iterable[Ticket], minutes: int, now: datetime) -> timedelta:
    """About how long `ahead` people take: by today's handling time, or `minutes` where nobody is through yet."""
    tickets = tuple(day)
    handled = [each.ended_at - each.begun_at for each in tickets if each.ended_at and each.begun_at]
    each_takes = sum(handled, timedelta(0)) / len(handled) if handled else timedelta(minutes=minutes)
    lately = now - WORKED_LATELY
    windows = {each.window for each in tickets if each.called_at is not None and each.called_at >= lately}
    return each_takes * ahead / max(1, len(windows))


@dataclass(frozen=True, slots=True)
class ByBooking:
    """Whose booking: the card that lies there, or a code on its slip, the case's number or its evaluation code."""

    card: IdentityCard | None = field(default=None, repr=False)
    number: str = field(default="", repr=False)
    mark: str = field(default="", repr=False)


class TicketOffice(Protocol):
    """The queue of this station's hall, kept at the centre. Every call raises CentreUnreachable, CentreRefused."""

    def take(self, ticket_id: str, item_code: str, priority: Priority) -> TakenTicket:
        """`ticket_id` made here: asked again with it, the same ticket comes."""

    def claim(self, ticket_id: str, by: ByBooking) -> TakenTicket | None:
        """Of whoever has booked a time for today in this hall; None where nobody has. The same booking gets the same
        ticket, whatever `ticket_id` it is asked with."""

    def queue(self) -> HallQueue: ...

    def call_next(self, call_id: str) -> Ticket | None:
        """None where nobody waits. What this desk had called before is over: served if begun, else missed.

        `call_id` made here: asked again with it, the same ticket comes.
        """

    def act(self, ticket_id: str, act: TicketAct) -> Ticket: ...
