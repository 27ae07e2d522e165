"""Whoever else waits in the hall: a terminal beside the desk gives tickets, enrolled and over HTTP like any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.composition.parts import Parts
from app.composition.simulated import SimulatedPlace
from app.domain.service_item import StationKind
from app.domain.tickets import Priority
from app.storage import lock_data_dir

TERMINAL_ID = "YX09"
QUICK = 3
"""Which of the numbers given is one of the quick lane."""
WAITING = (
    ("temporary-id-card", Priority.NONE),
    ("temporary-id-card", Priority.PREGNANT),
    ("residence-permit-endorsement", Priority.NONE),
    ("residents-pension-registration", Priority.NONE),
    ("temporary-id-card", Priority.NONE),
)


def give_tickets(place: SimulatedPlace, first_item: str) -> list[str]:
    """One for `first_item` before the others; the numbers as they were given."""
    from app.central.administration import make_enrolment_code

    settings = place.settings
    here = replace(
        settings,
        data_dir=Path(settings.data_dir) / "terminal-beside",
        station=replace(settings.station, kind=StationKind.SELF_SERVICE),
    )
    with lock_data_dir(here.data_dir):
        parts = Parts(here)
        try:
            kind = StationKind.SELF_SERVICE.value
            if parts.enroller.enrolment() is None:
                code = make_enrolment_code(settings.data_dir, TERMINAL_ID, kind)
                parts.enroller.enrol(place.centre.url, code, kind)
            office = parts.tickets
            wanted = ((first_item, Priority.OLD), *WAITING)
            return [office.take(parts.new_id(), item, priority).ticket.number for item, priority in wanted]
        finally:
            parts.close()
