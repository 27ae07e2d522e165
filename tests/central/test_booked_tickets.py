"""取号 of whoever has booked: one ticket a booking, called at its time, on two replicas over one database too."""

# ruff: noqa: F811 - fixtures of the tests of booking, used here by name

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.central.api import tickets as asked_here
from app.central.storage.appointment_tables import appointments
from app.central.storage.moment import now
from app.central.storage.ticket_tables import tickets
from app.domain.formats import CHINA
from app.domain.page_codes import new_code
from tests.central.booking_site import ITEM, PEOPLE, Site, proof, send
from tests.central.conftest import Station, new_id
from tests.central.test_appointments import catalogue, free_day, site, station, stations  # noqa: F401 - fixtures
from tests.central.test_tickets import act, call, queue

TEN = datetime.combine(now().astimezone(CHINA).date(), time(10), CHINA)
HALL = "云溪镇便民服务中心"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Ten o'clock at the centre, or so much later."""

    def set_to(later: timedelta) -> None:
        monkeypatch.setattr(asked_here, "now", lambda: TEN + later)

    set_to(timedelta(0))
    return set_to


@pytest.fixture
def hall(site: Site) -> str:
    """Nobody waits there from another test."""
    with site.database.write() as connection:
        connection.execute(update(tickets).values(state="done"))
    return HALL


def booked(site: Site, station: Station, day: str, at: str, seed: int, **changed: Any) -> str:
    """A case with a time for today."""
    case_id = send(station, seed, day, "09:00", **changed)
    hour, minute = map(int, at.split(":"))
    today = {"day": TEN.date(), "begins": hour * 60 + minute, "seat": secrets.randbelow(10**6) + 10}
    with site.database.write() as connection:
        connection.execute(update(appointments).where(appointments.c.case_id == case_id).values(today))
    return case_id


def claim(station: Station, sealed: str, hall: str = HALL, by: str = "card", **more: Any) -> dict[str, Any] | None:
    asked = {"id": new_id(), "hall": hall, "by": by, "sealed": sealed} | more
    answer = station.request("POST", "/api/v1/tickets/booked", json=asked)
    assert answer.status_code == 200, answer.text
    taken: dict[str, Any] | None = answer.json()["taken"]
    return taken


def by_code(station: Station, **named: str) -> dict[str, Any] | None:
    return claim(station, station.seal(json.dumps(named).encode()), by="code")


def walks_in(station: Station) -> str:
    asked = {"id": new_id(), "hall": HALL, "item": ITEM}
    return str(station.request("POST", "/api/v1/tickets", json=asked).json()["ticket"]["number"])


def order(station: Station) -> list[str]:
    return [each["number"] for each in queue(station, HALL)["waiting"]]


def test_card_number_and_code_of_the_slip_lead_to_one_and_the_same_ticket(
    site: Site,
    station: Station,
    free_day: Callable[[], str],
    clock: object,
    hall: str,
) -> None:
    seed, mark = next(PEOPLE), new_code()
    case_id = booked(site, station, free_day(), "10:30", seed, evaluation_code=mark)
    first = claim(station, proof(station, seed))
    assert first is not None
    assert (first["ticket"]["item"], first["late"]) == (ITEM, False)
    assert datetime.fromisoformat(first["ticket"]["booked_for"]) == TEN + timedelta(minutes=30)
    number = site.office.get_case(case_id)["number"]
    for again in (by_code(station, number=number), by_code(station, mark=mark), claim(station, proof(station, seed))):
        assert again is not None
        assert again["ticket"]["id"] == first["ticket"]["id"]
    with site.database.read() as connection:
        row = connection.execute(select(tickets).where(tickets.c.id == first["ticket"]["id"])).one()
    assert case_id not in map(str, row), "nothing of whose it is stands in the ticket"


def test_the_ticket_of_a_booking_that_was_cancelled_waits_no_longer(
    site: Site, station: Station, free_day: Callable[[], str], clock: object, hall: str
) -> None:
    seed = next(PEOPLE)
    case_id = booked(site, station, free_day(), "10:30", seed)
    taken, came = claim(station, proof(station, seed)), walks_in(station)
    assert taken is not None
    assert set(order(station)) == {taken["ticket"]["number"], came}
    path = f"/api/v1/appointments/{case_id}/cancel"
    assert station.request("POST", path, json={"sealed": proof(station, seed)}).status_code == 204
    assert order(station) == [came]


