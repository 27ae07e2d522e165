"""取号 and 叫号 over HTTP: stations of one hall share a queue. The hall is the place they say they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Connection

from app.central import booking
from app.central.api.doors import CentreHere, StationHere
from app.central.api.following import meant, named_case
from app.central.api.problems import Problem, documented
from app.central.api.registers import Sealed, present_person
from app.central.booked_tickets import claim, minutes_of
from app.central.centre import Centre
from app.central.intake.messages import Word
from app.central.storage import appointments, tickets
from app.central.storage.appointments import Booked
from app.central.storage.moment import now
from app.central.storage.tickets import Asked, Desk, Kept
from app.domain import tickets as rules
from app.domain.errors import ItemUnknown
from app.domain.tickets import Lane, Priority, Ticket, TicketAct, TicketState

router = APIRouter(prefix="/api/v1", tags=["tickets"])

Hall = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
Window = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")]


class TicketAsked(BaseModel):
    """`id` made by the station: asked again with it, the same ticket comes."""

    id: UUID
    hall: Hall
    item: Word
    priority: Priority = Priority.NONE


class BookedAsked(BaseModel):
    """`sealed` is the proof of the card as in `/queries`, or, where `by` says `code`, `{"number"}` or `{"mark"}` from a
    slip: the case's number, or its evaluation code."""

    id: UUID
    hall: Hall
    by: Literal["card", "code"]
    sealed: Sealed


class CallAsked(BaseModel):
    """`call` made by the station, as `id` above; `quick_first`: a window that takes the quick lane first."""

    call: UUID
    hall: Hall
    window: Window
    quick_first: bool = False


class TicketTold(BaseModel):
    """Holds no name. Times are the centre's."""

    id: str
    number: str
    lane: Lane
    item: str
    priority: Priority
    taken_at: datetime
    state: TicketState
    window: str
    called_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    booked_for: datetime | None


class TicketTaken(BaseModel):
    """How many come before it, and about how many seconds that takes. `late`: what was booked had passed."""

    ticket: TicketTold
    ahead: int
    wait_s: int
    late: bool = False


class BookedTaken(BaseModel):
    """`taken` is null where nothing is booked for today in this hall, or its ticket is over."""

    taken: TicketTaken | None


class FiguresTold(BaseModel):
    """`average_s` over everybody of the day, until the call or until now; `longest_s` of those who wait."""

    waiting: int
    average_s: int
    longest_s: int


class QueueTold(BaseModel):
    """`waiting` in the order of the desk that asks; `at_desk` what it has called."""

    at: datetime
    waiting: list[TicketTold]
    figures: FiguresTold
    at_desk: TicketTold | None


class CallAnswered(BaseModel):
    """`ticket` is null where nobody waits."""

    ticket: TicketTold | None


@router.post("/tickets", status_code=201, responses=documented(401, 409, 422))
def take_ticket(asked: TicketAsked, centre: CentreHere, station: StationHere) -> TicketTaken:
    """The next number of its lane; the lane follows from how long the item takes."""
    try:
        minutes = centre.catalogue.item(asked.item).minutes
    except ItemUnknown as error:
        raise Problem(422, "item_unknown", "没有这个事项。") from error
    at, lane = now(), rules.lane_for(minutes)
    wanted = Asked(str(asked.id), asked.hall, asked.item, lane, asked.priority, station.id)
    with centre.database.write() as connection:
        kept = tickets.take(connection, wanted, at)
        day = [each.ticket for each in tickets.of_today(connection, asked.hall, at)]
    if not _is_the_one(kept, wanted):
        raise Problem(409, "ticket_conflict", "这个号已经取过，内容不一样。")
    return _taken(kept.ticket, day, minutes, at)


