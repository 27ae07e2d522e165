"""A booking in each of its stages: where, which day, which time, what is in the way, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from app.domain.appointments import Appointment, AppointmentTerms, BookedAlready, FreeDay, FreeSlot
from app.domain.case import CaseStatus, SubmittedCase
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.slots import Slots
from app.journeys.states import Asking, AtStep, Finished, Mood, Paper, State, Trouble, Troubled, Working

FIRST = date(2026, 11, 27)
"""A Friday: the weeks that are shown begin on the Monday before."""
DAY, AT = date(2026, 12, 1), time(10)
FULL_DAY = date(2026, 12, 3)


def days_of(terms: AppointmentTerms) -> tuple[FreeDay, ...]:
    """As many working days as may be booked, Saturdays and Sundays closed; one of them full, one slot on the others."""
    days: list[FreeDay] = []
    day = FIRST
    while sum(each.is_open for each in days) < terms.days_ahead:
        days.append(_day(terms, day))
        day += timedelta(days=1)
    return tuple(days)


def _day(terms: AppointmentTerms, day: date) -> FreeDay:
    if day.weekday() > 4:
        return FreeDay(day)
    full = day == FULL_DAY
    slots = [
        FreeSlot(at, 0 if full or number % 5 == 2 else terms.each - number % 2)
        for number, at in enumerate(terms.times())
    ]
    return FreeDay(day, tuple(slots))


def booking(
    item: ServiceItem, card: IdentityCard, slots: Slots, mood: Mood | None = None, *, at_desk: bool = False
) -> AtStep:
    index = item.steps.index(StepKind.APPOINTMENT)
    return AtStep(
        item, item.steps, index, Draft("0192-b", card, consented=True), mood or Asking(), slots=slots, at_desk=at_desk
    )


def booked(item: ServiceItem, **changed: object) -> Finished:
    """The last page of a booking."""
    assert item.appointment is not None
    done = Finished(
        item,
        item.steps,
        SubmittedCase("0192-b", "YX0120261126-0007", CaseStatus.SAVED),
        "张*三",
        at_centre=True,
        receipt=Paper.PRINTED,
        certificate=Paper.NONE,
        card_in_reader=True,
        appointment=Appointment(item.appointment.places[0].code, DAY, AT),
    )
    return replace(done, **changed)  # type: ignore[arg-type]


def booking_states(item: ServiceItem, card: IdentityCard) -> dict[str, State]:
    """By name; `item` is booked at several places."""
    terms = item.appointment
    assert terms is not None
    place = terms.places[0].code
    days = days_of(terms)
    chosen = Slots(place, days, DAY)
    then = Appointment(place, FIRST, time(9))
    same, other = BookedAlready(item.code, then, same_item=True), BookedAlready("nowhere", then, same_item=False)
    index = item.steps.index(StepKind.REVIEW)
    draft = Draft("0192-b", card, consented=True, appointment=Appointment(place, DAY, AT))
    return {
        "booking-place": booking(item, card, Slots()),
        "booking-asking": booking(item, card, Slots(place), Working()),
        "booking-day": booking(item, card, Slots(place, days)),
        "booking-day-gone": booking(item, card, Slots(place, days, gone=True)),
        "booking-time": booking(item, card, chosen),
        "booking-time-chosen": booking(item, card, replace(chosen, at=AT)),
        "booking-time-gone": booking(item, card, replace(chosen, gone=True)),
        "booking-holding": booking(item, card, replace(chosen, at=AT), Working()),
        "booking-before": booking(item, card, replace(chosen, at=AT, already=same)),
        "booking-then": booking(item, card, replace(chosen, at=AT, already=other)),
        "booking-offline": booking(item, card, Slots(place), Troubled(Trouble.CENTRE_UNREACHABLE)),
        "booking-refused": booking(item, card, Slots(place), Troubled(Trouble.CENTRE_REFUSED, 3)),
        "booking-review": AtStep(item, item.steps, index, draft),
        "booking-done": booked(item),
        "booking-done-offline": booked(item, at_centre=False),
        "booking-done-lost": booked(item, refused="12月1日 10:00 已经约满，请再约一次。"),
    }
