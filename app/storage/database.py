"""The encrypted database file: connections, transactions, and what its errors mean.

SQLCipher with a raw key; WAL with synchronous=FULL, so that a commit that returned is on the disk. Writers begin
with BEGIN IMMEDIATE: whoever writes reads nothing stale, and a second process waits its turn instead of failing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.domain.errors import DataDirBusy, StorageProblem, TerminalError
from app.storage import failures
from app.storage.keys import wrong_key
from app.storage.layout import Layout
from app.storage.reserve import Reserve

BUSY_TIMEOUT_S = 15.0
POOL_SIZE = 2

_WRITING = "bianmin_writing"


class Database:
    """`path` need not exist yet; nothing is opened before the first transaction."""

    def __init__(self, path: Path, key: str) -> None:
        self._folder = path.parent
        self._engine = _engine(path, key)
        self.reserve = Reserve(Layout(path.parent).reserve)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view. Raises StorageProblem."""
        with self._told(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, a_new_case: bool = False) -> Iterator[Connection]:
        """One durable transaction, all or nothing. Raises StorageProblem.

        On a full disk the reserve helps out, but for a new case: that is refused before it begins.
        """
        if not a_new_case:
            self.reserve.help_out()
        elif not self.reserve.may_take_a_case():
            raise failures.disk_full()
        with self._told(), self._engine.connect() as plain:
            connection = plain.execution_options(**{_WRITING: True})
            with connection.begin():
                yield connection

    def forget_old_pages(self, *, wait: bool = True) -> bool:
        """Empty the write-ahead log: pages as they were before an erasure stay nowhere.

        False where another program is in the middle of reading or writing, so that they are still there; `wait`: for
        at most BUSY_TIMEOUT_S. Raises StorageProblem.
        """
        with self._told(), self._engine.connect() as connection:
            plain: Any = connection.connection.driver_connection
            plain.execute(f"PRAGMA busy_timeout = {_milliseconds(BUSY_TIMEOUT_S) if wait else 0}")
            try:
                busy, *_ = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                plain.execute(f"PRAGMA busy_timeout = {_milliseconds(BUSY_TIMEOUT_S)}")
        return not busy

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            problem = problem_of_code(getattr(error.orig, "sqlite_errorcode", 0), self._folder)
            if problem is None:
                raise
            raise problem from error
        except OSError as error:
            raise failures.problem_of_file(error) from error


def _engine(path: Path, key: str) -> Engine:
    def connect() -> Any:
        connection = dbapi2.connect(str(path), timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=POOL_SIZE,
        max_overflow=-1,
        hide_parameters=True,  # an error message must not quote what was being written
    )
    event.listen(engine, "begin", _begin)
    return engine


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _prepare(connection: Any, key: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def problem_of_code(code: int, folder: Path) -> TerminalError | None:
    """SQLite's error code told for a person; a broken rule of the schema is our own defect: None."""
    match code & 0xFF:
        case dbapi2.SQLITE_NOTADB:
            return wrong_key()
        case dbapi2.SQLITE_FULL:
            return failures.disk_full()
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_CANTOPEN | dbapi2.SQLITE_PERM:
            return failures.read_only()
        case dbapi2.SQLITE_IOERR:
            return failures.disk_broken() if failures.has_room(folder) else failures.disk_full()
        case dbapi2.SQLITE_CORRUPT:
            return StorageProblem("数据库文件已损坏。", "不要删除任何文件；请联系技术人员从备份恢复。")
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return DataDirBusy("数据库正被另一个程序占用。", "请稍后再试；一直这样时请关闭其他使用同一数据目录的程序。")
        case _:
            return None
