"""At the start: removes files that no row names, left by a power cut between file and commit.

Runs inside a write transaction. Whoever writes files does so inside one too, so nothing of a submission that is
under way in another process can be taken for an orphan.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from app.audit import audit_event
from app.storage.attachment_files import AttachmentFiles
from app.storage.audit_log import append_record
from app.storage.settings import read_setting, write_settings
from app.storage.spool import Spool, spool_names
from app.storage.tables import attachments, early_uploads

SWEPT_SETTING = "attachments.swept"


def sweep(connection: Connection, files: AttachmentFiles, spool: Spool, now: datetime) -> None:
    """Looks at the days since the last sweep, so that its cost does not grow with the years.

    The first one of a database removes nothing: it knows no file yet, and what lies there is another's.
    """
    today = f"{now.astimezone(UTC):%Y%m%d}"
    swept = read_setting(connection, SWEPT_SETTING)
    if swept is None:
        write_settings(connection, {SWEPT_SETTING: today})
        return
    since = swept if swept <= today else ""  # a clock that ran ahead said so: what came after it was never looked at
    orphans = files.names_since(since) - _named_attachments(connection, since)
    files.remove(orphans)
    spooled = spool.names()
    if spooled:
        strays = spooled - spool_names(connection)
        for each in strays:
            spool.remove(each)
        orphans |= strays
    if orphans:
        append_record(connection, now, audit_event("store.orphans_removed", files=len(orphans)))
    if today != swept:
        write_settings(connection, {SWEPT_SETTING: today})


def look_again_from(connection: Connection, file: str) -> None:
    """The old file goes after the commit: should it stay, the next sweep must look at its day again."""
    day = file.partition("/")[0]
    if day < (read_setting(connection, SWEPT_SETTING) or ""):
        write_settings(connection, {SWEPT_SETTING: day})


def _named_attachments(connection: Connection, since: str) -> set[str]:
    return {
        row.file
        for table in (attachments, early_uploads)
        for row in connection.execute(select(table.c.file).where(table.c.file >= since))
    }
