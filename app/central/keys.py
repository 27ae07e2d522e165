"""The centre's own keys, made at the first start and readable by its own account only.

keys/seal.key     age identities, newest first: open what stations seal
keys/hall.key     age identity: opens at a counter what a terminal hands over; terminals have its public half
keys/issuer.pem   private key and certificate of the test authority that signs stations' document-signing keys
keys/person.key   32 bytes: by a keyed hash of the ID number a person's cases are found without opening any
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.central.issuer import Issuer, load_issuer, new_issuer
from app.central.seal_identities import SealIdentities
from app.domain.errors import DataDirReadOnly, StorageProblem

PERSON_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class CentreKeys:
    """`identity` are all with which seals are opened, `recipient` the public half of the newest (`age1…`)."""

    identity: SealIdentities = field(repr=False)
    issuer: Issuer
    hall: Any = field(repr=False)
    person: bytes = field(repr=False)

    @property
    def recipient(self) -> str:
        return self.identity.recipient


def open_keys(folder: Path) -> CentreKeys:
    """Load the keys, making those that are missing. Two programs may do so at once: the first one wins."""
    from pyrage import IdentityError, x25519

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        kept_file(folder / "seal.key", lambda: f"{x25519.Identity.generate()}\n".encode())
        hall = kept_file(folder / "hall.key", lambda: str(x25519.Identity.generate()).encode())
        issuer = kept_file(folder / "issuer.pem", new_issuer)
        person = kept_file(folder / "person.key", lambda: secrets.token_bytes(PERSON_KEY_BYTES))
        if len(person) != PERSON_KEY_BYTES:
            raise _spoilt()
    except PermissionError as error:
        raise DataDirReadOnly("中心的密钥目录不能写。", "请检查数据目录权限。") from error
    try:
        hall_identity = x25519.Identity.from_str(hall.decode().strip())
        return CentreKeys(SealIdentities(folder / "seal.key"), load_issuer(issuer), hall_identity, person)
    except (IdentityError, ValueError) as error:
        raise _spoilt() from error


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
    return path.read_bytes()
