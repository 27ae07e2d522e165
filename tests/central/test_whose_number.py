"""A case number is taken from the station that may give it: nobody uses up the numbers of another one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.station_office import revoke
from app.central.storage.after_restore import make_room
from tests.central.conftest import Station, enrol

ON_BOTH = True
FOREIGN = ("conflict", "number_foreign")
TAKEN = ("accepted", None)


def said(station: Station, number: str, seed: int = 1) -> tuple[str, str | None]:
    [verdict] = station.send(station.submitted(station.case(seed=seed, number=number)[0]))["verdicts"]
    return verdict["verdict"], verdict.get("reason")


def prefix_of(station: Station) -> str:
    return str(station.enrolment["number_prefix"])


@pytest.mark.parametrize("form", ["{}20260318-0001", "{}20260318-4001", "{}E20260318-0001"])
def test_a_station_cannot_take_the_number_of_another(
    hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration, form: str
) -> None:
    thief, robbed = hall(centre.url, office), hall(centre.url, office)
    number = form.format(prefix_of(robbed))
    assert said(thief, number) == FOREIGN
    assert said(thief, number.lower()) == FOREIGN
    assert said(robbed, number) == TAKEN
    assert said(thief, form.format(prefix_of(thief)), 2) == TAKEN


def test_a_number_put_beside_a_sealed_payload_is_looked_at_as_well(
    hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration
) -> None:
    thief, robbed = hall(centre.url, office), hall(centre.url, office)
    event = thief.submitted(thief.case()[0]) | {"number": f"{prefix_of(robbed)}20260318-0001"}
    [verdict] = thief.send(event)["verdicts"]
    assert (verdict["verdict"], verdict["reason"]) == FOREIGN


def test_a_prefix_that_is_still_to_be_given_is_nobodys_either(station: Station) -> None:
    following = f"BM{int(prefix_of(station)[2:]) + 1:02d}"
    assert said(station, f"{following}20260318-0001") == FOREIGN


def test_numbers_of_an_earlier_enrolment_go_on_being_taken(station: Station, office: Administration) -> None:
    former = prefix_of(station)
    revoke(office.database, station.id, "another disk")
    answer = enrol(station.url, office.make_enrolment_code(station.id), station.keys)
    assert answer.status_code == 201
    again = Station(station.url, station.keys, answer.json(), station.catalogue)
    assert prefix_of(again) != former
    assert said(again, f"{former}20260318-0777") == TAKEN
    again.close()


def test_a_prefix_that_went_with_a_lost_enrolment_is_taken_from_whoever_had_it(
    station: Station, office: Administration
) -> None:
    """A centre restored from a back-up gives none of those again."""
    lost = int(prefix_of(station)[2:]) + 1
    with office.database.write() as connection:
        make_room(connection)
    assert said(station, f"BM{lost:02d}20260318-0001") == TAKEN


@pytest.mark.parametrize("number", ["L20260318-0042", "BM01G20260318-0001", "2026-0001"])
def test_what_no_station_ever_gets_under_a_prefix_is_taken_as_before(station: Station, number: str) -> None:
    assert said(station, f"{number}{station.id[-4:].translate(str.maketrans('abcdef', '123456'))}") == TAKEN