def test_a_ticket_that_was_called_stays_with_its_desk(
    site: Site, station: Station, free_day: Callable[[], str], clock: Callable[[timedelta], None], hall: str
) -> None:
    seed = next(PEOPLE)
    case_id = booked(site, station, free_day(), "10:30", seed)
    taken = claim(station, proof(station, seed))
    assert taken is not None
    clock(timedelta(minutes=30))
    called = call(station, HALL)
    assert called is not None
    assert called["number"] == taken["ticket"]["number"]
    path = f"/api/v1/appointments/{case_id}/cancel"
    assert station.request("POST", path, json={"sealed": proof(station, seed)}).status_code == 204
    with site.database.read() as connection:
        state = connection.scalar(select(tickets.c.state).where(tickets.c.id == taken["ticket"]["id"]))
    assert state == "called"


def test_at_its_time_it_is_called_before_everybody_and_before_that_after_all(
    site: Site,
    station: Station,
    free_day: Callable[[], str],
    clock: Callable[[timedelta], None],
    hall: str,
) -> None:
    seed = next(PEOPLE)
    booked(site, station, free_day(), "10:40", seed)
    taken = claim(station, proof(station, seed))
    assert taken is not None
    mine, came = taken["ticket"]["number"], [walks_in(station), walks_in(station)]
    assert order(station) == [*came, mine]
    clock(timedelta(minutes=34))
    assert order(station) == [*came, mine], "they have waited too long by now, and it is not its time"
    clock(timedelta(minutes=35))
    assert order(station) == [mine, *came]
    called = call(station, HALL)
    assert called is not None
    assert called["number"] == mine


def test_whoever_comes_too_late_queues_like_everybody_and_is_told(
    site: Site,
    station: Station,
    free_day: Callable[[], str],
    clock: object,
    hall: str,
) -> None:
    early, late = next(PEOPLE), next(PEOPLE)
    day = free_day()
    booked(site, station, day, "09:45", early)
    booked(site, station, day, "09:44", late)
    came = walks_in(station)
    in_time, too_late = claim(station, proof(station, early)), claim(station, proof(station, late))
    assert in_time is not None
    assert too_late is not None
    assert (in_time["late"], too_late["late"], too_late["ticket"]["booked_for"]) == (False, True, None)
    assert order(station) == [in_time["ticket"]["number"], came, too_late["ticket"]["number"]]


def test_nothing_comes_for_another_hall_another_day_what_was_cancelled_and_what_was_called_and_missed(
    site: Site,
    station: Station,
    free_day: Callable[[], str],
    clock: object,
    hall: str,
) -> None:
    tomorrow, here, gone = next(PEOPLE), next(PEOPLE), next(PEOPLE)
    day = free_day()
    send(station, tomorrow, day, "09:00")
    booked(site, station, day, "10:00", here)
    cancelled = booked(site, station, day, "10:00", gone)
    answer = station.request("POST", f"/api/v1/appointments/{cancelled}/cancel", json={"sealed": proof(station, gone)})
    assert answer.status_code == 204
    assert claim(station, proof(station, tomorrow)) is None
    assert claim(station, proof(station, gone)) is None
    assert claim(station, proof(station, here), "青禾县政务服务大厅") is None
    assert by_code(station, number="BM01-NOTHING") is None
    assert claim(station, proof(station, here)) is not None
    assert act(station, call(station, HALL), "missed").status_code == 200
    assert claim(station, proof(station, here)) is None


def test_two_machines_at_once_give_one_ticket(
    site: Site,
    stations: list[Station],
    free_day: Callable[[], str],
    clock: object,
    hall: str,
) -> None:
    seed = next(PEOPLE)
    booked(site, stations[0], free_day(), "10:10", seed)
    machines = [stations[0], site.station(f"hall-{new_id()[-12:]}")[-1]] * 3
    with ThreadPoolExecutor(len(machines)) as pool:
        answers = list(pool.map(lambda each: claim(each, proof(each, seed)), machines))
    assert len({each["ticket"]["id"] for each in answers if each is not None}) == 1
    assert len(order(stations[0])) == 1
    assert None not in answers
