"""What may be booked (预约) of an item: its days and times by the catalogue, and what has room of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from app.catalogue.sitting_days import began_on
from app.central.case_people import digest_of
from app.central.storage import appointments, cases, changes, tickets
from app.central.storage.appointments import Booked, BookedBefore, BookedThen, Full, Given, Held, Slot, Stands, Wanted
from app.central.storage.changes import StatusChange
from app.central.storage.database import Database
from app.domain.appointments import Appointment, AppointmentTerms, minute_of
from app.domain.case import CaseStatus
from app.domain.errors import ItemUnknown
from app.domain.formats import CHINA
from app.domain.formats import day as day_words
from app.domain.ports import Catalogue

ONE_DAY = timedelta(days=1)
OVER = (CaseStatus.REFUSED, CaseStatus.COMPLETED)


@dataclass(frozen=True, slots=True)
class FreeDay:
    """`free` people per slot, in the order of the day; empty where nobody is seen that day."""

    day: date
    free: Mapping[time, int]


def name_of(person_key: bytes, id_number: str) -> str:
    """Under which a person stands in what is booked."""
    return digest_of(person_key, id_number).hex()


def terms_of(catalogue: Catalogue, item: str, version: str = "") -> AppointmentTerms | None:
    """None where nothing is booked for it, or the item is not known."""
    try:
        return catalogue.item(item, version).appointment
    except ItemUnknown:
        return None


def open_days(terms: AppointmentTerms, catalogue: Catalogue, today: date) -> tuple[date, ...]:
    """The working days that may be booked today, the next one first."""
    return tuple(catalogue.working_day_after(today, number) for number in range(1, terms.days_ahead + 1))


def slot_of(terms: AppointmentTerms, item: str, wanted: Appointment) -> Slot | None:
    """None where the item has no such place, or no slot that begins then."""
    if terms.place(wanted.place) is None or wanted.at not in terms.times():
        return None
    begins = minute_of(wanted.at)
    return Slot(item, wanted.place, wanted.day, begins, begins + terms.minutes, terms.each)


def free_days(
    connection: Connection,
    catalogue: Catalogue,
    item: str,
    terms: AppointmentTerms,
    place: str,
    at: datetime,
    besides: str = "",
) -> list[FreeDay]:
    """Every day from the next working day on until the last that may be booked, closed ones too."""
    days = open_days(terms, catalogue, at.astimezone(CHINA).date())
    taken = appointments.taken_seats(connection, item, place, days, at, besides)
    between = [days[0] + ONE_DAY * number for number in range((days[-1] - days[0]).days + 1)]
    return [
        FreeDay(
            day,
            {each: max(0, terms.each - taken.get((day, minute_of(each)), 0)) for each in terms.times()}
            if day in days
            else {},
        )
        for day in between
    ]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A case that books: its row, what it says, the name of its person."""

    case_id: str
    station_id: str
    item: str
    version: str
    person: str
    appointment: Appointment
    submitted_at: datetime


def book_all(connection: Connection, catalogue: Catalogue, arrived: Sequence[Arrived], at: datetime) -> None:
    """Give these cases, which have just been written, their slots; whose slot is gone is refused with words.

    Hold the row of their station first, and nothing of `appointments`.
    """
    lost = [
        StatusChange(each.case_id, CaseStatus.REFUSED, words)
        for each in arrived
        if (words := _book(connection, catalogue, each, at))
    ]
    cases.decided(connection, lost)
    for station_id in {each.station_id for each in arrived}:
        mine = {each.case_id for each in arrived if each.station_id == station_id}
        changes.tell(connection, station_id, [each for each in lost if each.case_id in mine], at)


