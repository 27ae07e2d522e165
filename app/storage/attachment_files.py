"""Attachments on the disk: each one an age file sealed to the station's own identity, under a name that says nothing.

A file is written and synced before the row that names it is committed, inside that row's transaction. So a crash
leaves at most files without a row, and whoever holds the write transaction can tell them for certain.
"""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
import uuid_utils

from app.domain.errors import StorageProblem
from app.storage.durable import make_private_directory, new_durable_file, remove_quietly, write_all_whole

_DAY = re.compile(r"[0-9]{8}")


def new_identity() -> str:
    """A new age identity (AGE-SECRET-KEY-…)."""
    return str(pyrage.x25519.Identity.generate())


class AttachmentFiles:
    """Files `DAY/UUID.age` below one folder; DAY (UTC) lets the sweep look at the last days only."""

    def __init__(self, folder: Path, identity: str) -> None:
        self._folder = folder
        self._identity: Any = pyrage.x25519.Identity.from_str(identity)
        self._recipient: Any = self._identity.to_public()

    def seal(self, plain: bytes) -> bytes:
        sealed: bytes = pyrage.encrypt(plain, [self._recipient])
        return sealed

    def name_for(self, now: datetime) -> str:
        return f"{now:%Y%m%d}/{uuid_utils.uuid7().hex}.age"

    def write(self, sealed: Mapping[str, bytes]) -> None:
        """All of them, durable, or none. Raises OSError."""
        for day in {name.split("/")[0] for name in sealed}:
            make_private_directory(self._folder / day)
        write_all_whole({self._folder / name: content for name, content in sealed.items()})

    def read(self, name: str) -> bytes:
        """Plain bytes. Raises OSError, or StorageProblem where the file is damaged."""
        sealed = (self._folder / name).read_bytes()
        try:
            plain: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise damaged_attachment() from error
        return plain

    def pour_out(self, name: str, sink: BinaryIO) -> None:
        """Plain bytes into `sink`, piece by piece. Raises OSError, or StorageProblem where the file is damaged.

        What went into `sink` before a damage is of no use: only an end without an error makes it the attachment.
        """
        with (self._folder / name).open("rb") as sealed:
            try:
                pyrage.decrypt_io(sealed, sink, [self._identity])
            except pyrage.DecryptError as error:
                raise damaged_attachment() from error
            except OSError as error:
                if error.errno is not None:
                    raise
                raise damaged_attachment() from error  # broken in the middle: told without an error number

    def pour_in(self, name: str, content: BinaryIO) -> tuple[int, str]:
        """Seal `content` to its end into a durable file; size and SHA-256 (hex) of the plain bytes. Raises OSError."""
        read = CountingReader(content)
        make_private_directory((self._folder / name).parent)
        with new_durable_file(self._folder / name) as target:
            written = Noting(target)
            try:
                pyrage.encrypt_io(read, written, [self._recipient])
            except pyrage.EncryptError:
                # The library tells of a full disk in words only; what was raised on the way is what it was.
                raise read.fault or written.fault or OSError(errno.EIO, "sealing was broken off") from None
        return read.size, read.digest.hexdigest()

    def path(self, name: str) -> Path:
        return self._folder / name

    def sealed_path(self, name: str, digest: str) -> Path:
        """A file that is sealed to the centre, sound to its last byte. Raises OSError, StorageProblem."""
        path = self._folder / name
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digest:
                raise damaged_attachment()
        return path

    def copy_sealed(self, name: str, digest: str, target: BinaryIO) -> None:
        """Raises OSError, or StorageProblem where the file is damaged."""
        with self.sealed_path(name, digest).open("rb") as file:
            shutil.copyfileobj(file, target)

    def remove(self, names: Iterable[str]) -> None:
        remove_quietly(self._folder / name for name in names)

    def names_since(self, day: str) -> set[str]:
        """All file names of that day and later, unfinished ones too."""
        days = [each for each in self._folder.iterdir() if _DAY.fullmatch(each.name) and each.name >= day]
        return {f"{each.name}/{file.name}" for each in days for file in each.iterdir()}


class CountingReader:
    """What the age library reads from; counts and digests what goes through."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content
        self.size = 0
        self.digest = sha256()
        self.fault: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._content.read(size)
        except OSError as error:
            self.fault = error
            raise
        self.size += len(piece)
        self.digest.update(piece)
        return piece


class Noting:
    """What the age library writes to; remembers what the disk said."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.fault: OSError | None = None

    def write(self, piece: bytes) -> int:
        try:
            return self._target.write(piece)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        """The file is flushed and synced when it is whole."""


def damaged_attachment() -> StorageProblem:
    return StorageProblem("附件文件已损坏，打不开。", "请联系技术人员检查磁盘，并从备份恢复这个附件。")
