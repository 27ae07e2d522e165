"""Pages as they were before something was erased: noted with the erasing, until the write-ahead log was emptied.

Whoever reads meanwhile holds the emptying up, and a program that is killed never gets to it: so the note stands in the
database, in the transaction of the erasing, and every later tending tries again.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete

from app.storage.database import Database
from app.storage.settings import read_setting, write_settings
from app.storage.tables import settings

OLD_PAGES_SETTING = "data_life.old_pages"


def note_old_pages(connection: Connection) -> None:
    """Another word each time: who has emptied the log takes back no note that was made meanwhile."""
    write_settings(connection, {OLD_PAGES_SETTING: secrets.token_hex(8)})


def old_pages_wait(database: Database) -> bool:
    """Whether what was erased may still be read out of the disk. Raises StorageProblem."""
    with database.reading() as connection:
        return read_setting(connection, OLD_PAGES_SETTING) is not None


def forget_noted_pages(database: Database, *, wait: bool) -> None:
    """Where any are noted; `wait` a while for whoever reads. Raises StorageProblem."""
    with database.reading() as connection:
        noted = read_setting(connection, OLD_PAGES_SETTING)
    if noted is None or not database.forget_old_pages(wait=wait):
        return
    with database.writing() as connection:
        note = (settings.c.name == OLD_PAGES_SETTING) & (settings.c.value == noted)
        connection.execute(delete(settings).where(note))
