from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from app.central.settings import centre_home, sqlite_url
from app.central.storage import database as database_module
from app.central.storage import tables
from app.central.storage.database import Database
from app.domain.errors import DiskFull, StorageProblem

LITTLE = 400_000


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    centre_home(tmp_path).mkdir()
    return tmp_path


def test_every_commit_is_flushed_to_the_disk(data_dir: Path) -> None:
    database = Database(sqlite_url(data_dir))
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    database.close()


def test_the_log_is_written_home_while_others_read_and_write(data_dir: Path) -> None:
    database = Database(sqlite_url(data_dir))
    database.prepare()
    path = centre_home(data_dir) / "central.db"
    with database.write() as connection:
        rows = [{"id": f"hall-{number}", "kind": "self_service", "public_key": "k" * 500} for number in range(2000)]
        connection.execute(insert(tables.stations), rows)
    before = path.stat().st_size
    with database.read() as reading:
        assert len(reading.execute(select(tables.stations.c.id)).all()) == len(rows)
        database.write_home()
        with database.write() as connection:
            connection.execute(insert(tables.stations).values(id="one-more", kind="counter"))
    assert path.stat().st_size - before > 500 * len(rows)
    with database.read() as connection:
        assert len(connection.execute(select(tables.stations.c.id)).all()) == len(rows) + 1
    database.close()


def test_moments_come_back_as_they_went_in(data_dir: Path) -> None:
    beijing = datetime(2026, 3, 18, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    database = Database(sqlite_url(data_dir))
    database.prepare()
    with database.write() as connection:
        connection.execute(insert(tables.stations).values(id="hall-01", kind="self_service", enrolled_at=beijing))
    with database.read() as connection:
        kept = connection.execute(select(tables.stations.c.enrolled_at)).scalar_one()
    database.close()
    assert kept == beijing
    assert kept.tzinfo is UTC


def test_what_fails_leaves_nothing_behind(data_dir: Path) -> None:
    database = Database(sqlite_url(data_dir))
    database.prepare()

    def broken() -> None:
        with database.write() as connection:
            connection.execute(insert(tables.stations).values(id="hall-01", kind="self_service"))
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        broken()
    with database.read() as connection:
        assert connection.execute(select(tables.stations)).all() == []
    database.close()


def test_the_tables_can_be_written_in_the_words_of_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in tables.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))


def test_a_full_disk_is_told_as_such(data_dir: Path) -> None:
    database = Database(sqlite_url(data_dir))
    database.prepare()

    def fill() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(2_000):
                connection.execute(insert(tables.stations).values(id=f"hall-{number}", kind="x" * 500))

    with pytest.raises(DiskFull):
        fill()
    database.close()


def test_the_log_begins_anew_though_others_never_pause(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Database(sqlite_url(data_dir))
    keeper.prepare()
    others = Database(sqlite_url(data_dir), writes_home=False)
    monkeypatch.setattr(database_module, "LOG_BYTES", LITTLE)
    checkpoint, rounds = keeper._checkpoint, []

    def overtaken() -> int:
        pages = checkpoint()
        if not rounds:
            save_many(others, "late")  # after all was written home, and before anybody could see that it was
        rounds.append(pages)
        return pages

    monkeypatch.setattr(keeper, "_checkpoint", overtaken)
    save_many(others, "hall")
    keeper.write_home()
    assert rounds[0] > LITTLE
    save_many(others, "next", 1)
    assert checkpoint() < LITTLE / 5
    keeper.close()
    others.close()


def save_many(database: Database, name: str, many: int = 500) -> None:
    with database.write() as connection:
        rows = [{"id": f"{name}-{each}", "kind": "self_service", "public_key": "k" * 500} for each in range(many)]
        connection.execute(insert(tables.stations), rows)


def test_a_writer_waits_for_one_of_another_process(data_dir: Path) -> None:
    first, second = Database(sqlite_url(data_dir)), Database(sqlite_url(data_dir), writes_home=False)
    first.prepare()
    with ThreadPoolExecutor(1) as pool:
        with first.write() as connection:
            waiting = pool.submit(save_many, second, "later", 1)
            connection.execute(insert(tables.stations).values(id="sooner", kind="counter"))
            assert not waiting.done()
        waiting.result()
    with first.read() as connection:
        assert sorted(connection.execute(select(tables.stations.c.id)).scalars()) == ["later-0", "sooner"]
    first.close()
    second.close()


def test_a_writer_whose_turn_never_comes_is_told(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Database(sqlite_url(data_dir)), Database(sqlite_url(data_dir))
    first.prepare()
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 20)
    with first.write(), pytest.raises(StorageProblem):
        save_many(second, "never", 1)
    save_many(second, "then", 1)
    first.close()
    second.close()


def test_a_writer_waits_also_while_another_process_makes_the_log_ready() -> None:
    class Driver:
        """Busy twice in SQLite's longer words, then free."""

        def __init__(self) -> None:
            self.asked: list[str] = []

        def execute(self, words: str) -> None:
            self.asked.append(words)
            if len(self.asked) < 3:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
                raise error

    driver = Driver()
    database_module._begin_in_turn(None, driver)  # type: ignore[arg-type]
    assert driver.asked == ["BEGIN IMMEDIATE"] * 3
