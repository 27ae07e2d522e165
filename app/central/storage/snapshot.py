"""A whole copy of the SQLite file while the centre works, as it was at one moment."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.central.storage.uploads import RECEIVING

PAGES_AT_ONCE = 2_000
"""Between them writers go on; what they write is in the copy too, or the copying begins again by itself."""


def snapshot(source: Path, target: Path) -> list[str]:
    """Copy; leave out unfinished uploads, which stations begin again. The object keys those had.

    Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=PAGES_AT_ONCE)
        copy.execute("PRAGMA journal_mode = DELETE")
        unfinished = "upload_id IN (SELECT id FROM uploads WHERE state = ?)"
        keys = copy.execute(f"SELECT object_key FROM upload_parts WHERE {unfinished}", (RECEIVING,))  # noqa: S608
        left_out = [str(key) for (key,) in keys]
        copy.execute(f"DELETE FROM upload_parts WHERE {unfinished}", (RECEIVING,))  # noqa: S608
        copy.execute("DELETE FROM uploads WHERE state = ?", (RECEIVING,))
        copy.commit()
    return left_out
