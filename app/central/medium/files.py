"""Reading a medium nobody vouches for, and writing an answer on it. No link is followed, no file read without end."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import DataDirReadOnly, DiskFull, StorageProblem, TerminalError

PIECE_BYTES = 1 << 20
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class Unfit(Exception):
    """A file of the medium cannot be taken. `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def opened(root: Path, path: str) -> Iterator[BinaryIO]:
    """An ordinary file inside `root`. Raises Unfit for anything else, and when reading fails."""
    place = root / path
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not place.resolve(strict=True).is_relative_to(root.resolve(strict=True)):
            raise Unfit("outside")
        descriptor = os.open(place, flags)
    except FileNotFoundError:
        raise Unfit("missing") from None
    except OSError:
        raise Unfit("unreadable") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unfit("unreadable")
        yield file


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """Raises Unfit where the medium does not give a piece."""
    try:
        while piece := file.read(PIECE_BYTES):
            yield piece
    except OSError:
        raise Unfit("unreadable") from None


def whole(root: Path, path: str, limit: int) -> bytes:
    """Raises Unfit, also for what is longer than `limit` bytes."""
    content = bytearray()
    with opened(root, path) as file:
        for piece in pieces(file):
            content += piece
            if len(content) > limit:
                raise Unfit("too_large")
    return bytes(content)


def checked(root: Path, path: str, size: int, sha256: str) -> bytes:
    """A small part, exactly as the manifest says. Raises Unfit."""
    content = whole(root, path, size)
    if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
        raise Unfit("sha256")
    return content


def write_whole(folder: Path, name: str, content: bytes) -> None:
    """Under its name whole or not at all, synced. Raises DataDirReadOnly, DiskFull, StorageProblem."""
    part = folder / f"{name}.part"
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
        _sync_folder(folder)
    except OSError as error:
        _remove_quietly(part)
        raise _problem(error) from error


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems of removable media cannot
            raise
    finally:
        os.close(descriptor)


def _remove_quietly(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _problem(error: OSError) -> TerminalError:
    what_to_do = "换一个地方写回执：用 --answers DIR 再运行一次，不会重复收件。"
    if error.errno in _FULL:
        return DiskFull("介质满了，回执写不上。", what_to_do)
    if error.errno in _READ_ONLY:
        return DataDirReadOnly("介质不能写，回执写不上。", what_to_do)
    return StorageProblem("介质读写出错，回执写不上。", what_to_do)
