"""Slots through the real client: from a station to a real centre and back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import make_sample
from app.central.administration import make_enrolment_code
from app.central.server import EmbeddedCentre
from app.domain.appointments import Appointment, BookedAlready, SlotFull, SlotHeld
from app.domain.errors import CentreRefused, CentreUnreachable
from app.domain.person import IdentityCard
from app.storage import open_store
from app.sync.appointments import CentreAppointments
from app.sync.client import CentreClient
from app.sync.failures import CentreAnsweredWrongly

GOOD = Path(__file__).resolve().parents[3] / "data" / "broken-items" / "good"
ITEM, PLACE, ROOM = "booking", "yunxi-hall", 3


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue(GOOD)


@pytest.fixture
def centre(tmp_path: Path, catalogue: LoadedCatalogue) -> Iterator[EmbeddedCentre]:
    with EmbeddedCentre(tmp_path / "centre", catalogue) as running:
        yield running


@pytest.fixture
def office(centre: EmbeddedCentre, tmp_path: Path) -> Iterator[CentreAppointments]:
    with open_store(tmp_path / "station", clock) as store:
        client = CentreClient(store.settings, store.outbox, clock)
        code = make_enrolment_code(tmp_path / "centre", f"hall-{secrets.token_hex(4)}", "self_service")
        client.enroller.enrol(centre.url, code, "self_service")
        yield client.appointments
        client.close()


def card(catalogue: LoadedCatalogue, seed: int) -> IdentityCard:
    return make_sample(catalogue.item(ITEM), seed).card


def new_id() -> str:
    return str(uuid7())


def test_what_is_free_is_held_and_given_back(office: CentreAppointments, catalogue: LoadedCatalogue) -> None:
    mine = new_id()
    days = office.free(ITEM, PLACE, mine)
    assert sum(each.is_open for each in days) == 14
    first = days[0]
    assert (first.slots[0].at, first.slots[0].free, first.free) == (time(9), ROOM, ROOM * len(first.slots))
    wanted = Appointment(PLACE, first.day, time(9))
    held = office.hold(ITEM, mine, wanted, card(catalogue, 1))
    assert isinstance(held, SlotHeld)
    assert timedelta(minutes=9) < held.until - clock() <= timedelta(minutes=10)
    assert office.free(ITEM, PLACE, new_id())[0].free_at(time(9)) == ROOM - 1
    assert office.free(ITEM, PLACE, mine)[0].free_at(time(9)) == ROOM
    office.give_back(mine)
    assert office.free(ITEM, PLACE, new_id())[0].free_at(time(9)) == ROOM


def test_others_were_quicker(office: CentreAppointments, catalogue: LoadedCatalogue) -> None:
    wanted = Appointment(PLACE, office.free(ITEM, PLACE, new_id())[0].day, time(9))
    for seed in range(1, ROOM + 1):
        assert isinstance(office.hold(ITEM, new_id(), wanted, card(catalogue, seed)), SlotHeld)
    assert office.hold(ITEM, new_id(), wanted, card(catalogue, 9)) == SlotFull()


def test_what_nobody_can_book_is_refused(office: CentreAppointments, catalogue: LoadedCatalogue) -> None:
    with pytest.raises(CentreRefused):
        office.free("parking", PLACE, new_id())
    with pytest.raises(CentreRefused):
        office.hold(ITEM, new_id(), Appointment(PLACE, clock().date(), time(3)), card(catalogue, 1))
    with pytest.raises(CentreRefused):
        office.cancel(new_id(), card(catalogue, 1))


def test_without_a_line_nothing_is_booked(
    office: CentreAppointments, centre: EmbeddedCentre, catalogue: LoadedCatalogue
) -> None:
    wanted = Appointment(PLACE, office.free(ITEM, PLACE, new_id())[0].day, time(9))
    centre.stop()
    with pytest.raises(CentreUnreachable):
        office.free(ITEM, PLACE, new_id())
    with pytest.raises(CentreUnreachable):
        office.hold(ITEM, new_id(), wanted, card(catalogue, 1))


PATH = "/api/v1/appointments"
LIES = [
    {"days": "tomorrow"},
    {"days": [{"day": "2026-12-01"}]},
    {"days": [{"day": "soon", "slots": []}]},
    {"days": [{"day": "2026-12-01", "slots": [{"time": "09:00", "free": -1}]}]},
    {"days": [{"day": "2026-12-01", "slots": [{"time": "nine", "free": 1}]}]},
]


@pytest.mark.parametrize("told", LIES)
def test_days_that_are_none_are_not_believed(lying_centre, station, as_json, told) -> None:  # type: ignore[no-untyped-def]
    lying_centre.answers[("GET", PATH)] = lambda _body: as_json(told)
    with pytest.raises(CentreAnsweredWrongly):
        station.client.appointments.free(ITEM, PLACE, new_id())


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"outcome": "splendid"},
        {"outcome": "held"},
        {"outcome": "held", "until": "soon"},
        {"outcome": "booked_before"},
        {"outcome": "booked_then", "booked": {"item": "x", "place": "y", "day": "2026-12-01", "time": 9}},
    ],
)
def test_an_answer_that_is_none_is_not_believed(lying_centre, station, as_json, catalogue, told) -> None:  # type: ignore[no-untyped-def]
    lying_centre.answers[("POST", PATH)] = lambda _body: as_json(told)
    with pytest.raises(CentreAnsweredWrongly):
        station.client.appointments.hold(
            ITEM, new_id(), Appointment(PLACE, clock().date(), time(9)), card(catalogue, 1)
        )


def test_what_the_person_has_already_is_told(lying_centre, station, as_json, catalogue) -> None:  # type: ignore[no-untyped-def]
    told = {"item": "other", "place": "yunxi-police", "day": "2026-12-01", "time": "09:30"}
    lying_centre.answers[("POST", PATH)] = lambda _body: as_json({"outcome": "booked_then", "booked": told})
    wanted = Appointment(PLACE, clock().date(), time(9))
    answer = station.client.appointments.hold(ITEM, new_id(), wanted, card(catalogue, 1))
    there = Appointment("yunxi-police", datetime(2026, 12, 1).date(), time(9, 30))  # noqa: DTZ001 - a day
    assert answer == BookedAlready("other", there, same_item=False)
