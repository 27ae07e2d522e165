"""预约 over HTTP: what is free, a slot held for a sitting, and a person who cancels.

The slot becomes theirs when their case arrives; until then it is held, and no longer than some minutes against others.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from app.catalogue.appointment_reader import clock_of
from app.central import booking
from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.api.registers import Sealed, present_person
from app.central.booking import FreeDay
from app.central.centre import Centre
from app.central.intake.messages import Id, Word
from app.central.storage import appointments, stations
from app.central.storage.appointments import Booked, BookedBefore, BookedThen, Full, Given, Held, Wanted
from app.central.storage.moment import now
from app.domain.appointments import Appointment, AppointmentTerms
from app.domain.formats import CHINA

router = APIRouter(prefix="/api/v1", tags=["appointments"])


class SlotTold(BaseModel):
    """`time` is when it begins, `free` for how many it has room."""

    time: str
    free: int


class DayTold(BaseModel):
    """`slots` is empty on a day on which nobody is seen."""

    day: date
    free: int
    slots: list[SlotTold]


class DaysTold(BaseModel):
    """Every day from the next working day on, as far ahead as the item is booked."""

    days: list[DayTold]


class HoldAsked(BaseModel):
    """`id` is the case that will come, `sealed` the proof of the card as in `/queries`, of whom it is booked for.

    `move`: in place of what they have booked for this item; without it they are told of that.
    """

    id: Id
    item: Word
    place: Word
    day: date
    time: str
    move: bool = False
    sealed: Sealed


class Outcome(StrEnum):
    HELD = "held"
    FULL = "full"
    BOOKED_BEFORE = "booked_before"
    BOOKED_THEN = "booked_then"


class Standing(BaseModel):
    """What the person has booked already."""

    item: str
    place: str
    day: date
    time: str


class HoldTold(BaseModel):
    """`until` where it is held; `booked` where something of the same person is in the way: the same item
    (`booked_before`), or another at this time (`booked_then`)."""

    outcome: Outcome
    until: datetime | None = None
    booked: Standing | None = None


class CancelAsked(BaseModel):
    """The proof of the card, of whose appointment it is."""

    sealed: Sealed


@router.get("/appointments", responses=documented(401, 404, 422))
def free_slots(
    item: Annotated[Word, Query()],
    place: Annotated[Word, Query()],
    centre: CentreHere,
    _station: StationHere,
    case: Annotated[Id | None, Query(description="a sitting whose own hold counts as free")] = None,
) -> DaysTold:
    """How many can still come, by day and slot."""
    terms = _terms(centre, item)
    if terms.place(place) is None:
        raise Problem(404, "place_unknown", "这件事不在那里预约。")
    with centre.database.read() as connection:
        days = booking.free_days(connection, centre.catalogue, item, terms, place, now(), case or "")
    return DaysTold(days=[_day(each) for each in days])


@router.post("/appointments", responses=documented(401, 403, 404, 422))
def hold_slot(asked: HoldAsked, centre: CentreHere, station: StationHere) -> HoldTold:
    """Keep a slot for a sitting; what it held before is given back. Twice is as good as once.

    Where `id` is a case that has booked, it is moved there at once (换时间), by its person, before it begins.
    """
    terms, person = _terms(centre, asked.item), present_person(centre, asked.sealed)
    at = now()
    wanted = _wanted(asked)
    slot = booking.slot_of(terms, asked.item, wanted) if wanted else None
    if slot is None or asked.day not in booking.open_days(terms, centre.catalogue, at.astimezone(CHINA).date()):
        raise Problem(422, "slot_unknown", "没有这个时间的号。")
    name = booking.name_of(centre.keys.person, person.id_number)
    with centre.database.write() as connection:
        stations.locked(connection, station.id)
        if booking.is_not_to_move(connection, asked.id, name, at):
            raise Problem(404, "appointment_unknown", "没有这个预约，或者已经取消了。")
        given = appointments.hold(connection, Wanted(asked.id, station.id, name, slot, asked.move), at)
    return _told(given)


@router.delete("/appointments/{case_id}", status_code=204, responses=documented(401, 422))
def release_hold(case_id: Id, centre: CentreHere, station: StationHere) -> None:
    """The sitting was left: what it held is free at once. What is booked stays."""
    with centre.database.write() as connection:
        appointments.release_hold(connection, case_id, station.id)


@router.post("/appointments/{case_id}/cancel", status_code=204, responses=documented(401, 403, 404, 422))
def cancel(case_id: Id, asked: CancelAsked, centre: CentreHere, _station: StationHere) -> None:
    """By the person, at any station: the slot is free, the case is over."""
    name = booking.name_of(centre.keys.person, present_person(centre, asked.sealed).id_number)
    with centre.database.write() as connection:
        if not booking.cancel(connection, case_id, name, now()):
            raise Problem(404, "appointment_unknown", "没有这个预约，或者已经取消了。")


def _terms(centre: Centre, item: str) -> AppointmentTerms:
    terms = booking.terms_of(centre.catalogue, item)
    if terms is None:
        raise Problem(404, "item_unknown", "没有这个可以预约的事项。")
    return terms


def _wanted(asked: HoldAsked) -> Appointment | None:
    at = clock_of(asked.time)
    return Appointment(asked.place, asked.day, at) if at is not None else None


def _day(each: FreeDay) -> DayTold:
    slots = [SlotTold(time=f"{at:%H:%M}", free=free) for at, free in each.free.items()]
    return DayTold(day=each.day, free=sum(each.free.values()), slots=slots)


def _told(given: Given) -> HoldTold:
    match given:
        case Held(until=until):
            return HoldTold(outcome=Outcome.HELD, until=until)
        case Full():
            return HoldTold(outcome=Outcome.FULL)
        case BookedBefore(booked=booked):
            return HoldTold(outcome=Outcome.BOOKED_BEFORE, booked=_standing(booked))
        case BookedThen(booked=booked):
            return HoldTold(outcome=Outcome.BOOKED_THEN, booked=_standing(booked))


def _standing(booked: Booked) -> Standing:
    begins = booking.begins_of(booked)
    return Standing(item=booked.item, place=booked.place, day=booked.day, time=f"{begins:%H:%M}")
