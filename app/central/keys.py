"""The centre's own keys, made at the first start and readable by its own account only.

keys/seal.key     age identities, newest first: open what stations seal
keys/hall.key     age identity: opens at a counter what a terminal hands over; terminals have its public half
keys/issuer.pem   private key and certificate of the test authority that signs stations' document-signing keys
keys/person.key   32 bytes: by a keyed hash of the ID number a person's cases are found without opening any
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.central.issuer import Issuer, load_issuer, new_issuer
from app.central.seal_identities import SealIdentities, sync_folder
from app.domain.errors import DataDirReadOnly, StorageProblem, WrongKey

PERSON_KEY_BYTES = 32
SEAL, HALL, ISSUER, PERSON = "seal.key", "hall.key", "issuer.pem", "person.key"
FILES = (SEAL, HALL, ISSUER, PERSON)
WHENCE = "请从第一个副本或备份把整个 keys 目录复制到数据目录的 central 里，再启动。"


@dataclass(frozen=True, slots=True)
class CentreKeys:
    """`identity` are all with which seals are opened, `recipient` the public half of the newest (`age1…`)."""

    identity: SealIdentities = field(repr=False)
    issuer: Issuer
    hall: SealIdentities = field(repr=False)
    person: bytes = field(repr=False)

    @property
    def recipient(self) -> str:
        return self.identity.recipient


def open_keys(folder: Path) -> CentreKeys:
    """Load the keys, making those that are missing. Two programs may do so at once: the first one wins.

    A centre takes `known_keys.keys_of`, which makes none that its database knows. Raises DataDirReadOnly,
    StorageProblem.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        for name, make in _MADE.items():
            kept_file(folder / name, make)
    except PermissionError as error:
        raise DataDirReadOnly("中心的密钥目录不能写。", "请检查数据目录权限。") from error
    return load_keys(folder)


def load_keys(folder: Path) -> CentreKeys:
    """The keys as they are there; none is made. Raises WrongKey, DataDirReadOnly, StorageProblem."""
    if gone := missing(folder, _MADE):
        raise WrongKey(f"中心的密钥目录里没有 {'、'.join(gone)}。", WHENCE)
    try:
        person = (folder / PERSON).read_bytes()
        if len(person) != PERSON_KEY_BYTES:
            raise _spoilt()
        issuer = load_issuer((folder / ISSUER).read_bytes())
        return CentreKeys(SealIdentities(folder / SEAL), issuer, SealIdentities(folder / HALL), person)
    except PermissionError as error:
        raise DataDirReadOnly("中心的密钥文件读不了。", "请检查 keys 目录的权限。") from error
    except ValueError as error:
        raise _spoilt() from error


def missing(folder: Path, names: Iterable[str]) -> list[str]:
    """Which of these files of keys/ are not there. Raises DataDirReadOnly."""
    try:
        return sorted(each for each in names if not (folder / each).exists())
    except PermissionError as error:
        raise DataDirReadOnly("中心的密钥目录读不了。", "请检查数据目录权限。") from error


def _new_identity() -> bytes:
    from pyrage import x25519

    return f"{x25519.Identity.generate()}\n".encode()


_MADE: dict[str, Callable[[], bytes]] = {
    SEAL: _new_identity,
    HALL: _new_identity,
    ISSUER: new_issuer,
    PERSON: lambda: secrets.token_bytes(PERSON_KEY_BYTES),
}


def _spoilt() -> StorageProblem:
    return StorageProblem("中心的密钥文件坏了。", "请从备份恢复 keys 目录。")


def kept_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made durable with 0600 where there is none yet."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        sync_folder(path.parent)
    return path.read_bytes()
