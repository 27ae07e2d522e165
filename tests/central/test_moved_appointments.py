"""换时间 at the reference centre: a booking moves in one act, the old seat free only with the new one taken."""

# ruff: noqa: F811 - fixtures of the tests of booking, used here by name

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import update

from app.central.storage.appointment_tables import appointments
from app.central.storage.moment import now
from app.domain.formats import CHINA
from tests.central.booking_site import ITEM, OTHER_ITEM, PEOPLE, PLACE, ROOM, Site, hold, proof, seats, send, standing
from tests.central.conftest import Station
from tests.central.test_appointments import catalogue, free_day, site, station, stations  # noqa: F401 - fixtures


def test_another_time_is_had_in_one_act_and_the_old_one_is_free(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed, day = next(PEOPLE), free_day()
    case_id = send(station, seed, day, "09:00")
    for _ in range(2):  # asked twice because the answer was lost
        assert hold(station, seed, day, "10:00", case_id)["outcome"] == "held"
    assert (seats(site, day, 9 * 60), seats(site, day, 10 * 60)) == ([], [1])
    assert standing(site, case_id)[0] == "accepted"
    assert station.request("DELETE", f"/api/v1/appointments/{case_id}").status_code == 204
    assert seats(site, day, 10 * 60) == [1], "it is booked, and not only held for a sitting"


def test_of_two_who_want_the_last_seat_one_has_it_and_the_other_keeps_the_old_time(
    site: Site, stations: list[Station], free_day: Callable[[], str]
) -> None:
    station, day = stations[0], free_day()
    for _ in range(ROOM - 1):
        send(station, next(PEOPLE), day, "11:00")
    people = [next(PEOPLE), next(PEOPLE)]
    cases = [send(station, each, day, "09:00") for each in people]
    machines = [stations[0], stations[-1]]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda at: hold(machines[at], people[at], day, "11:00", cases[at])["outcome"], range(2)))
    assert sorted(told) == ["full", "held"]
    assert len(seats(site, day, 11 * 60)) == ROOM
    assert len(seats(site, day, 9 * 60)) == 1
    assert {standing(site, each)[0] for each in cases} == {"accepted"}


def test_nobody_moves_anothers_time_nor_one_that_has_begun_nor_onto_their_own_other_one(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    mine, other, day = next(PEOPLE), next(PEOPLE), free_day()
    case_id = send(station, mine, day, "09:00")

    def moves(seed: int) -> int:
        asked = {"id": case_id, "item": ITEM, "place": PLACE, "day": day, "time": "10:00"}
        told = asked | {"sealed": proof(station, seed)}
        return int(station.request("POST", "/api/v1/appointments", json=told).status_code)

    assert moves(other) == 404
    assert seats(site, day, 9 * 60) == [1]
    send(station, mine, day, "10:15", item=OTHER_ITEM)
    assert hold(station, mine, day, "10:00", case_id)["outcome"] == "booked_then"
    with site.database.write() as connection:
        begun = {"day": now().astimezone(CHINA).date(), "begins": 0, "seat": 10**6 + mine}
        connection.execute(update(appointments).where(appointments.c.case_id == case_id).values(begun))
    assert moves(mine) == 404


def test_what_was_cancelled_is_held_anew_and_not_moved(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed, day = next(PEOPLE), free_day()
    case_id = send(station, seed, day, "09:00")
    told = {"sealed": proof(station, seed)}
    assert station.request("POST", f"/api/v1/appointments/{case_id}/cancel", json=told).status_code == 204
    hold(station, seed, day, "10:00", case_id)
    station.request("DELETE", f"/api/v1/appointments/{case_id}")
    assert (seats(site, day, 9 * 60), seats(site, day, 10 * 60)) == ([], [])
