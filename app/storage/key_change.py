"""Keeping the database key of a data directory another way, without touching the database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from app.domain.errors import WrongInput
from app.storage.brought_back import look_before_opening
from app.storage.database import Database
from app.storage.failures import file_failures
from app.storage.key_choice import KeyChoice
from app.storage.key_file import KeptKey
from app.storage.keys import database_key, kept_key, rewrap
from app.storage.layout import Layout
from app.storage.locking import exclusive


def look_at_key(data_dir: Path) -> KeptKey | None:
    """How the key is kept; None in a directory without a database. Opens nothing. Raises WrongKey, StorageProblem."""
    with file_failures(data_dir):
        return kept_key(Layout(data_dir))


def change_key(data_dir: Path, present: KeyChoice, wished: KeyChoice) -> KeptKey:
    """Only a key that opens the database is kept anew. A running terminal notices nothing: it has the key already.

    Raises WrongInput where there is no database yet, WrongKey, StorageProblem.
    """
    layout = Layout(data_dir)
    with file_failures(data_dir):
        if kept_key(layout) is None:
            raise WrongInput("这个数据目录还没有数据库。", "先运行一次终端，再改密钥的保管方式。")
        with exclusive(layout.opening_lock):
            key = database_key(layout, present)
            look_before_opening(layout, key)
            _prove(layout, key)
            return rewrap(layout, key, wished)


def _prove(layout: Layout, key: str) -> None:
    database = Database(layout.database, key)
    try:
        with database.reading() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
    finally:
        database.close()
