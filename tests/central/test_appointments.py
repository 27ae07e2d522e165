"""Slots of the reference centre: held, booked, moved, cancelled, never given to more than there is room for."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import select

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.administration import Administration
from app.central.booked_days import booked_on, words
from app.central.booking import Arrived, book_all, settle
from app.central.office import sessions
from app.central.office.signing_in import Reviewer
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage import reviewers
from app.central.storage.appointment_tables import appointments
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.reviewers import StoredReviewer
from app.domain.appointments import Appointment
from app.domain.formats import CHINA, mask_name
from tests.central.booking_site import (
    DAYS_AHEAD,
    GOOD,
    ITEM,
    OTHER_ITEM,
    PEOPLE,
    PLACE,
    PUBLIC,
    ROOM,
    Site,
    applicant,
    days_of,
    free_at,
    hold,
    let_run_out,
    proof,
    seats,
    send,
    standing,
)
from tests.central.conftest import Station, new_id, opened
from tests.central.office.conftest import Browser


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> LoadedCatalogue:
    """The item that is booked, and another one whose slots begin a quarter of an hour later."""
    folder = Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("catalogue") / "catalogue"))
    file = folder / "items" / f"{ITEM}.yaml"
    text = file.read_text("utf-8").replace("days_ahead: 14", f"days_ahead: {DAYS_AHEAD}")
    file.write_text(text, "utf-8")
    other = (
        text.replace(f"code: {ITEM}", f"code: {OTHER_ITEM}").replace('"09:00"', '"09:15"').replace("breaks", "# breaks")
    )
    (folder / "items" / f"{OTHER_ITEM}.yaml").write_text(other, "utf-8")
    return load_catalogue(folder)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue
) -> Iterator[Site]:
    data_dir, url = tmp_path_factory.mktemp("booking"), ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").new_centre()
    with ExitStack() as closing:
        replicas = 2 if url else 1
        centres = [
            closing.enter_context(EmbeddedCentre(data_dir, catalogue, database_url=url, public_url=PUBLIC))
            for _ in range(replicas)
        ]
        office = closing.enter_context(Administration(data_dir, url, catalogue))
        database = Database(url or sqlite_url(data_dir))
        closing.callback(database.close)
        yield Site(centres, office, database, catalogue, closing)


@pytest.fixture
def stations(site: Site) -> list[Station]:
    """One station of its own for each test, by replica."""
    return site.station(f"hall-{new_id()[-12:]}")


@pytest.fixture
def station(stations: list[Station]) -> Station:
    return stations[0]


@pytest.fixture
def free_day(site: Site, station: Station) -> Callable[[], str]:
    """A day nobody of this module has booked yet: tests share a database."""

    def find() -> str:
        days = days_of(station)
        with site.database.read() as connection:
            used = {each.isoformat() for each in connection.scalars(select(appointments.c.day))}
        return next(str(each["day"]) for each in days if each["slots"] and each["day"] not in used)

    return find


def test_days_begin_with_the_next_working_day_and_closed_ones_have_no_slots(station: Station) -> None:
    days = days_of(station)
    today = now().astimezone(CHINA).date()
    assert days[0]["day"] == station.catalogue.working_day_after(today, 1).isoformat()
    assert days[-1]["day"] == station.catalogue.working_day_after(today, DAYS_AHEAD).isoformat()
    opened = [each for each in days if each["slots"]]
    assert len(opened) == DAYS_AHEAD
    assert all(datetime.fromisoformat(each["day"]).weekday() > 4 for each in days if not each["slots"])
    assert [each["time"] for each in opened[-1]["slots"]] == [
        "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "14:00", "14:30", "15:00", "15:30", "16:00",
    ]  # fmt: skip


def test_a_held_slot_has_room_for_one_less_but_not_for_its_own_sitting(
    station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    told = hold(station, seed, day, "09:00", mine)
    assert told["outcome"] == "held"
    assert timedelta(minutes=9) < datetime.fromisoformat(told["until"]) - now() <= timedelta(minutes=10)
    assert free_at(station, day, "09:00") == ROOM - 1
    assert free_at(station, day, "09:00", case=mine) == ROOM


def test_another_slot_gives_the_first_back_and_leaving_gives_back_all(
    station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    hold(station, seed, day, "09:00", mine)
    hold(station, seed, day, "10:00", mine)
    assert (free_at(station, day, "09:00"), free_at(station, day, "10:00")) == (ROOM, ROOM - 1)
    assert station.request("DELETE", f"/api/v1/appointments/{mine}").status_code == 204
    assert free_at(station, day, "10:00") == ROOM


def test_a_full_slot_says_so_and_keeps_what_the_sitting_had(station: Station, free_day: Callable[[], str]) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    for other in itertools.islice(PEOPLE, ROOM):
        assert hold(station, other, day, "09:00")["outcome"] == "held"
    assert hold(station, seed, day, "10:00", mine)["outcome"] == "held"
    assert hold(station, seed, day, "09:00", mine)["outcome"] == "full"
    assert free_at(station, day, "10:00") == ROOM - 1


def test_the_case_books_what_was_held_and_is_accepted(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    hold(station, seed, day, "09:30", mine)
    send(station, seed, day, "09:30", mine)
    assert standing(site, mine) == ("accepted", "")
    assert free_at(station, day, "09:30") == ROOM - 1
    station.request("DELETE", f"/api/v1/appointments/{mine}")
    assert free_at(station, day, "09:30") == ROOM - 1, "a booked one is not given back by a sitting that ends"


def test_a_hold_that_ran_out_keeps_its_seat_until_another_wants_it(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    hold(station, seed, day, "09:00", mine)
    let_run_out(site, mine)
    assert free_at(station, day, "09:00") == ROOM, "it does not count any more"
    send(station, seed, day, "09:00", mine)
    assert standing(site, mine) == ("accepted", "")


def test_whose_hold_ran_out_and_went_to_others_is_told_so_and_books_nothing(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    day, mine = free_day(), new_id()
    hold(station, seed, day, "09:00", mine)
    let_run_out(site, mine)
    for other in itertools.islice(PEOPLE, ROOM):
        assert hold(station, other, day, "09:00")["outcome"] == "held"
    send(station, seed, day, "09:00", mine)
    status, reason = standing(site, mine)
    assert status == "refused"
    assert "约满" in reason
    assert seats(site, day, 540) == [1, 2, 3]


def test_a_case_that_comes_after_its_time_books_nothing(site: Site, station: Station) -> None:
    seed = next(PEOPLE)
    before = datetime.now(CHINA) - timedelta(days=30)
    day = station.catalogue.working_day_after(before.date(), 1).isoformat()
    late = send(station, seed, day, "09:00", submitted_at=before.astimezone(UTC).isoformat())
    status, reason = standing(site, late)
    assert status == "refused"
    assert "过了" in reason


def test_who_is_still_at_the_glass_at_midnight_has_the_slot_of_the_next_day(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    """Chosen and held at 23:59, handed in at 00:01; whoever comes in the night after that finds the day closed."""
    seed = next(PEOPLE)
    day = free_day()
    midnight = datetime.fromisoformat(f"{day}T00:00:00+08:00")

    def arrived(after: timedelta) -> Arrived:
        appointment = Appointment(PLACE, midnight.date(), time(16))
        version = site.catalogue.item(ITEM).version
        return Arrived(case_id, station.id, ITEM, version, person, appointment, midnight + after)

    case_id = send(station, seed, day, "16:00", submitted_at=(midnight + timedelta(minutes=1)).isoformat())
    with site.database.read() as connection:
        person = connection.scalars(select(appointments.c.person).where(appointments.c.case_id == case_id)).one()
    for after, status in ((timedelta(minutes=1), "accepted"), (timedelta(hours=2), "refused")):
        with site.database.write() as connection:
            book_all(connection, site.catalogue, [arrived(after)], midnight + timedelta(hours=3))
        assert standing(site, case_id)[0] == status
    assert "不能约" in standing(site, case_id)[1]


def test_a_slot_of_the_next_day_that_was_asked_for_in_the_night_is_none_of_the_item(
    station: Station, free_day: Callable[[], str]
) -> None:
    payload, sample = station.case(ITEM, next(PEOPLE), submitted_at=f"{(day := free_day())}T02:00:00+08:00")
    payload["data"] = {**sample.data, "appointment": {"place": PLACE, "day": day, "time": "16:00"}}
    answer = station.send(station.submitted(payload))
    assert [each["reason"] for each in answer["verdicts"]] == ["application:appointment.day"]


def test_a_case_on_a_day_nobody_is_seen_books_nothing(site: Site, station: Station) -> None:
    seed = next(PEOPLE)
    closed = next(each["day"] for each in days_of(station) if not each["slots"])
    status, reason = standing(site, send(station, seed, closed, "09:00"))
    assert status == "refused"
    assert "不能约" in reason


def test_the_same_item_again_is_asked_for_and_moved_if_wanted(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    first_day = free_day()
    first = send(station, seed, first_day, "09:00")
    second, day = new_id(), free_day()
    told = hold(station, seed, day, "10:00", second)
    assert told["outcome"] == "booked_before"
    assert told["booked"] == {"item": ITEM, "place": PLACE, "day": first_day, "time": "09:00"}
    assert hold(station, seed, day, "10:00", second, move=True)["outcome"] == "held"
    assert free_at(station, first_day, "09:00") == ROOM - 1, "the old one stands until the new one is there"
    send(station, seed, day, "10:00", second)
    assert standing(site, second) == ("accepted", "")
    assert free_at(station, first_day, "09:00") == ROOM
    assert settle(site.database, now()) >= 1
    assert standing(site, first) == ("refused", "您改约了别的时间。")
    assert settle(site.database, now()) == 0


def test_a_second_case_that_was_never_asked_about_books_nothing(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed, day = next(PEOPLE), free_day()
    first = send(station, seed, day, "09:00")
    status, reason = standing(site, send(station, seed, day, "10:00"))
    assert status == "refused"
    assert "已经约了" in reason
    assert standing(site, first)[0] == "accepted"


def test_nobody_is_in_two_places_at_the_same_time(site: Site, station: Station, free_day: Callable[[], str]) -> None:
    seed, day = next(PEOPLE), free_day()
    send(station, seed, day, "09:30")
    overlapping = hold(station, seed, day, "09:15", item=OTHER_ITEM)
    assert overlapping["outcome"] == "booked_then"
    assert overlapping["booked"]["time"] == "09:30"
    assert hold(station, seed, day, "10:15", item=OTHER_ITEM)["outcome"] == "held"
    late = send(station, seed, day, "09:45", item=OTHER_ITEM)
    assert standing(site, late)[0] == "refused"


def test_the_person_cancels_and_nobody_else(site: Site, station: Station, free_day: Callable[[], str]) -> None:
    seed, day = next(PEOPLE), free_day()
    mine = send(station, seed, day, "11:00")
    path = f"/api/v1/appointments/{mine}/cancel"
    assert station.request("POST", path, json={"sealed": proof(station, next(PEOPLE))}).status_code == 404
    assert free_at(station, day, "11:00") == ROOM - 1
    assert station.request("POST", path, json={"sealed": proof(station, seed)}).status_code == 204
    assert standing(site, mine) == ("refused", "您取消了预约。")
    assert free_at(station, day, "11:00") == ROOM
    assert station.request("POST", path, json={"sealed": proof(station, seed)}).status_code == 404


def test_another_station_cancels_for_the_person_and_the_first_is_told(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed = next(PEOPLE)
    mine = send(station, seed, free_day(), "11:00")
    other = site.station(f"hall-{new_id()[-12:]}")[0]
    path = f"/api/v1/appointments/{mine}/cancel"
    assert other.request("POST", path, json={"sealed": proof(other, seed)}).status_code == 204
    told = station.request("GET", "/api/v1/changes", params={"after": ""}).json()["changes"]
    statuses = [each["status"] for each in told if each["kind"] == "case.status"]
    assert statuses == ["accepted", "refused"]


def test_a_person_who_looks_at_their_cases_is_told_when_to_come_until_it_is_over(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    seed, day, reply = next(PEOPLE), free_day(), pyrage.x25519.Identity.generate()
    mine = send(station, seed, day, "09:30")

    def told() -> dict[str, Any]:
        asked = {"sealed": proof(station, seed), "reply_to": str(reply.to_public())}
        answer = station.request("POST", "/api/v1/followed-cases", json=asked)
        (case,) = opened(reply, answer.json()["sealed"])
        return dict(case)

    assert told()["appointment"] == {"place": PLACE, "day": day, "time": "09:30"}
    station.request("POST", f"/api/v1/appointments/{mine}/cancel", json={"sealed": proof(station, seed)})
    assert (told()["appointment"], told()["status"]) == (None, "refused")


def test_a_case_refused_by_an_office_gives_its_slot_back(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    day = free_day()
    mine = send(station, next(PEOPLE), day, "11:00")
    site.office.decide(mine, "refuse", "地址不对")
    assert free_at(station, day, "11:00") == ROOM


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"time": "12:00"}, 422, "slot_unknown"),
        ({"time": "9:00"}, 422, "slot_unknown"),
        ({"place": "nowhere"}, 422, "slot_unknown"),
        ({"item": "parking"}, 404, "item_unknown"),
        ({"item": "nothing"}, 404, "item_unknown"),
        ({"sealed": "AAAA"}, 422, "proof_unreadable"),
    ],
)
def test_what_cannot_be_booked_is_refused(
    station: Station, free_day: Callable[[], str], changed: dict[str, str], status: int, code: str
) -> None:
    asked = {"id": new_id(), "item": ITEM, "place": PLACE, "day": free_day(), "time": "09:00"}
    asked |= {"sealed": proof(station, next(PEOPLE))} | changed
    answer = station.request("POST", "/api/v1/appointments", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_many_who_want_one_slot_at_the_same_moment_get_as_many_as_it_has(
    site: Site, stations: list[Station], free_day: Callable[[], str]
) -> None:
    """Through every replica at once: half hold, half send their case unasked."""
    day, people = free_day(), 24
    crowd_of = list(itertools.islice(PEOPLE, people))

    def try_it(number: int) -> bool:
        station = stations_of[number % len(stations_of)]
        if number % 2:
            return bool(hold(station, crowd_of[number], day, "14:00")["outcome"] == "held")
        return standing(site, send(station, crowd_of[number], day, "14:00"))[0] == "accepted"

    stations_of = [each for _ in range(4) for each in site.station(f"hall-{new_id()[-12:]}")]
    with ThreadPoolExecutor(people) as crowd:
        won = list(crowd.map(try_it, range(people)))
    assert sum(won) == ROOM
    assert seats(site, day, 840) == [1, 2, 3]
    assert free_at(stations[0], day, "14:00") == 0


def test_one_person_who_asks_everywhere_at_once_gets_one(
    site: Site, stations: list[Station], free_day: Callable[[], str]
) -> None:
    seed, day = next(PEOPLE), free_day()
    times = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
    halls = [site.station(f"hall-{new_id()[-12:]}") for _ in times]

    def try_it(number: int) -> str:
        station = halls[number][number % len(stations)]
        return standing(site, send(station, seed, day, times[number]))[0]

    with ThreadPoolExecutor(len(times)) as crowd:
        statuses = sorted(crowd.map(try_it, range(len(times))))
    assert statuses == ["accepted", *["refused"] * (len(times) - 1)]


def signed_in(site: Site, *roles: str) -> Browser:
    number = f"R{new_id()[-8:]}"
    with site.database.write() as connection:
        reviewers.keep(connection, StoredReviewer(number, "周审核", list(roles), "-", active=True), now())
    browser = Browser(site.centres[0].url, number)
    site.closing.callback(browser.http.close)
    browser.hold(sessions.begin(site.database, Reviewer(number, "周审核", roles), now()).token)
    return browser


def test_the_office_sees_who_comes_on_a_day_by_place_and_time(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    day, seeds = free_day(), list(itertools.islice(PEOPLE, 2))
    late = send(station, seeds[0], day, "15:00")
    early = send(station, seeds[1], day, "09:30")
    held = next(PEOPLE)
    assert hold(station, held, day, "10:00")["outcome"] == "held"
    page = signed_in(site, "manager").get(f"/office/appointments?day={day}").text
    assert "2 人" in page
    assert "云溪镇便民服务中心" in page
    assert page.index("09:30") < page.index("15:00")
    assert page.index(early) < page.index(late)
    for seed in seeds:
        person = applicant(station, seed)
        assert person["id_number"] not in page
        assert person["name"] not in page
        assert mask_name(str(person["name"])) in page


def test_an_office_that_does_not_see_the_item_sees_nobody(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    day = free_day()
    mine = send(station, next(PEOPLE), day, "09:30")
    page = signed_in(site, "hospital").get(f"/office/appointments?day={day}").text
    assert "这一天没有人预约" in page
    assert mine not in page


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "9999-12-31", "2026-02-30", ""])
def test_any_day_in_the_address_shows_a_page(site: Site, day: str) -> None:
    assert signed_in(site, "manager").get(f"/office/appointments?day={day}").status_code == 200


def test_nobody_sees_them_without_signing_in(site: Site) -> None:
    browser = Browser(site.centres[0].url)
    site.closing.callback(browser.http.close)
    assert browser.get("/office/appointments").headers["location"] == "/office/sign-in"


def test_the_command_lists_a_day_without_a_word_of_a_person(
    site: Site, station: Station, free_day: Callable[[], str]
) -> None:
    day, seed = free_day(), next(PEOPLE)
    mine = send(station, seed, day, "09:30")
    on = datetime.fromisoformat(day).date()
    with site.database.read() as connection:
        told = booked_on(connection, station.catalogue, on, PLACE)
        elsewhere = booked_on(connection, station.catalogue, on, "yunxi-police")
    assert (elsewhere, words(elsewhere)) == ([], ["这一天没有人预约"])
    (row,) = [each.as_json() for each in told]
    number = row.pop("case")
    assert row == {
        "place": PLACE,
        "place_name": "云溪镇便民服务中心",
        "time": "09:30",
        "item": ITEM,
        "id": mine,
        "station": station.id,
    }
    assert words(told) == ["云溪镇便民服务中心（yunxi-hall）", f"  09:30  停车证换发预约  {number}"]
