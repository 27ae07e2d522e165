"""A place that is booked: replicas on one database, and what a station asks of them."""

from __future__ import annotations

import copy
import itertools
import json
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from app.catalogue import LoadedCatalogue
from app.catalogue.samples import make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage.appointment_tables import appointments
from app.central.storage.database import Database
from app.central.storage.moment import now
from tests.central.conftest import Station, StationKeys, enrol, new_id

GOOD = Path(__file__).resolve().parents[1] / "data" / "broken-items" / "good"
PUBLIC = "https://centre.example"
ITEM, OTHER_ITEM, PLACE = "booking", "booking-elsewhere", "yunxi-hall"
ROOM = 3
PEOPLE = itertools.count(1)
"""Nobody stands in two tests: who has booked once is asked the next time."""
DAYS_AHEAD = 60
"""As far as an item may be booked: each test takes days that no other has."""


@dataclass
class Site:
    """Replicas on one database, and the folder they share."""

    centres: list[EmbeddedCentre]
    office: Administration
    database: Database
    catalogue: LoadedCatalogue
    closing: ExitStack

    def station(self, name: str) -> list[Station]:
        """One station, as it talks to each replica."""
        keys = StationKeys()
        answer = enrol(self.centres[0].url, self.office.make_enrolment_code(name), keys)
        assert answer.status_code == 201, answer.text
        told = answer.json() | {"centre_url": PUBLIC}
        here = [Station(each.url, keys, told, self.catalogue) for each in self.centres]
        for each in here:
            self.closing.callback(each.close)
        return here


def days_of(station: Station, item: str = ITEM, **more: str) -> list[dict[str, Any]]:
    answer = station.request("GET", "/api/v1/appointments", params={"item": item, "place": PLACE, **more})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["days"])


def free_at(station: Station, day: str, at: str, **more: str) -> int:
    told = next(each for each in days_of(station, **more) if each["day"] == day)
    return int(next(each["free"] for each in told["slots"] if each["time"] == at))


def applicant(station: Station, seed: int) -> dict[str, Any]:
    return dict(make_sample(station.catalogue.item(ITEM), seed).data["applicant"])


def proof(station: Station, seed: int) -> str:
    person = applicant(station, seed)
    told = {"id_number": person["id_number"], "name": person["name"], "kind": person["kind"]}
    told["read_at"] = datetime.now(UTC).isoformat()
    return station.seal(json.dumps(told, ensure_ascii=False).encode())


def hold(station: Station, seed: int, day: str, at: str, case_id: str = "", **more: Any) -> dict[str, Any]:
    asked = {"id": case_id or new_id(), "item": ITEM, "place": PLACE, "day": day, "time": at}
    answer = station.request("POST", "/api/v1/appointments", json=asked | {"sealed": proof(station, seed)} | more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def send(station: Station, seed: int, day: str, at: str, case_id: str = "", item: str = ITEM, **changed: Any) -> str:
    """The case of this person; its id."""
    payload, sample = station.case(item, seed, **changed)
    payload["id"] = case_id or payload["id"]
    data = copy.deepcopy(dict(sample.data))
    data["appointment"] = {"place": PLACE, "day": day, "time": at}
    payload["data"] = data
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    return str(payload["id"])


def standing(site: Site, case_id: str) -> tuple[str, str]:
    case = site.office.get_case(case_id)
    return str(case["status"]), str(case["reason"])


def seats(site: Site, day: str, begins: int) -> list[int]:
    there = (appointments.c.day == datetime.fromisoformat(day).date()) & (appointments.c.begins == begins)
    with site.database.read() as connection:
        found = connection.scalars(select(appointments.c.seat).where(there, appointments.c.seat.is_not(None)))
        return sorted(found)


def let_run_out(site: Site, case_id: str) -> None:
    """As ten minutes would."""
    mine = appointments.c.case_id == case_id
    with site.database.write() as connection:
        connection.execute(update(appointments).where(mine).values(held_until=now() - timedelta(seconds=1)))
