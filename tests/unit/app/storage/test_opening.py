import os
import shutil
import subprocess
import sys

import pytest
from sqlalchemy import text

from app.domain.errors import StorageProblem, WrongKey
from app.storage import open_store


def test_a_new_data_directory_is_private_and_has_its_key(data_dir, clock):
    open_store(data_dir, clock).close()

    assert len((data_dir / "keys" / "database.key").read_text().strip()) == 64
    if sys.platform != "win32":
        for folder in (data_dir, data_dir / "keys", data_dir / "attachments", data_dir / "spool"):
            assert folder.stat().st_mode & 0o777 == 0o700
        for file in (data_dir / "keys" / "database.key", data_dir / "terminal.db"):
            assert file.stat().st_mode & 0o777 == 0o600


def test_journal_files_are_private_too(store, data_dir, samples):
    store.cases.submit(samples.submission())

    files = [each for each in data_dir.rglob("*") if each.is_file()]
    assert {"terminal.db-wal", "terminal.db-shm"} <= {each.name for each in files}
    if sys.platform != "win32":
        assert {each.stat().st_mode & 0o777 for each in files} == {0o600}


def test_the_key_is_made_once(data_dir, clock):
    open_store(data_dir, clock).close()
    key = (data_dir / "keys" / "database.key").read_bytes()

    open_store(data_dir, clock).close()

    assert (data_dir / "keys" / "database.key").read_bytes() == key


@pytest.mark.parametrize("key", ["0" * 64 + "\n", "", "not hex", "中文"])
def test_a_wrong_key_is_said_and_nothing_is_touched(data_dir, clock, samples, key):
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    right = (data_dir / "keys" / "database.key").read_bytes()
    before = (data_dir / "terminal.db").read_bytes()
    (data_dir / "keys" / "database.key").write_text(key, encoding="utf-8")

    with pytest.raises(WrongKey) as caught:
        open_store(data_dir, clock)

    assert caught.value.exit_code == 7
    assert caught.value.what_to_do
    assert (data_dir / "terminal.db").read_bytes() == before
    (data_dir / "keys" / "database.key").write_bytes(right)
    with open_store(data_dir, clock) as store:
        assert store.cases.case(samples.case_id()) is not None


def test_a_missing_key_of_a_standing_database_is_never_made_anew(data_dir, clock):
    open_store(data_dir, clock).close()
    (data_dir / "keys" / "database.key").unlink()

    with pytest.raises(WrongKey, match="找不到"):
        open_store(data_dir, clock)

    assert not (data_dir / "keys" / "database.key").exists()


def test_a_cut_between_key_and_database_is_no_wrong_key(data_dir, clock):
    open_store(data_dir, clock).close()
    for file in data_dir.glob("terminal.db*"):
        file.unlink()
    (data_dir / "terminal.db").touch()
    (data_dir / "keys" / "database.made").unlink()

    open_store(data_dir, clock).close()


def test_a_damaged_database_is_said(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        for index in range(1, 30):
            store.cases.submit(samples.submission(index, attachments=()))
    content = bytearray((data_dir / "terminal.db").read_bytes())
    content[4096 + 100 :] = os.urandom(len(content) - 4096 - 100)
    (data_dir / "terminal.db").write_bytes(content)

    with pytest.raises(StorageProblem):
        open_store(data_dir, clock)


def test_a_damaged_attachment_is_said(store, data_dir, samples):
    store.cases.submit(samples.submission())
    for file in (data_dir / "attachments").rglob("*.age"):
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(StorageProblem):
        store.cases.attachment(samples.case_id(), "photo")
    shutil.rmtree(data_dir / "attachments")
    with pytest.raises(StorageProblem):
        store.cases.attachment(samples.case_id(), "photo")


def test_files_without_a_case_are_swept_at_the_start_and_others_stay(data_dir, clock, samples):
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    day = data_dir / "attachments" / "20260318"
    (day / "0190000000007000800000000000dead.age").write_bytes(b"orphan")
    (day / "0190000000007000800000000000beef.age.part").write_bytes(b"half")
    (data_dir / "spool" / "0190000000007000800000000000dead.age").write_bytes(b"orphan")

    with open_store(data_dir, clock) as store:
        assert store.cases.attachment(samples.case_id(), "photo") == samples.photo
        assert b'"files":3' in store.audit.records()[-1].record

    assert len(list(day.iterdir())) == 2
    assert list((data_dir / "spool").iterdir()) == []


def test_a_clock_that_ran_years_ahead_once_does_not_end_the_sweeping(data_dir, clock, samples):
    right = clock.now
    clock.forward(days=9_000)
    open_store(data_dir, clock).close()
    clock.now = right
    with open_store(data_dir, clock) as store:
        store.cases.submit(samples.submission())
    (day,) = (data_dir / "attachments").iterdir()
    (day / "0190000000007000800000000000dead.age").write_bytes(b"orphan")

    open_store(data_dir, clock).close()

    assert len(list(day.iterdir())) == len(samples.submission().attachments)


def test_every_commit_is_durable_and_nothing_temporary_reaches_the_disk(store):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2, "secure_delete": 1}
    with store.database.reading() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}

    assert found == wanted


def test_the_room_is_imported_without_the_database_libraries():
    script = (
        "import sys, app.storage; "
        "sys.exit(any(each in sys.modules for each in ('sqlalchemy', 'alembic', 'sqlcipher3', 'pyrage')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_store_that_is_up_to_date_opens_without_alembic_and_the_orm(data_dir, clock):
    open_store(data_dir, clock).close()
    script = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path; from app.storage import open_store; "
        "open_store(Path(sys.argv[1]), lambda: datetime.now(UTC)).close(); "
        "sys.exit(any(each in sys.modules for each in ('alembic', 'sqlalchemy.orm')))"
    )
    assert subprocess.run([sys.executable, "-c", script, str(data_dir)], check=False).returncode == 0
