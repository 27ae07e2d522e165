"""Opening the database, reading and writing in transactions that are durable when they end."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.central.settings import DATABASE_VARIABLE
from app.central.storage import postgresql, schema
from app.domain.errors import ConfigInvalid, DataDirReadOnly, DiskFull, StorageProblem
from app.domain.fault_trail import fault_trail

logger = logging.getLogger("bianmin.central")

BUSY_TIMEOUT_MS = 5_000
LOOKS_AGAIN_S = 0.001
"""A writer whose turn another process has. SQLite's own waiting grows to a tenth of a second between two looks."""
LOG_BYTES = 32 * 1024 * 1024
"""Pages of the indexes, which every batch touches, are then written home once for many batches."""
_PRIMARY_CODE = 0xFF
"""SQLite says in the bits above it why somebody is busy: also one who makes the log ready after a crash."""
PG_DISK_FULL = "53100"
"""Its words speak of space on a device, in the server's own language."""
PAGE_BYTES = 8192
"""Of a new SQLite file; an older one keeps its 4096, which hold one event with its payload where these hold two or
three: some 4 % less CPU for large batches, no more for single cases, for which 16384 would be dearer."""
POOL_SIZE = 10
POOL_OVERFLOW = 30
"""A replica may open the sum of both; the server's `max_connections` must hold that for every replica."""


class Database:
    """One engine. Writers of one process queue here, those of several look again and again."""

    def __init__(self, url: str, *, writes_home: bool = True) -> None:
        """`writes_home` False: SQLite's log is written into its file by another process, which is told to."""
        self._engine = _engine(url, LOG_BYTES if writes_home else 0)
        self._one_writer = threading.Lock() if self._engine.dialect.name == "sqlite" else None
        self.watch: Callable[[str, float], None] = _unwatched
        """Told `read` or `write` after every transaction, and the seconds it took with its waiting."""

    def prepare(self, *, founds: bool = True) -> None:
        """Bring the tables to this program's schema; StorageProblem for a database of a newer program.

        `founds` False: none is made where there is none, nor a file for it; that is a StorageProblem too.
        """
        if not founds and self._file is not None and not self._file.exists():
            raise _no_centre()
        with self.read() as connection:
            found = schema.stored_revision(connection)
        if found is None and not founds:
            raise _no_centre()
        if found != schema.head():
            with self.write() as connection:
                schema.upgrade(connection)

    @property
    def _file(self) -> Path | None:
        """Of SQLite."""
        name = self._engine.url.database
        return Path(name) if name and not self.shared else None

    @property
    def shared(self) -> bool:
        """Other replicas may work on it at the same time."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._watched("read"), _translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; it is on the disk when the block ends without an error."""
        with self._watched("write"), self._one_writer or nullcontext(), self._transaction() as connection:
            yield connection

    @contextmanager
    def write_soon(self) -> Iterator[Connection]:
        """One transaction that may be lost with the power, as long as no `write` ended after it. Waits for no disk."""
        turn = self._one_writer or nullcontext()
        with self._watched("write"), turn, _translated(), self._engine.connect() as plain:
            driver: Any = plain.connection.dbapi_connection
            if not self.shared:
                driver.execute("PRAGMA synchronous=NORMAL")
            try:
                connection = plain.execution_options(writes=True)
                with connection.begin():
                    if self.shared:
                        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
                    yield connection
            finally:
                if not self.shared:
                    driver.execute("PRAGMA synchronous=FULL")

    @contextmanager
    def _watched(self, kind: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.watch(kind, time.perf_counter() - begun)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with _translated(), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    def write_home(self) -> None:
        """SQLite's log into its file; writers go on meanwhile.

        Where they never pause the log would never begin again at its front: once it has LOG_BYTES the last of it is
        written home while they wait.
        """
        if self.shared or self._checkpoint() < LOG_BYTES:
            return
        with self.write():
            self._checkpoint()

    def _checkpoint(self) -> int:
        """As far as nobody reads what is older. How many bytes the log has."""
        with _translated():
            connection = self._engine.raw_connection()
            try:
                _busy, pages, _home = connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                [page_bytes] = connection.cursor().execute("PRAGMA page_size").fetchone()
            finally:
                connection.close()
        return int(pages) * int(page_bytes)

    def close(self) -> None:
        self._engine.dispose()


def _no_centre() -> StorageProblem:
    return StorageProblem(
        "这里没有中心的数据库。",
        f"检查 --data-dir；用 PostgreSQL 的中心请写 --database-url，或设环境变量 {DATABASE_VARIABLE}；"
        "新的中心先运行 kiosk central serve。",
    )


def _unwatched(_kind: str, _seconds: float) -> None:
    """Nobody counts."""


def _engine(url: str, log_bytes: int) -> Engine:
    try:
        parsed = make_url(url)
        goes_away = parsed.get_backend_name() != "sqlite"  # a server is started again now and then, a file is not
        line = postgresql.LINE if parsed.get_backend_name() == "postgresql" else {}
        engine = create_engine(
            parsed,
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
            pool_pre_ping=goes_away,
            connect_args={name: value for name, value in line.items() if name not in parsed.query},
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigInvalid("数据库地址写得不对。", "写法如 postgresql+psycopg://用户@主机/库名，或不写。") from error
    except ModuleNotFoundError as error:
        raise ConfigInvalid(
            f"没有安装数据库驱动 {error.name}。", "请先安装它（PostgreSQL 用 psycopg），或不写数据库地址。"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_pragmas, log_bytes))
        event.listen(engine, "begin", _begin)
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", postgresql.agree)
    return engine


def _set_pragmas(log_bytes: int, connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"page_size={PAGE_BYTES}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    [page_bytes] = connection.execute("PRAGMA page_size").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint={log_bytes // page_bytes}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: upgrading a read transaction later could fail with `busy`."""
    driver: Any = connection.connection.dbapi_connection
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    driver.execute("PRAGMA busy_timeout=0")
    try:
        _begin_in_turn(connection, driver)
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begin_in_turn(connection: Connection, driver: Any) -> None:
    end = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while time.monotonic() < end:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE != sqlite3.SQLITE_BUSY:
                break
            time.sleep(LOOKS_AGAIN_S)
        else:
            return
    connection.exec_driver_sql("BEGIN IMMEDIATE")  # what speaks against it comes in SQLAlchemy's words


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except NoConnectionFree as error:
        raise StorageProblem("中心的数据库连接都在用。", "请过一会儿再试。") from error
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
        logger.error("database fault %s %s", fault_trail(error), state)  # noqa: TRY400 - its text may quote a row
        words = str(error.orig).lower()
        if "full" in words or state == PG_DISK_FULL:
            raise DiskFull("中心的磁盘满了。", "请清理磁盘后再试。") from error
        if "readonly" in words or "read-only" in words or state == "SQLITE_CANTOPEN":
            raise DataDirReadOnly("中心的数据目录不能写。", "请检查目录权限。") from error
        if state == postgresql.LOCK_NOT_AVAILABLE:
            raise StorageProblem("中心的数据库正忙。", "请过一会儿再试。") from error
        if isinstance(error, OperationalError) and not error.connection_invalidated and "connect" in words:
            raise StorageProblem("中心的数据库连不上。", "请检查 --database-url 和数据库服务器。") from error
        raise StorageProblem("中心的数据库出了问题。", "请查看中心日志。") from error
