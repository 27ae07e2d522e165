"""Machines that lose their power: the database's, and that of another replica which held rows."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import Connection, select, text

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage import postgresql, schema, tables
from app.central.storage.database import Database
from app.domain.errors import StorageProblem
from tests.central import postgresql as servers
from tests.central.conftest import Station
from tests.central.cut_network import NO_RIGHT
from tests.central.postgresql import Server
from tests.central.processes import HOUSE
from tests.central.silent_line import SilentLine

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def name_of(url: str) -> str:
    return url.rpartition("?")[0].rpartition("/")[2]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def shortened(**limits: str) -> None:
        monkeypatch.setattr(postgresql, "LIMITS", {**postgresql.LIMITS, **limits})

    return shortened


@pytest.fixture
def line(postgresql_server: Server) -> Iterator[SilentLine]:
    """To the database."""
    line = SilentLine(postgresql_server.folder / ".s.PGSQL.5432")
    yield line
    line.close()


def hold_all_stations(connection: Connection) -> None:
    connection.execute(select(tables.stations.c.id).with_for_update()).all()


@pytest.mark.skipif(sys.platform != "linux", reason="a network of its own")
def test_whoever_waits_for_a_database_that_lost_its_power_is_told_and_it_is_used_again(
    postgresql_server: Server,
) -> None:
    name = name_of(postgresql_server.new_database())
    command = [sys.executable, "-m", "tests.central.cut_network", str(postgresql_server.folder), name]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    if done.returncode == NO_RIGHT:
        pytest.skip("no right to a network of its own")
    assert (done.returncode, done.stdout.splitlines()) == (0, ["told", "works again 1"]), done.stderr


def test_a_database_that_takes_connections_and_says_nothing_is_not_waited_for(
    postgresql_server: Server, line: SilentLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "LINE", {**postgresql.LINE, "connect_timeout": 1})
    name = name_of(postgresql_server.new_database())
    database = Database(f"postgresql+psycopg://postgres@127.0.0.1:{line.port}/{name}")
    line.freeze()

    def asked() -> int:
        with database.read() as connection:
            return int(connection.execute(text("SELECT 1")).scalar_one())

    with pytest.raises(StorageProblem, match="连不上"):
        asked()
    line.thaw()
    assert asked() == 1
    database.close()


def test_what_an_address_says_of_its_line_counts(postgresql_server: Server) -> None:
    database = Database(postgresql_server.new_database() + "&keepalives_idle=77")
    with database.read() as connection:
        driver: Any = connection.connection.dbapi_connection
        said = driver.info.get_parameters()
    database.close()
    assert (said["keepalives_idle"], said["keepalives_interval"]) == ("77", "5")


def test_rows_of_a_replica_that_lost_its_power_are_free_again(
    postgresql_server: Server, line: SilentLine, limits: Callable[..., None]
) -> None:
    limits(idle_in_transaction_session_timeout="500ms", lock_timeout="20s")
    url = postgresql_server.new_centre()
    gone = Database(f"postgresql+psycopg://postgres@127.0.0.1:{line.port}/{name_of(url)}")
    other = Database(url)
    held, may_end = threading.Event(), threading.Event()

    def take_in() -> None:
        with gone.write() as connection:
            connection.execute(text("LOCK TABLE stations IN ACCESS EXCLUSIVE MODE"))
            line.freeze()
            held.set()
            may_end.wait()

    with ThreadPoolExecutor(1) as pool:
        lost = pool.submit(take_in)
        held.wait()
        with other.write() as connection:
            hold_all_stations(connection)
        line.hang_up()
        may_end.set()
        with pytest.raises(StorageProblem):
            lost.result()
    gone.close()
    other.close()


def test_a_station_whose_row_is_held_too_long_is_told_to_come_again(
    postgresql_server: Server,
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    hall: Callable[..., Station],
    limits: Callable[..., None],
) -> None:
    limits(lock_timeout="200ms")
    url = postgresql_server.new_centre()
    holder = Database(url)
    with Administration(tmp_path, url) as office, EmbeddedCentre(tmp_path, catalogue, database_url=url) as centre:
        station = hall(centre.url, office)
        event = station.submitted(station.case()[0])
        with holder.write() as connection:
            hold_all_stations(connection)
            answer = station.request("POST", "/api/v1/events", json={"events": [event]})
            assert (answer.status_code, answer.json()["code"]) == (503, "storage")
            assert int(answer.headers["Retry-After"]) > 0
            assert httpx.get(f"{centre.url}/readyz").status_code == 200
        assert station.verdicts(event) == ["accepted"]
    holder.close()


def test_a_program_waits_for_the_migrations_of_another_as_long_as_they_take(
    postgresql_server: Server, limits: Callable[..., None]
) -> None:
    limits(lock_timeout="1ms")
    url = postgresql_server.new_centre()
    one, other = Database(url), Database(url)

    def upgrade() -> None:
        with other.write() as connection:
            schema.upgrade(connection)

    with (
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(
            f"host={postgresql_server.folder} user=postgres dbname={name_of(url)}", autocommit=True
        ) as looking,
    ):
        with one.write() as connection:
            schema.hold(connection)
            upgraded = pool.submit(upgrade)
            while not upgraded.done() and looking.execute(WAITING).fetchone() == (0,):
                pass
            for _ in range(20):
                looking.execute("SELECT pg_sleep(0.001)")
        upgraded.result()
    one.close()
    other.close()


def test_the_server_looks_after_lines_that_fall_silent() -> None:
    """Asked over TCP: of a socket in the file system it says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with servers.postgresql(port=port):
        database = Database(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
        with database.read() as connection:
            told = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in postgresql.LIMITS}
        database.close()
    assert told == postgresql.LIMITS
