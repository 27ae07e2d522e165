"""The encrypted local database: tables, migrations, repositories, outbox.

    open_store(data_dir, clock) -> Store        cases, outbox, settings, audit; see `app.storage.store`
    lock_data_dir(data_dir) -> DataDirLock      only for the terminal itself: one per data directory

The database libraries are imported when a store is opened, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.locking import DataDirLock, lock_data_dir

if TYPE_CHECKING:
    from app.storage.store import Store


def open_store(data_dir: Path, clock: Callable[[], datetime]) -> Store:
    """Open the store of a data directory, making directory, key and database where there are none yet.

    `clock` gives the present moment with its time zone. Raises StorageProblem and its kinds.
    """
    from app.storage.opening import open_store as really_open

    return really_open(data_dir, clock)


__all__ = ["DataDirLock", "lock_data_dir", "open_store"]