@router.post("/tickets/booked", responses=documented(401, 403, 422))
def take_booked_ticket(asked: BookedAsked, centre: CentreHere, station: StationHere) -> BookedTaken:
    """Of whoever has booked a time for today in this hall. Asked again, the same ticket comes as long as it stands."""
    at, find = now(), _bookings(centre, asked)
    with centre.database.write() as connection:
        found = find(connection, at)
        claimed = claim(connection, centre.catalogue, found, asked.hall, station.id, str(asked.id), at)
        day = [each.ticket for each in tickets.of_today(connection, asked.hall, at)]
    if claimed is None:
        return BookedTaken(taken=None)
    ticket = claimed.kept.ticket
    taken = _taken(ticket, day, minutes_of(centre.catalogue, ticket.item_code), at)
    return BookedTaken(taken=taken.model_copy(update={"late": claimed.late}))


def _bookings(centre: Centre, asked: BookedAsked) -> Callable[[Connection, datetime], Sequence[Booked]]:
    """How to find what is meant. Raises Problem, before anything is locked."""
    if asked.by == "card":
        person = booking.name_of(centre.keys.person, present_person(centre, asked.sealed).id_number)
        return lambda connection, at: appointments.today_of(connection, person, tickets.day_of(at))
    named = named_case(centre, asked.sealed)
    return lambda connection, _: appointments.booked(connection, [each.id for each in meant(connection, named)])


def _taken(ticket: Ticket, day: Sequence[Ticket], minutes: int, at: datetime) -> TicketTaken:
    waiting = [each for each in day if each.state is TicketState.WAITING]
    ahead = rules.ahead_of(ticket, waiting, at)
    wait = rules.foretold(ahead, day, minutes, at)
    return TicketTaken(ticket=_told(ticket), ahead=ahead, wait_s=round(wait.total_seconds()))


def _is_the_one(kept: Kept, asked: Asked) -> bool:
    same = (kept.hall, kept.station_id, kept.ticket.item_code, kept.ticket.priority)
    return same == (asked.hall, asked.station_id, asked.item, asked.priority)


@router.get("/tickets", responses=documented(401, 422))
def read_queue(
    hall: Annotated[Hall, Query()], centre: CentreHere, station: StationHere, quick_first: bool = False
) -> QueueTold:
    """Who waits in this hall now, in the order in which this station would call them."""
    at = now()
    with centre.database.read() as connection:
        day = tickets.of_today(connection, hall, at)
    told = [each.ticket for each in day]
    waiting = rules.in_order((each for each in told if each.state is TicketState.WAITING), at, quick_first=quick_first)
    figures = rules.figures_of(told, at)
    mine = tickets.at_desk(day, station.id)
    return QueueTold(
        at=at,
        waiting=[_told(each) for each in waiting],
        figures=FiguresTold(
            waiting=figures.waiting,
            average_s=round(figures.average.total_seconds()),
            longest_s=round(figures.longest.total_seconds()),
        ),
        at_desk=_told(mine) if mine else None,
    )


@router.post("/tickets/next", responses=documented(401, 422))
def call_next(asked: CallAsked, centre: CentreHere, station: StationHere) -> CallAnswered:
    """Call the next one to this window. What the station had called before is over: done if begun, else missed."""
    desk = Desk(station.id, asked.hall, asked.window, asked.quick_first)
    with centre.database.write() as connection:
        called = tickets.call_next(connection, desk, str(asked.call), now())
    return CallAnswered(ticket=_told(called) if called else None)


@router.post("/tickets/{ticket_id}/{act}", responses=documented(401, 404, 409, 422))
def act_on_ticket(ticket_id: UUID, act: TicketAct, centre: CentreHere, station: StationHere) -> TicketTold:
    """重呼, 过号, begun, done: by the station that called it. Twice is as good as once."""
    with centre.database.write() as connection:
        kept = tickets.find(connection, str(ticket_id))
        if kept is None:
            raise Problem(404, "ticket_unknown", "没有这个号。")
        if kept.desk_id != station.id:
            raise Problem(409, "ticket_elsewhere", "这个号不是本窗口叫的。")
        after = tickets.act(connection, str(ticket_id), act, now())
    if after is None:
        raise Problem(409, "ticket_over", "这个号已经过了。")
    return _told(after)


def _told(ticket: Ticket) -> TicketTold:
    fields: dict[str, Any] = asdict(ticket)
    return TicketTold(item=fields.pop("item_code"), **fields)
