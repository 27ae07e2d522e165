"""Objects in a folder, flushed with every folder entry that leads to them."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import DiskFull

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})

Content = bytes | bytearray | Iterator[bytes]


class ObjectFolder:
    """Several programs may share the folder.

    A file is whole before anybody hears of its key. A new one has its name from the beginning, which saves flushing the
    folder's journal twice; one that is there already (left over from a power cut) is replaced by a whole one.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._root = root
        self._named: set[Path] = {root}

    def write(self, key: str, content: Content) -> None:
        """Durable on return. Raises DiskFull, OSError."""
        path = self._root / key
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            draft, file = _begun(path)
            try:
                _fill(file, content)
                if draft != path:
                    draft.replace(path)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
        except OSError as error:
            if error.errno in _FULL:
                raise DiskFull("中心的磁盘满了。", "请清理磁盘后再试。") from error
            raise
        self._flush_names(path)

    def writable(self) -> bool:
        return self._root.is_dir() and os.access(self._root, os.W_OK)

    def _flush_names(self, path: Path) -> None:
        """The file's name in its folder, and each folder's name in its own folder once."""
        _flush_folder(path.parent)
        new = [each for each in path.parents if each not in self._named and self._root in each.parents]
        for folder in new:
            _flush_folder(folder.parent)
            self._named.add(folder)


def _begun(path: Path) -> tuple[Path, BinaryIO]:
    """Under its name, or under another where somebody was faster: never is a file of another writer touched."""
    try:
        return path, path.open("xb")
    except FileExistsError:
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        return draft, draft.open("xb")


def _fill(file: BinaryIO, content: Content) -> None:
    with file:
        if isinstance(content, bytes | bytearray):
            file.write(content)
        else:
            file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
