"""Who comes on a day: what is booked, by place and time, for the office's page and for the command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.central.booking import begins_of
from app.central.storage import appointments, cases
from app.central.storage.appointments import Booked
from app.central.storage.cases import CaseRow
from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem


@dataclass(frozen=True, slots=True)
class BookedCase:
    """One person who comes: `time` as 09:30, `place` its code. Nothing in it but `case` is of a person."""

    place: str
    place_name: str
    time: str
    item_name: str
    case: CaseRow

    def as_json(self) -> dict[str, Any]:
        """For the command: no word of whoever comes."""
        told = {"place": self.place, "place_name": self.place_name, "time": self.time, "item": self.case.item}
        return told | {"case": self.case.number, "id": self.case.id, "station": self.case.station_id}


def booked_on(connection: Connection, catalogue: Catalogue, day: date, place: str = "") -> list[BookedCase]:
    """By place and time; all places where none is named."""
    found = [(each, cases.find(connection, each.case_id)) for each in appointments.of_day(connection, day, place)]
    return [_told(catalogue, each, case) for each, case in found if case is not None]


def words(told: Sequence[BookedCase]) -> list[str]:
    """As the command prints them: a head for each place, a line for each person."""
    lines: list[str] = []
    for at, each in enumerate(told):
        if at == 0 or told[at - 1].place != each.place:
            lines.append(f"{each.place_name}（{each.place}）")
        lines.append(f"  {each.time}  {each.item_name}  {each.case.number}")
    return lines or ["这一天没有人预约"]


def _told(catalogue: Catalogue, booked: Booked, case: CaseRow) -> BookedCase:
    """A place or an item that the catalogue no longer has is called by its code."""
    item = _item(catalogue, case)
    place = item.appointment.place(booked.place) if item is not None and item.appointment is not None else None
    return BookedCase(
        place=booked.place,
        place_name=place.name.zh_cn if place is not None else booked.place,
        time=f"{begins_of(booked):%H:%M}",
        item_name=item.name.zh_cn if item is not None else case.item,
        case=case,
    )


def _item(catalogue: Catalogue, case: CaseRow) -> ServiceItem | None:
    try:
        return catalogue.item(case.item, case.item_version)
    except ItemUnknown:
        return None
