"""What only a real PostgreSQL can show."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, literal_column, select, text

from app.catalogue import LoadedCatalogue
from app.central.offered_catalogue import OfferedCatalogue
from app.central.storage import cases, catalogue_versions, schema, tables
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.domain.errors import StorageProblem
from tests.central.postgresql import Server


@pytest.fixture
def database(postgresql_server: Server) -> Iterator[Database]:
    database = Database(postgresql_server.new_database())
    database.prepare()
    yield database
    database.close()


def test_what_is_compressed_is_compressed_fast_and_what_is_sealed_not_at_all(database: Database) -> None:
    with database.read() as connection:
        setting = text("SELECT setting, enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        used, offered = connection.execute(setting).one()
        assert used == ("lz4" if "lz4" in offered else "pglz")
        of_payload = "attrelid = CAST('events' AS regclass) AND attname = 'payload'"
        storage = select(literal_column("attstorage")).select_from(text("pg_attribute")).where(text(of_payload))
        assert connection.execute(storage).scalar_one() == "e"  # external: kept beside the row as it is


def test_a_server_that_was_started_again_is_used_again(database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("SELECT 1"))
    with database.write() as connection:
        others = text("datname = current_database() AND pid <> pg_backend_pid()")
        ending = select(func.pg_terminate_backend(literal_column("pid"))).select_from(text("pg_stat_activity"))
        connection.execute(ending.where(others))
    for _ in range(3):
        with database.read() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_more_cases_are_listed_than_a_statement_takes_values(database: Database) -> None:
    nobody = [f"{number:036}" for number in range(70_000)]
    with database.read() as connection:
        assert cases.evaluations_of(connection, nobody) == {}


def test_the_newest_cases_come_by_an_index(database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        newest = select(tables.cases.c.id).order_by(tables.cases.c.received_at.desc(), tables.cases.c.id.desc())
        plan = connection.execute(text(f"EXPLAIN {newest.limit(10).compile(compile_kwargs={'literal_binds': True})}"))
        assert "cases_by_time" in "\n".join(plan.scalars())


def test_a_fault_is_logged_by_its_kind_and_without_its_text(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        with database.write() as connection:
            connection.execute(text("SELECT '张三' FROM nowhere"))

    with pytest.raises(StorageProblem):
        broken()
    assert "42P01" in caplog.text
    assert "张三" not in caplog.text


def test_replicas_that_start_at_once_with_a_new_catalogue_both_come_up(
    database: Database, catalogue: LoadedCatalogue
) -> None:
    """One stands still in the middle until the other waits for it."""
    offered = OfferedCatalogue(catalogue)
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with ThreadPoolExecutor(1) as pool:
        with database.write() as connection:
            schema.hold(connection)
            catalogue_versions.remember(connection, offered.version, offered.fingerprints, offered.sha256, now())
            other = pool.submit(offered.announce, database)
            while not other.done():
                with database.read() as looking:
                    if looking.execute(waiting).scalar_one():
                        break
        assert other.result() is False
