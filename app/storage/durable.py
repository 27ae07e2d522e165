"""Writing files so that after a power cut they are whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def make_private_directory(path: Path) -> None:
    """The directory, for this user alone, durable in its parent."""
    if path.is_dir():
        return
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_directory(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """A private file with this content, new or in place of an older one; nobody ever sees a part of it."""
    write_all_whole({path: content})


def part_of(path: Path) -> Path:
    """Where a file is written before it gets its name."""
    return path.with_name(path.name + ".part")


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """Several at once, with one sync per directory.

    On an error none of those that were not there before stays. What stood under a name stays as it was or as it is
    now, whole: the new file may be the only one of its kind by then, so it is never taken away.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            part = part_of(path)
            made.append(part)
            _write_synced(part, content)
            is_new = not path.exists()
            part.replace(path)
            if is_new:
                made.append(path)
        for folder in {path.parent for path in files}:
            sync_directory(folder)
    except BaseException:
        remove_quietly(made)
        raise


@contextmanager
def new_durable_file(path: Path) -> Iterator[BinaryIO]:
    """A private file to write into piece by piece; durable with its name when the block ends, gone if it fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        sync_directory(path.parent)
    except BaseException:
        remove_quietly([path])
        raise


def remove_quietly(files: Iterable[Path]) -> None:
    """What cannot be removed now is an orphan, and the sweep at the next start takes it."""
    for each in files:
        try:
            each.unlink(missing_ok=True)
        except OSError:
            continue


def sync_directory(path: Path) -> None:
    """Make the names in a directory durable. Windows does so by itself and cannot open directories."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_synced(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
