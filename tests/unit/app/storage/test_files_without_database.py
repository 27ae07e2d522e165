"""Attachments, sealed files and recordings that lie where no database is: never taken for a new station's rubbish."""

import pytest
from sqlalchemy import delete

from app.domain.errors import StorageProblem
from app.storage import open_store
from app.storage.attachment_files import AttachmentFiles, new_identity
from app.storage.layout import Layout
from app.storage.spool import Spool
from app.storage.sweep import SWEPT_SETTING, sweep
from app.storage.tables import settings


@pytest.mark.parametrize("what", ["attachments/20260318/a.age", "spool/a.age", "recordings/2026/a.age"])
@pytest.mark.parametrize("with_key", [True, False])
def test_files_of_a_database_that_is_not_there_are_no_new_station(data_dir, clock, what, with_key):
    """Nothing but the key came back from its safe place, and what the disk still had."""
    open_store(data_dir, clock).close()
    for each in (*data_dir.glob("terminal.db*"), data_dir / "keys" / "database.made"):
        each.unlink()
    if not with_key:
        (data_dir / "keys" / "database.key").unlink()
    (data_dir / what).parent.mkdir(parents=True, exist_ok=True)
    (data_dir / what).write_bytes(b"of a person")

    with pytest.raises(StorageProblem, match="数据库文件不见了") as caught:
        open_store(data_dir, clock)

    assert caught.value.exit_code == 7
    assert (data_dir / what).read_bytes() == b"of a person"
    assert not (data_dir / "terminal.db").exists()
    assert (data_dir / "keys" / "database.key").exists() == with_key


def test_the_first_sweep_of_a_new_database_removes_nothing(data_dir, clock):
    """Somebody puts files there between the looking and the making."""
    with open_store(data_dir, clock) as store:
        files = AttachmentFiles(data_dir / "attachments", new_identity())
        day = data_dir / "attachments" / "20260318"
        day.mkdir()
        for folder in (day, data_dir / "spool"):
            (folder / "unknown.age").write_bytes(b"unknown")
        with store.database.writing() as connection:
            connection.execute(delete(settings).where(settings.c.name == SWEPT_SETTING))
            sweep(connection, files, Spool(store.database, files, Layout(data_dir)), clock())

        assert (day / "unknown.age").exists()
        assert (data_dir / "spool" / "unknown.age").exists()
