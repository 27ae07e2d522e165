"""A station that is heard day by day and seals its audit trail no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import jwt

from app.central.administration import Administration
from app.central.audit import watch
from app.central.audit.heads import ToldHead
from app.central.storage import audit_trails, gauges, stations
from app.central.storage.stations import Station as Known
from tests.central.conftest import Station, web

NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)


def known(station: Station, office: Administration) -> Known:
    with office.database.read() as connection:
        found = stations.station(connection, station.id)
    assert found is not None
    return found


def heard(station: Station, office: Administration, at: datetime) -> None:
    with office.database.write() as connection:
        before = audit_trails.head_of(connection, known(station, office))
        last = before.told.last + 1 if before else 1
        told = ToldHead(last, f"{last:064x}", "terminal", at)
        watch.take_standing(connection, known(station, office), told, (), at, hears_answer=False)


def sealed(station: Station, office: Administration, first: int, at: datetime) -> None:
    """One record, `first`."""
    claims = {"station_id": station.id, "day": at.date().isoformat(), "first": first, "last": first}
    claims |= {"previous": f"{first - 1:064x}", "head": f"{first:064x}", "sealed_at": at.isoformat()}
    seal = jwt.encode(claims, station.keys.key, algorithm="ES256")
    with office.database.write() as connection:
        watch.take_seals(connection, known(station, office), [seal], at)


def days(station: Station, office: Administration) -> int:
    with office.database.read() as connection:
        return gauges.unsealed_days(connection)[station.id]


def test_each_day_on_which_it_is_heard_without_a_seal_counts_once(station: Station, office: Administration) -> None:
    for day, counted in ((0, 1), (1, 2), (2, 3)):
        for minutes in (0, 1, 60):
            heard(station, office, NOON + timedelta(days=day, minutes=minutes))
            assert days(station, office) == counted


def test_the_day_is_the_one_of_china(station: Station, office: Administration) -> None:
    for hour in (11, 12):  # 23:00 and midnight
        heard(station, office, NOON + timedelta(hours=hour))
    assert days(station, office) == 2


def test_days_on_which_it_was_not_heard_count_for_nothing(station: Station, office: Administration) -> None:
    for day in (0, 30):
        heard(station, office, NOON + timedelta(days=day))
    assert days(station, office) == 2


def test_a_seal_begins_the_count_anew_and_one_shown_again_does_not(station: Station, office: Administration) -> None:
    for day in range(4):
        heard(station, office, NOON + timedelta(days=day))
    sealed(station, office, 1, NOON + timedelta(days=3))
    assert days(station, office) == 0
    for day in range(4, 7):
        heard(station, office, NOON + timedelta(days=day))
        sealed(station, office, 1, NOON + timedelta(days=day))
    assert days(station, office) == 3


def test_a_new_enrolment_begins_the_count_anew(station: Station, office: Administration) -> None:
    for day in range(4):
        heard(station, office, NOON + timedelta(days=day))
    with office.database.write() as connection:
        anew = Known(
            **{name: getattr(known(station, office), name) for name in Known.__dataclass_fields__} | {"enrolment": 2}
        )
        stations.save(connection, anew, NOON)
    heard(station, office, NOON + timedelta(days=4))
    assert days(station, office) == 1


def test_the_metric_names_the_station_as_long_as_it_may_speak(station: Station, office: Administration) -> None:
    for day in range(3):
        heard(station, office, NOON + timedelta(days=day))
    line = f'bianmin_station_unsealed_days{{station="{station.id}"}} 3'
    assert line in web.get(f"{station.url}/metrics").text
    with office.database.write() as connection:
        stations.revoke(connection, station.id, "", NOON)
    assert line not in web.get(f"{station.url}/metrics").text
