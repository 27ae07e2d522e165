"""The devices of a station while a command works them: the terminal has them as long as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.errors import DataDirBusy, StorageProblem

if TYPE_CHECKING:
    from app.config import Settings

CLOSE_FIRST = "终端程序正在用这些设备：先关闭它，做完再启动"


@contextmanager
def devices_to_ourselves(settings: Settings) -> Iterator[None]:
    """A device answers one program at a time: two at one printer mix two people's papers. Raises DataDirBusy.

    A data directory that cannot even be locked is told by the store's own check, and the devices are tried all the
    same: no terminal runs on it either.
    """
    from app.storage import lock_data_dir

    lock = None
    try:
        lock = lock_data_dir(settings.data_dir)
    except DataDirBusy as busy:
        busy.what_to_do = CLOSE_FIRST
        raise
    except StorageProblem:
        pass
    try:
        yield
    finally:
        if lock is not None:
            lock.close()