def _book(connection: Connection, catalogue: Catalogue, case: Arrived, at: datetime) -> str:
    """Empty where it has its slot, else in words why not."""
    terms = terms_of(catalogue, case.item, case.version)
    slot = slot_of(terms, case.item, case.appointment) if terms is not None else None
    if terms is None or slot is None:
        return "约的地点或时间不开放了，请再约一次。"
    wanted = Wanted(case.case_id, case.station_id, case.person, slot)
    objection = _out_of_time(terms, catalogue, case, at)
    if not objection:
        objection = _words(appointments.arrive(connection, wanted, at), case.appointment)
    if objection:
        appointments.lose(connection, wanted, at)
    return objection


def _out_of_time(terms: AppointmentTerms, catalogue: Catalogue, case: Arrived, at: datetime) -> str:
    begins = datetime.combine(case.appointment.day, case.appointment.at, CHINA)
    if begins <= at:
        return f"约的时间（{_moment(case.appointment)}）已经过了，请再约一次。"
    asked_at = min(case.submitted_at, at)
    asked_on = {asked_at.astimezone(CHINA).date(), began_on(asked_at)}
    if not any(case.appointment.day in open_days(terms, catalogue, each) for each in asked_on):
        return f"{day_words(case.appointment.day)} 不能约，请再约一次。"
    return ""


def _words(given: Given, wanted: Appointment) -> str:
    match given:
        case Held():
            return ""
        case Full():
            return f"{_moment(wanted)} 已经约满，请再约一次。"
        case BookedBefore(booked=booked):
            return f"您已经约了 {_stands(booked)}，这次没有再约。"
        case BookedThen(booked=booked):
            return f"这个时间您约了别的事（{_stands(booked)}），请换一个时间。"


def _moment(appointment: Appointment) -> str:
    return f"{day_words(appointment.day)} {appointment.at:%H:%M}"


def _stands(booked: Booked) -> str:
    return f"{day_words(booked.day)} {begins_of(booked):%H:%M}"


def moment_of(booked: Booked) -> datetime:
    """When it begins."""
    return datetime.combine(booked.day, begins_of(booked), CHINA)


def begins_of(booked: Booked) -> time:
    return time(*divmod(booked.begins, 60))


def ahead(connection: Connection, case_ids: Collection[str], at: datetime) -> dict[str, Appointment]:
    """What of these is booked and has not begun yet."""
    here = at.astimezone(CHINA)
    rows = appointments.booked(connection, case_ids)
    told = {each.case_id: Appointment(each.place, each.day, begins_of(each)) for each in rows}
    return {case_id: each for case_id, each in told.items() if (each.day, each.at) > (here.date(), here.time())}


def settle(database: Database, at: datetime) -> int:
    """Close the cases whose appointment another case has taken over; how many. Each in a transaction of its own:
    its station is another one than that of the case which moved it."""
    with database.read() as connection:
        waiting = appointments.moved(connection)
    for case_id in waiting:
        with database.write() as connection:
            cases.hold(connection, case_id)
            _close(connection, case_id, "您改约了别的时间。", at)
    return len(waiting)


def cancel(connection: Connection, case_id: str, person: str, at: datetime) -> bool:
    """By the person themselves. False where this is not theirs, or not booked any more."""
    cases.hold(connection, case_id)
    found = appointments.of_case(connection, case_id)
    if found is None or found[1] != person or found[0].state is not Stands.BOOKED:
        return False
    _close(connection, case_id, "您取消了预约。", at)
    return True


def is_not_to_move(connection: Connection, case_id: str, person: str, at: datetime) -> bool:
    """Something stands booked for this case that is another person's, or has begun."""
    found = appointments.of_case(connection, case_id)
    if found is None or found[0].state is not Stands.BOOKED:
        return False
    return found[1] != person or moment_of(found[0]) <= at


def _close(connection: Connection, case_id: str, reason: str, at: datetime) -> None:
    """A case that is over already stays as it was decided. Hold its station first."""
    if ticket := appointments.ticket_of(connection, case_id):
        tickets.give_up(connection, ticket, at)
    appointments.leave(connection, case_id)
    case = cases.find(connection, case_id)
    if case is not None and case.status not in OVER:
        cases.set_status(connection, case, StatusChange(case_id, CaseStatus.REFUSED, reason), at)
