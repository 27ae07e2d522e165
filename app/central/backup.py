"""A back-up in a folder: the database as it was at one moment, then every object it names.

backup.json      written last: a folder without it is no back-up
central.db       SQLite, whole, without unfinished uploads
objects/         sealed attachments, as they lie in the store
objects.sha256   the list of them, as `sha256sum` writes it
keys.tar.age     the centre's keys, sealed to somebody who keeps them elsewhere; only when asked for

Objects are written before the row that names them, so database first and objects second is consistent while the centre
works. Without the keys nobody can read what is in the objects and in the cases.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.central.keys import SEAL, WHENCE, missing
from app.central.known_keys import checked_keys
from app.central.missing_objects import missing_objects, still_named
from app.central.object_list import LIST, OBJECTS, TOLD_AS, written
from app.central.objects import ObjectStore
from app.central.seal_identities import SealIdentities
from app.central.sealing import SealBroken, seal_bytes
from app.central.settings import centre_home
from app.central.storage.database import Database
from app.central.storage.looked_into import keys_known, looked_into
from app.central.storage.snapshot import snapshot
from app.domain.errors import StorageProblem, WrongInput, WrongKey

FORMAT = 1
TELLS = "backup.json"
DATABASE = "central.db"
KEYS = "keys.tar.age"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """`missing`: attachments that the database says have arrived, and that were not to be found."""

    objects: int
    keys: bool
    missing: int = 0


def back_up(
    data_dir: Path, target: Path, object_store: str = "", keys_for: str = "", *, missing_ok: bool = False
) -> BackedUp:
    """Whole, or nothing is left behind. `keys_for` is the age public key of whoever keeps the keys.

    `missing_ok`: also where attachments are missing, which are counted. Raises WrongInput, WrongKey, StorageProblem.
    """
    home = centre_home(data_dir)
    if not (home / DATABASE).exists():
        raise WrongInput("这里没有中心的 SQLite 数据库。", "PostgreSQL 请用 pg_dump，见 docs/operations/centre.md。")
    if target.exists() and any(target.iterdir()):
        raise WrongInput("备份文件夹不是空的。", "请给一个新的文件夹。")
    was_there = target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _made(home, target, ObjectStore(home / OBJECTS, object_store), keys_for, missing_ok=missing_ok)
    except BaseException as error:
        _clear(target, was_there=was_there)
        if isinstance(error, OSError | sqlite3.Error):
            raise StorageProblem("备份没有做成。", "请检查备份盘的空间和权限，再做一次。") from error
        raise


def _made(home: Path, target: Path, source: ObjectStore, keys_for: str, *, missing_ok: bool) -> BackedUp:
    left_out = set(snapshot(home / DATABASE, target / DATABASE))
    recipient = _recipient(home / "keys", target / DATABASE)
    if keys_for:
        (target / KEYS).write_bytes(_sealed_keys(home / "keys", keys_for))
    copies = ObjectStore(target / OBJECTS)
    names = [name for name in source.names("") if name not in left_out]
    digests = {name: source.copy(name, copies) for name in names}
    copied = {name: each for name, each in digests.items() if each}  # parts of uploads under way come and go
    missing = _missing(home / DATABASE, target / DATABASE, copied, copies)
    if missing and not missing_ok:
        raise StorageProblem(
            f"数据库里有 {len(missing)} 个附件在附件存储里找不到，备份没有做成。",
            "附件存在别处的请写 --object-store，和启动中心时一样；真的没有了才写 --missing-ok。",
        )
    _write(target / LIST, written(copied))
    told = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(),
        "database_sha256": sha256_of(target / DATABASE),
        "recipient": recipient,
        "objects": len(copied),
        "missing": len(missing),
        TOLD_AS: sha256_of(target / LIST),
    }
    _flush(target / DATABASE)
    _write(target / TELLS, json.dumps(told, indent=2).encode())
    return BackedUp(len(copied), bool(keys_for), len(missing))


def _missing(live: Path, copy: Path, copied: Collection[str], copies: ObjectStore) -> list[str]:
    """Of what the copied database names; not what was taken back while it was copied."""
    with looked_into(copy) as connection:
        missing = missing_objects(connection, copied, copies.listed)
    if not missing:
        return []
    database = Database(f"sqlite:///{live}")
    try:
        return still_named(database, missing)
    finally:
        database.close()


def _clear(target: Path, *, was_there: bool) -> None:
    """What of a back-up was written; the folder was empty."""
    shutil.rmtree(target / OBJECTS, ignore_errors=True)
    with suppress(OSError):
        for name in (DATABASE, f"{DATABASE}-journal", KEYS, LIST, TELLS):
            (target / name).unlink(missing_ok=True)
        if not was_there:
            target.rmdir()


def _recipient(folder: Path, copy: Path) -> str:
    """To which the stations of this database seal. Raises WrongKey: without these keys a back-up is useless."""
    with looked_into(copy) as connection:
        known = keys_known(connection)
    if known:
        return checked_keys(known, folder).recipient
    if missing(folder, [SEAL]):
        raise WrongKey("没有中心的密钥，备份了也打不开。", WHENCE)
    return SealIdentities(folder / SEAL).recipient


def told_by(folder: Path) -> dict[str, Any]:
    """What a back-up says of itself. Raises WrongInput where it is none."""
    try:
        told: dict[str, Any] = json.loads((folder / TELLS).read_bytes())
    except (OSError, ValueError) as error:
        raise WrongInput("这个文件夹不是完整的备份。", f"里面要有 {TELLS}。") from error
    if told.get("format") != FORMAT:
        raise WrongInput("备份是由更新的程序做的。", "请升级本程序后再恢复。")
    return told


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed_keys(folder: Path, recipient: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(folder.iterdir()):
            if not path.name.startswith("."):
                archive.add(path, f"keys/{path.name}")
    try:
        return seal_bytes(recipient, packed.getvalue())
    except SealBroken as error:
        raise WrongInput("密钥保管人的 age 公钥写得不对。", "写法如 age1…。") from error


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _flush(path)
    if os.name == "posix":
        _flush(path.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
