"""The encrypted local database: tables, migrations, repositories, outbox.

    open_store(data_dir, clock, choices) -> Store   cases, outbox, settings, audit; see `app.storage.store`
    StoreChoices, KeyChoice, KeyKind                what a station decides about it
    lock_data_dir(data_dir) -> DataDirLock      only for the terminal itself: one per data directory
    lock_export(data_dir) -> DataDirLock        only for writing onto a removable medium: one at a time

The database libraries are imported when a store is opened, not before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.choices import AS_EVER, StoreChoices
from app.storage.key_choice import KeyChoice, KeyKind
from app.storage.locking import DataDirLock, lock_data_dir, lock_export

if TYPE_CHECKING:
    from app.storage.store import Store


def open_store(data_dir: Path, clock: Callable[[], datetime], choices: StoreChoices = AS_EVER) -> Store:
    """Open the store of a data directory, making directory, key and database where there are none yet.

    `clock` gives the present moment with its time zone. Raises StorageProblem and its kinds.
    """
    from app.storage.opening import open_store as really_open

    return really_open(data_dir, clock, choices)


__all__ = ["DataDirLock", "KeyChoice", "KeyKind", "StoreChoices", "lock_data_dir", "lock_export", "open_store"]
