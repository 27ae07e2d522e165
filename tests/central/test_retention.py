"""What the centre forgets when it is old, and what it never forgets because somebody still needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from app.catalogue import LoadedCatalogue
from app.central import station_office
from app.central.audit import watch
from app.central.audit.report import station_trail
from app.central.audit.verdicts import GENESIS, SealVerdict
from app.central.audit.watch import SEALS_KEPT
from app.central.centre import open_centre
from app.central.retention import CASELESS_KEPT, CHANGES_KEPT, CODES_KEPT, REFUSALS_KEPT, forget_caseless, forget_old
from app.central.settings import CentralSettings
from app.central.storage import changes, stations
from app.central.storage.changes import OPERATORS, Acknowledgement, Notice, StatusChange
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.tables import audit_seals, enrolment_codes, refused_events, upload_parts, uploads
from app.central.storage.tables import changes as changes_table
from tests.central.conftest import Running, Station, new_id
from tests.central.test_accounts import head, seal, stand

ON_BOTH = True
LONG = timedelta(days=36_500)


@pytest.fixture
def database(running: Running) -> Iterator[Database]:
    opened = Database(running.url)
    yield opened
    opened.close()


@pytest.fixture
def after(database: Database) -> Callable[[timedelta], None]:
    """As the centre does it, so much later."""

    def run(later: timedelta) -> None:
        forget_old(database, now() + later, threading.Event())

    return run


def of(station: Station, database: Database, table: Table, column: str) -> list[Any]:
    with database.read() as connection:
        mine = select(table.c[column]).where(table.c.station_id == station.id).order_by(table.c[column])
        return list(connection.scalars(mine))


def refused(station: Station) -> dict[str, Any]:
    return station.event("case.evaluated", new_id(), {"grade": 9})


def taken(station: Station) -> dict[str, Any]:
    return station.submitted(station.case(seed=1)[0])


def test_a_refusal_goes_when_its_number_lies_below_the_unbroken_run(
    station: Station, database: Database, after: Callable[[timedelta], None]
) -> None:
    station.send(taken(station), refused(station), refused(station))
    missing = taken(station)
    assert station.send(refused(station))["gap"] == {"expected": 4, "got": 5}

    after(REFUSALS_KEPT - timedelta(minutes=1))
    assert of(station, database, refused_events, "sequence") == [2, 3, 5]
    after(REFUSALS_KEPT + timedelta(minutes=1))

    assert of(station, database, refused_events, "sequence") == [3, 5], (
        "the end of the run, and what lies behind a hole"
    )
    assert stand(station, 1, head()).json()["sequence"] == 5
    answer = station.send(missing)
    assert (answer["sequence"], answer["gap"]) == (5, None)


def test_what_was_refused_under_an_earlier_enrolment_goes(
    station: Station, running: Running, hall: Callable[..., Station], database: Database, after: Callable[..., None]
) -> None:
    station.send(refused(station))
    again = hall(station.url, running.office, station.id)
    after(LONG)
    assert of(again, database, refused_events, "sequence") == []


def test_an_entry_of_the_feed_goes_when_it_was_answered_and_a_later_one_holds_in_its_place(
    station: Station, database: Database, after: Callable[[timedelta], None]
) -> None:
    at = now()
    told: list[StatusChange | Notice] = [Notice(OPERATORS, {"operators": []}), StatusChange(new_id(), "accepted")]
    with database.write() as connection:
        first = changes.tell(connection, station.id, [*told, *told], at) - 3
        changes.acknowledge(connection, station.id, [Acknowledgement(first + each, "done") for each in range(3)], at)

    after(CHANGES_KEPT - timedelta(minutes=1))
    assert of(station, database, changes_table, "cursor")[-4:] == [first, first + 1, first + 2, first + 3]
    after(CHANGES_KEPT + timedelta(minutes=1))

    left = of(station, database, changes_table, "cursor")
    assert (first in left, first + 1 in left) == (False, False)
    assert left[-2:] == [first + 2, first + 3], "the newest list of operators, and what nobody has answered"
    station_office.command(database, station.id, "lock")
    assert of(station, database, changes_table, "cursor")[-1] == first + 4, "cursors are never given again"


def test_the_lock_that_holds_stays_however_old_and_goes_with_the_next(
    station: Station, database: Database, after: Callable[[timedelta], None]
) -> None:
    def told_and_done(name: str) -> int:
        cursor = int(station_office.command(database, station.id, name)["cursor"])
        with database.write() as connection:
            changes.acknowledge(connection, station.id, [Acknowledgement(cursor, "done")], now())
        return cursor

    locked, restarted = told_and_done("lock"), told_and_done("restart")
    after(LONG)
    left = of(station, database, changes_table, "cursor")
    assert (locked in left, restarted in left) == (True, False)

    unlocked = told_and_done("unlock")
    after(LONG)
    left = of(station, database, changes_table, "cursor")
    assert (locked in left, unlocked in left) == (False, True)


def test_of_the_seals_the_last_stays_and_those_that_hang_on_it_are_judged_as_before(
    station: Station, database: Database, after: Callable[[timedelta], None]
) -> None:
    old, ends = _line_of_seals(station, 3)
    assert _judged(database, station, now(), *old) == [SealVerdict.ACCEPTED] * 3
    much_later = now() + SEALS_KEPT + timedelta(days=1)

    after(SEALS_KEPT + timedelta(days=1))

    assert of(station, database, audit_seals, "last") == [30]
    new, _ = seal(station, 31, 40, ends, day=date(2090, 1, 1).isoformat())
    assert _judged(database, station, much_later, new) == [SealVerdict.ACCEPTED]
    assert _judged(database, station, much_later, *old[1:]) == [SealVerdict.DUPLICATE] * 2
    assert _judged(database, station, much_later, old[0]) == [SealVerdict.ACCEPTED]
    assert station_trail(database, station.id)["findings"] == []


def test_seals_stay_as_long_as_nobody_has_said_what_is_wrong_with_the_trail(
    station: Station, database: Database, after: Callable[[timedelta], None]
) -> None:
    line, _ = _line_of_seals(station, 2)
    gap, _ = seal(station, 90, 99, head())
    assert _judged(database, station, now(), *line, gap)[-1] is SealVerdict.GAP
    after(LONG)
    assert of(station, database, audit_seals, "last") == [10, 20, 99]


def test_a_gap_of_today_is_no_forgotten_seal(station: Station, database: Database) -> None:
    later, _ = seal(station, 90, 99, head(), day=now().date().isoformat())
    between, _ = seal(station, 50, 59, head(), day=now().date().isoformat())
    assert _judged(database, station, now(), later, between) == [SealVerdict.GAP] * 2


def _line_of_seals(station: Station, count: int) -> tuple[list[str], str]:
    line, ends = [], GENESIS
    for index in range(count):
        each, ends = seal(station, index * 10 + 1, index * 10 + 10, ends)
        line.append(each)
    return line, ends


def _judged(database: Database, station: Station, at: datetime, *seals: str) -> list[SealVerdict]:
    with database.write() as connection:
        known = stations.station(connection, station.id)
        assert known is not None
        return [each.verdict for each in watch.take_seals(connection, known, seals, at)]


def test_codes_go_when_they_have_run_out(running: Running, database: Database, after: Callable[..., None]) -> None:
    running.office.make_enrolment_code("never-enrolled")
    count = select(func.count()).where(enrolment_codes.c.station_id == "never-enrolled")

    def left() -> int:
        with database.read() as connection:
            return int(connection.execute(count).scalar_one())

    after(timedelta(hours=23))
    assert left() == 1
    after(timedelta(hours=25) + CODES_KEPT)
    assert left() == 0


@pytest.fixture
def files_after(running: Running, catalogue: LoadedCatalogue) -> Callable[[timedelta], None]:
    """The same, of files without a case."""

    def run(later: timedelta) -> None:
        with closing(open_centre(CentralSettings(running.data_dir, catalogue, running.database_url))) as centre:
            forget_caseless(centre.database, centre.receiver.drop_whole, now() + later, threading.Event())

    return run


def objects_of(running: Running, upload_ids: Sequence[str]) -> list[str]:
    folder = running.data_dir / "central" / "objects"
    return [each.name for each in folder.rglob("*") if any(one in each.name for one in upload_ids)]


def test_files_of_a_case_that_never_came_go_with_their_bytes(
    station: Station, running: Running, database: Database, files_after: Callable[[timedelta], None]
) -> None:
    payload, sample = station.case()
    station.upload_all(payload, sample)
    ids = of(station, database, uploads, "id")
    station_office.revoke(database, station.id, "stolen")

    files_after(CASELESS_KEPT - timedelta(minutes=1))
    assert of(station, database, uploads, "id") == ids
    assert objects_of(running, ids)
    files_after(CASELESS_KEPT + timedelta(minutes=1))

    assert of(station, database, uploads, "id") == []
    assert objects_of(running, ids) == []
    with database.read() as connection:
        assert not connection.scalars(select(upload_parts.c.upload_id).where(upload_parts.c.upload_id.in_(ids))).all()


def test_the_same_file_sent_twice_for_no_case_goes_twice(
    station: Station, database: Database, files_after: Callable[[timedelta], None]
) -> None:
    payload, sample = station.case()
    for _ in range(2):
        station.upload_all(payload, sample)
    files_after(LONG)
    assert of(station, database, uploads, "id") == []


def test_files_of_a_case_stay_however_old_they_are(
    station: Station, running: Running, database: Database, files_after: Callable[[timedelta], None]
) -> None:
    payload, sample = station.case()
    station.upload_all(payload, sample)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    files_after(LONG)
    assert len(of(station, database, uploads, "id")) == len(payload["attachments"])
    assert all(each["arrived"] for each in running.office.get_case(payload["id"])["attachments"])


def test_a_case_that_comes_after_its_files_went_waits_until_they_come_again(
    station: Station, running: Running, files_after: Callable[[timedelta], None]
) -> None:
    payload, sample = station.case()
    station.upload_all(payload, sample)
    files_after(LONG)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert not any(each["arrived"] for each in running.office.get_case(payload["id"])["attachments"])
    station.upload_all(payload, sample)
    assert all(each["arrived"] for each in running.office.get_case(payload["id"])["attachments"])
