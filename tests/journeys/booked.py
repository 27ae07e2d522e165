"""An item that is booked, and days with room, for the journey tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from app.domain.appointments import AppointmentTerms, BookingPlace, FreeDay, FreeSlot
from app.domain.service_item import ServiceItem, StepKind
from tests.journeys.items import T, item

HALL, POLICE = BookingPlace("hall", T, T), BookingPlace("police", T, T)
DAY, FULL_DAY, CLOSED_DAY = date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 5)
NINE, TEN = time(9), time(10)
DAYS = (
    FreeDay(DAY, (FreeSlot(NINE, 2), FreeSlot(TEN, 1))),
    FreeDay(FULL_DAY, (FreeSlot(NINE, 0), FreeSlot(TEN, 0))),
    FreeDay(CLOSED_DAY),
)


def booked_item(*places: BookingPlace) -> ServiceItem:
    """At one place unless more are named."""
    steps = (
        StepKind.IDENTIFY,
        StepKind.NOTICE,
        StepKind.APPOINTMENT,
        StepKind.REVIEW,
        StepKind.SUBMIT,
        StepKind.PAPER,
        StepKind.TAKE_AWAY,
    )
    terms = AppointmentTerms(places or (HALL,), 14, NINE, time(12), 60, 2)
    return replace(item(*steps), offline=False, appointment=terms)
