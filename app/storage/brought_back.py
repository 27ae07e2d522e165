"""A database file that was brought back from a back-up is looked at before it is opened.

SQLite plays the journal into whatever file it lies beside, one of an earlier day too, and says nothing: what comes of
it is damaged. Nothing in the two files tells whether they belong together, and a folder that was copied to a new disk
must keep what stands in its journal alone. So `keys/database.made` notes which file was opened here last, and one that
is another, or shorter than it was, is read through with its journal, changing neither, before anything is written.
"""

from __future__ import annotations

import logging
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.domain.errors import StorageProblem
from app.storage.database import BUSY_TIMEOUT_S, problem_of_code
from app.storage.durable import write_whole
from app.storage.keys import has_journal
from app.storage.layout import Layout

_log = logging.getLogger(__name__)


def look_before_opening(layout: Layout, key: str) -> None:
    """To be called with the opening lock held. Takes as long as reading the whole database where it is another file.

    Raises StorageProblem where database and journal do not belong together, WrongKey, OSError.
    """
    if not has_journal(layout) or _is_ours(layout):
        return
    _log.info("another database file than before: it is read through with its journal")
    if not _is_whole(layout.database, key):
        raise StorageProblem(
            "数据库文件和旁边的 terminal.db-wal 对不上，合在一起是坏的，所以没有打开。",
            "从备份恢复时，请把同一份备份里的 terminal.db、terminal.db-wal、terminal.db-shm 一起放回；"
            "备份里只有 terminal.db，就把现在的 terminal.db-wal 和 terminal.db-shm 移到别处收好。"
            "不要删除任何文件，并联系技术人员。",
        )


def note_ours(layout: Layout) -> None:
    """After the opening: from now on this is the file. A disk too full to note it is no reason not to open."""
    found, before = layout.database.stat(), _noted(layout)
    now = (found.st_ino, found.st_size)
    if now == before:
        return
    is_first = not layout.database_made.exists()
    try:
        write_whole(layout.database_made, f"{now[0]} {now[1]}\n".encode("ascii"))
    except OSError:
        if is_first:
            raise
        _log.warning("the database file could not be noted: after a cut it is read through once")


def forget_ours(layout: Layout) -> None:
    """Somebody may bring another one back under the same name, in the very same file."""
    try:
        os.truncate(layout.database_made, 0)
    except OSError:
        _log.info("the note of the database file stays")


def _is_ours(layout: Layout) -> bool:
    noted = _noted(layout)
    if noted is None:
        return False
    inode, size = noted
    found = layout.database.stat()
    return found.st_ino == inode and found.st_size >= size  # it never gets shorter by itself


def _noted(layout: Layout) -> tuple[int, int] | None:
    """Inode and bytes; None where an earlier program, or nobody, noted it."""
    try:
        inode, size = layout.database_made.read_bytes().split()
        return int(inode), int(size)
    except (FileNotFoundError, ValueError):
        return None


def _is_whole(path: Path, key: str) -> bool:
    """Read only: so nothing of the journal is played into the file, also when it is closed."""
    try:
        with closing(dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=BUSY_TIMEOUT_S, uri=True)) as opened:
            connection: Any = opened
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF == dbapi2.SQLITE_CORRUPT:
            return False
        problem = problem_of_code(code, path.parent)
        if problem is None:
            raise
        raise problem from error
