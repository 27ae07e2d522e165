"""Locks between processes, on lock files, for Linux and Windows alike. The system frees them when a process dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from app.domain.errors import DataDirBusy
from app.storage.failures import file_failures
from app.storage.layout import Layout

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, wait: bool) -> None:
        # LK_LOCK gives up after ten seconds by itself; opening a store takes far less.
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


class DataDirLock:
    """Held by the terminal as long as it runs. Closing it, or the end of the process, frees the directory."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> DataDirLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def lock_data_dir(data_dir: Path) -> DataDirLock:
    """Take the data directory for the terminal. Raises DataDirBusy where another terminal runs on it.

    Commands such as `kiosk case list` take no lock and work beside the terminal.
    """
    return _taken(
        data_dir,
        Layout(data_dir).terminal_lock,
        "另一个终端程序正在使用这个数据目录。",
        "请先关闭已经打开的终端程序；一台机器运行多个终端时，各用各的数据目录。",
    )


def lock_export(data_dir: Path) -> DataDirLock:
    """For writing onto a removable medium, beside the terminal. Raises DataDirBusy where another export is at it."""
    lock_file = Layout(data_dir).export_lock
    return _taken(data_dir, lock_file, "另一次导出还没做完。", "等它做完，或先中止它，再导出。")


def _taken(data_dir: Path, lock_file: Path, message: str, what_to_do: str) -> DataDirLock:
    with file_failures(data_dir):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _open(lock_file)
    try:
        _lock(descriptor, wait=False)
    except OSError as error:
        os.close(descriptor)
        raise DataDirBusy(message, what_to_do) from error
    return DataDirLock(descriptor)


@contextmanager
def exclusive(lock_file: Path) -> Iterator[None]:
    """Wait for the lock and hold it for the block."""
    descriptor = _open(lock_file)
    try:
        _lock(descriptor, wait=True)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def if_free(lock_file: Path) -> Iterator[bool]:
    """Hold the lock for the block where nobody else has it: whether it is held."""
    descriptor = _open(lock_file)
    try:
        try:
            _lock(descriptor, wait=False)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
