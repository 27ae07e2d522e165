"""Brings the database to the schema of this program, in one transaction: after a power cut it is old or new."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from app.domain.errors import StorageProblem

HEAD = "0016"
MIGRATIONS = Path(__file__).with_name("migrations")


def stored_revision(connection: Connection) -> str | None:
    """What the file says of itself; None for a new file. Reads without Alembic, whose import is not cheap."""
    there = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first()
    if there is None:
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])


def upgrade(connection: Connection, found: str | None) -> None:
    """Run every migration after `found` inside the caller's transaction. Raises StorageProblem for a newer file."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StorageProblem(
            "数据库是由更新版本的程序写成的，这个版本不能使用它。", "请安装新版本的程序；不要删除数据目录。"
        )
    command.upgrade(config, HEAD)
