"""Attachments on the disk: each one an age file sealed to the station's own identity, under a name that says nothing.

A file is written and synced before the row that names it is committed, inside that row's transaction. So a crash
leaves at most files without a row, and whoever holds the write transaction can tell them for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
import uuid_utils

from app.domain.errors import StorageProblem
from app.storage.durable import make_private_directory, remove_quietly, write_all_whole

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

    def remove(self, names: Iterable[str]) -> None:
        remove_quietly(self._folder / name for name in names)

    def names_since(self, day: str) -> set[str]:
        """All file names of that day and later, unfinished ones too."""
        days = [each for each in self._folder.iterdir() if _DAY.fullmatch(each.name) and each.name >= day]
        return {f"{each.name}/{file.name}" for each in days for file in each.iterdir()}


def damaged_attachment() -> StorageProblem:
    return StorageProblem("附件文件已损坏，打不开。", "请联系技术人员检查磁盘，并从备份恢复这个附件。")
