"""The age identities with which this centre opens what stations seal: newest first, one a line of keys/seal.key.

Stations seal to the newest; what was sealed to an older one opens for as long as its line stands. It is an ordinary
identity file: `age -d -i seal.key FILE` tries them all. A running centre reads the file again when it has changed.

keys/hall.key is such a file too, of one identity: its next one takes the older one's place.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyrage import IdentityError, x25519

from app.domain.errors import StorageProblem

NEXT = "# next"
"""Before an identity that may open already, but to which nothing is sealed yet: it is being copied to replicas."""


class SealIdentities:
    """Raises StorageProblem where the file holds none, or something else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._lines: tuple[str, ...] = ()
        self._all: tuple[Any, ...] = ()
        self._current: tuple[Any, ...] = ()
        self.all()

    def all(self) -> tuple[Any, ...]:
        """Newest first; looks at the file's time and size at each call."""
        try:
            found = self._path.stat()
            if (found.st_mtime_ns, found.st_size) != self._seen:
                self._read((found.st_mtime_ns, found.st_size))
        except OSError as error:
            if not self._all:
                raise StorageProblem("读不到中心的解封密钥。", "请从备份恢复 keys 目录。") from error
        return self._all

    def sealed_to(self) -> tuple[Any, ...]:
        """Those to which stations seal or ever did: all but a prepared one."""
        self.all()
        return self._current

    @property
    def recipient(self) -> str:
        """The public half of the newest (`age1…`)."""
        return str(self.all()[0].to_public())

    def prepare(self) -> str:
        """Add an identity that will be the next one; where one waits already, that. Its public half."""
        self.all()
        if NEXT not in self._lines:
            self._write([*self._lines, NEXT, str(x25519.Identity.generate())])
        return str(x25519.Identity.from_str(self._lines[self._lines.index(NEXT) + 1]).to_public())

    def rotate(self) -> str:
        """Seal to a new identity from now on: the prepared one, or one made now. Its public half. Raises OSError."""
        self.all()
        lines = list(self._lines)
        if NEXT in lines:
            place = lines.index(NEXT)
            new = lines[place + 1]
            del lines[place : place + 2]
        else:
            new = str(x25519.Identity.generate())
        self._write([new, *lines])
        return self.recipient

    def keep_prepared(self) -> None:
        """The prepared identity alone, where there is one: nothing opens any more what was sealed to the older ones."""
        self.all()
        if NEXT in self._lines:
            self._write([self._lines[self._lines.index(NEXT) + 1]])

    def prepared(self) -> tuple[Any, ...]:
        """The one to which nothing is sealed yet, or none."""
        every = self.all()
        return every[len(self._current) :]

    def _read(self, seen: tuple[int, int]) -> None:
        text = self._path.read_text(encoding="ascii", errors="replace")
        lines = tuple(each.strip() for each in text.splitlines() if each.strip())
        try:
            identities = tuple(x25519.Identity.from_str(each) for each in lines if not each.startswith("#"))
        except (IdentityError, ValueError) as error:
            raise _broken() from error
        if not identities or (NEXT in lines and lines[-1] == NEXT):
            raise _broken()
        waiting = lines[lines.index(NEXT) + 1] if NEXT in lines else ""
        current = tuple(each for each in identities if str(each) != waiting)
        if not current:
            raise _broken()
        self._lines, self._seen = lines, seen
        self._current = current
        self._all = current + tuple(each for each in identities if str(each) == waiting)

    def _write(self, lines: list[str]) -> None:
        draft = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write("".join(f"{each}\n" for each in lines).encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(self._path.parent)
        self._seen = None
        self.all()


def identities_in(identity: Any) -> tuple[Any, ...]:
    """Those of a `SealIdentities`, those that were given, or the one."""
    if isinstance(identity, tuple):
        return identity
    return identity.all() if isinstance(identity, SealIdentities) else (identity,)


def key_id(recipient: str) -> str:
    """A short name for a public key, for people and logs."""
    return sha256(recipient.encode("ascii")).hexdigest()[:16]


def _broken() -> StorageProblem:
    return StorageProblem("中心的密钥文件坏了。", "请从备份恢复 keys 目录。")


def sync_folder(folder: Path) -> None:
    """Make the names in it durable. Raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
