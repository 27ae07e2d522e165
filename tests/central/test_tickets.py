"""The queue of a hall: numbers of the day, whom a desk gets, and that nobody is called twice."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.central.retention import forget_old
from app.central.storage import tickets as queues
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.ticket_tables import ticket_counters, tickets
from app.central.storage.tickets import Asked
from app.domain.tickets import Lane, Priority
from tests.central.conftest import Running, Station, new_id

ON_BOTH = True
LONG_ITEM, QUICK_ITEM = "temporary-id-card", "social-insurance-proof"
Hall = Callable[..., Station]


@pytest.fixture
def name() -> str:
    """A hall of this test alone."""
    return f"云溪镇便民服务中心 {secrets.token_hex(4)}"


@pytest.fixture
def desk(hall: Hall, running: Running) -> Station:
    return hall(running.centre.url, running.office)


@pytest.fixture
def other_desk(hall: Hall, running: Running) -> Station:
    return hall(running.centre.url, running.office)


def take(station: Station, hall: str, item: str = LONG_ITEM, **changed: Any) -> httpx.Response:
    asked = {"id": new_id(), "hall": hall, "item": item} | changed
    return station.request("POST", "/api/v1/tickets", json=asked)


def number(answer: httpx.Response) -> str:
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ticket"]["number"])


def call(station: Station, hall: str, window: str = "3", **changed: Any) -> dict[str, Any] | None:
    asked = {"call": new_id(), "hall": hall, "window": window} | changed
    answer = station.request("POST", "/api/v1/tickets/next", json=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] | None = answer.json()["ticket"]
    return told


def queue(station: Station, hall: str, **params: Any) -> dict[str, Any]:
    answer = station.request("GET", "/api/v1/tickets", params={"hall": hall, **params})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def act(station: Station, told: dict[str, Any] | None, what: str) -> httpx.Response:
    assert told is not None
    return station.request("POST", f"/api/v1/tickets/{told['id']}/{what}")


def code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_each_lane_of_a_hall_counts_from_one(station: Station, other_desk: Station, name: str) -> None:
    taken = [number(take(each, name, item)) for item in (LONG_ITEM, QUICK_ITEM) for each in (station, other_desk)]
    assert taken == ["A001", "A002", "K001", "K002"]
    assert number(take(station, name + " 分中心")) == "A001", "another hall has numbers of its own"


def test_a_doubled_request_takes_one_ticket(station: Station, name: str) -> None:
    asked = {"id": new_id(), "priority": "old"}
    first, again = take(station, name, **asked), take(station, name, **asked)
    assert number(first) == number(again) == "A001"
    assert len(queue(station, name)["waiting"]) == 1
    other = take(station, name, **asked | {"priority": "none"})
    assert code(other) == (409, "ticket_conflict")


def test_who_takes_a_ticket_hears_how_many_come_before_and_how_long_that_takes(station: Station, name: str) -> None:
    take(station, name)
    take(station, name)
    third = take(station, name).json()
    assert (third["ahead"], third["wait_s"]) == (2, 2 * 6 * 60)
    assert take(station, name, priority="pregnant").json()["ahead"] == 0


def test_a_ticket_holds_no_name_and_an_item_must_be_one(station: Station, name: str) -> None:
    told = take(station, name).json()["ticket"]
    assert set(told) == {
        "id", "number", "lane", "item", "priority", "taken_at", "state", "window", "called_at", "begun_at", "ended_at",
        "booked_for",
    }  # fmt: skip
    assert told["booked_for"] is None
    assert code(take(station, name, item="no-such-item")) == (422, "item_unknown")
    assert code(take(station, "")) == (422, "request_invalid")


def test_a_desk_sees_the_queue_in_its_own_order_with_the_figures(station: Station, desk: Station, name: str) -> None:
    for item, priority in ((LONG_ITEM, "none"), (LONG_ITEM, "disabled"), (QUICK_ITEM, "none")):
        take(station, name, item, priority=priority)
    seen = queue(desk, name, quick_first=True)
    assert [each["number"] for each in seen["waiting"]] == ["K001", "A002", "A001"]
    assert [each["number"] for each in queue(desk, name)["waiting"]] == ["A002", "A001", "K001"]
    assert seen["figures"]["waiting"] == 3
    assert 0 <= seen["figures"]["average_s"] <= seen["figures"]["longest_s"] <= 60
    assert seen["at_desk"] is None


def test_a_ticket_is_called_begun_and_done(station: Station, desk: Station, name: str) -> None:
    take(station, name)
    called = call(desk, name)
    assert called is not None
    assert (called["number"], called["state"], called["window"]) == ("A001", "called", "3")
    assert act(desk, called, "recall").json()["called_at"] == called["called_at"], "the wait is until the first call"
    begun = act(desk, called, "begin").json()
    assert (begun["state"], act(desk, called, "begin").json()) == ("serving", begun)
    assert queue(desk, name)["at_desk"] == begun
    done = act(desk, called, "done").json()
    assert done["state"] == "done"
    assert done["ended_at"] >= done["begun_at"]
    assert queue(desk, name)["at_desk"] is None
    assert code(act(desk, called, "missed")) == (409, "ticket_over")


def test_the_next_call_ends_what_stood_before_it(station: Station, desk: Station, name: str) -> None:
    for _ in range(3):
        take(station, name)
    act(desk, call(desk, name), "begin")
    second = call(desk, name)
    assert call(desk, name) is not None
    assert call(desk, name) is None, "and where nobody waits, it is only ended"
    assert queue(desk, name)["at_desk"] is None
    assert code(act(desk, second, "begin")) == (409, "ticket_over"), "nobody had come: it is missed"


def test_a_doubled_call_gets_the_same_ticket_and_ends_nothing(station: Station, desk: Station, name: str) -> None:
    take(station, name)
    take(station, name)
    once = new_id()
    first, again = call(desk, name, call=once), call(desk, name, call=once)
    assert first == again
    assert [each["number"] for each in queue(desk, name)["waiting"]] == ["A002"]


def test_a_ticket_is_the_desks_that_called_it(station: Station, desk: Station, other_desk: Station, name: str) -> None:
    waiting = take(station, name).json()["ticket"]
    assert code(act(desk, waiting, "begin")) == (409, "ticket_elsewhere")
    called = call(desk, name)
    assert code(act(other_desk, called, "missed")) == (409, "ticket_elsewhere")
    assert code(act(desk, {"id": new_id()}, "missed")) == (404, "ticket_unknown")
    assert queue(other_desk, name)["at_desk"] is None
    assert call(other_desk, name) is None


def test_desks_that_call_at_the_same_moment_get_different_tickets(
    station: Station, hall: Hall, running: Running, name: str
) -> None:
    people, desks = 12, [hall(running.centre.url, running.office) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        taken = [number(each) for each in pool.map(lambda _: take(station, name), range(people))]
        assert sorted(taken) == [f"A{each:03d}" for each in range(1, people + 1)], "and no number was given twice"
        called = list(pool.map(lambda turn: call(desks[turn % 4], name, str(turn % 4 + 1)), range(people)))
    assert sorted(each["number"] for each in called if each) == sorted(taken)


def test_tickets_and_their_count_go_with_the_day(station: Station, running: Running, name: str) -> None:
    database = Database(running.url)
    yesterday = now() - timedelta(days=1)
    with database.write() as connection:
        queues.take(connection, Asked(new_id(), name, LONG_ITEM, Lane.ORDINARY, Priority.NONE, station.id), yesterday)
    assert queue(station, name)["waiting"] == [], "of yesterday nobody is called"
    assert number(take(station, name)) == "A001"
    forget_old(database, now(), threading.Event())
    with database.read() as connection:
        for table in (tickets, ticket_counters):
            kept = connection.scalars(select(table.c.day).where(table.c.hall == name)).all()
            assert kept == [queues.day_of(now())]
    database.close()
