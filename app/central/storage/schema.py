"""Brings the centre's database to the schema of this program: SQLite and PostgreSQL, in one transaction, under a lock.

How to change a table: write `migrations/versions/NNNN_what.py` with the next free number as its name and `revision`
and the number before as `down_revision`, its DDL in `upgrade()` by Alembic's `op`; change `tables.py` along. Nothing
else: the newest file is the schema. SQLite can only add columns that are nullable or have a `server_default`; for
more there is `op.batch_alter_table`. Moments are `sa.DateTime(timezone=True)`. Write for readers of the version
before: while replicas are exchanged one by one, the old program still works on the new schema, so add, do not rename.
tests/central/test_migrations.py compares the outcome with tables.py on both databases.

Two replicas that start at once on an empty PostgreSQL queue at an advisory lock; SQLite takes its write lock.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.domain.errors import StorageProblem

MIGRATIONS = Path(__file__).with_name("migrations")
FIRST = "0001"
UNTOLD = "untold"  # the tables of FIRST, made by a program that had no migrations
MIGRATION_LOCK = 0x6269_616E_6D69_6E01  # one number for all replicas of the database


@lru_cache(maxsize=1)
def head() -> str:
    """The newest migration: the schema this program needs."""
    return max(each.name.partition("_")[0] for each in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def stored_revision(connection: Connection) -> str | None:
    """What the database says of itself; None for a new one. Reads without Alembic, whose import is not cheap."""
    tables = inspect(connection)
    if tables.has_table("alembic_version"):
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
        return None if row is None else str(row[0])
    return UNTOLD if tables.has_table("schema_version") else None


def hold(connection: Connection) -> None:
    """One program at a time from here to the end of the transaction, however long that of another takes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout TO 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def upgrade(connection: Connection) -> None:
    """Run what is missing inside the caller's transaction. Raises StorageProblem for a newer database."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    hold(connection)
    found = stored_revision(connection)
    if found == head():
        return
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if found == UNTOLD:
        connection.execute(text("DROP TABLE schema_version"))
        command.stamp(config, FIRST)
    elif found is not None and found not in known:
        raise StorageProblem("中心数据库比本程序新，不能打开。", "请升级本程序后再启动；不要删除数据库。")
    command.upgrade(config, "head")
