"""Writing on a medium that may be pulled at any moment: synced files, whole folders under their name or none."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import DataDirReadOnly, DiskFull, StorageProblem, TerminalError

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
KEPT = "什么都没有丢：办件都还在本机。"


def problem_of_medium(error: OSError) -> TerminalError:
    """`error` in sentences about the medium; no path and no content in it."""
    if error.errno in _FULL:
        return medium_full()
    if error.errno in _READ_ONLY:
        return DataDirReadOnly("介质不能写入。", f"检查介质上的写保护开关，或换一个介质再导出。{KEPT}")
    return StorageProblem("介质读写出错，可能在途中被拔出了。", f"重新插好介质再导出，一直这样就换一个。{KEPT}")


def medium_full() -> DiskFull:
    return DiskFull("介质空间不足，放不下要导出的内容。", f"清理介质或换一个更大的，再导出。{KEPT}")


@contextmanager
def medium_failures() -> Iterator[None]:
    """Turns every OSError of the block into words about the medium."""
    try:
        yield
    except OSError as error:
        raise problem_of_medium(error) from error


class Counted:
    """A file being written: size and SHA-256 of what went through, and the error of the medium as it was.

    The age library tells an error of the file it writes to without its number; here it is kept.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.size = 0
        self.failure: OSError | None = None
        self._file = file
        self._sha256 = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        try:
            self._file.write(piece)
        except OSError as error:
            self.failure = error
            raise
        self.size += len(piece)
        self._sha256.update(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back here; the file is synced at its end."""

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


@contextmanager
def synced_file(path: Path) -> Iterator[Counted]:
    """A new file; on the medium when the block ends. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb", buffering=0) as file:
        yield Counted(file)
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system and the medium's file system can do that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    for place, _, _ in os.walk(folder):
        sync_folder(Path(place))


def remove_tree(folder: Path) -> None:
    """As far as it goes: what stays carries the ending of unfinished things, or its answer."""
    shutil.rmtree(folder, ignore_errors=True)
