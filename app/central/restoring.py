"""A centre from a back-up that is whole: first the objects, the database last, so that one cut off leaves no half."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.central.backup import DATABASE, KEYS, sha256_of, told_by
from app.central.keys import missing, open_keys
from app.central.known_keys import lacking
from app.central.missing_objects import missing_objects
from app.central.object_list import OBJECTS, sound_objects
from app.central.objects import ObjectStore
from app.central.settings import centre_home
from app.central.storage import restorings
from app.central.storage.after_restore import make_room
from app.central.storage.database import Database
from app.central.storage.looked_into import keys_known, looked_into
from app.central.storage.moment import now
from app.domain.errors import StorageProblem, WrongInput, WrongKey

_UNPACK = f"例如：age -d -i 保管人的密钥 {KEYS} | tar -x -C 数据目录/central。"


@dataclass(frozen=True, slots=True)
class Restored:
    made_at: str
    objects: int
    checked: bool
    """False where the back-up has no list of its objects: then they were only counted."""
    missing: int = 0
    """Attachments that the database says have arrived, and that are neither in the back-up nor here."""


def restore(data_dir: Path, source: Path, object_store: str = "", *, missing_ok: bool = False) -> Restored:
    """Into a data directory without a database. `missing_ok`: also where attachments are missing that the back-up does
    not say it lacks. Raises WrongInput, WrongKey, StorageProblem.
    """
    told, home = told_by(source), centre_home(data_dir)
    if (home / DATABASE).exists():
        raise WrongInput("这里已经有中心的数据库。", "请恢复到新的数据目录，或先把旧的移走。")
    if left := [each.name for each in _logs_of(home / DATABASE) if each.exists()]:
        raise WrongInput(f"这里还有旧数据库的 {left[0]}。", "请把它也移走，和旧的数据库放在一起。")
    if not (home / "keys" / "seal.key").exists():
        raise WrongKey("没有中心的密钥，恢复了也打不开。", "请先把 keys 目录放回数据目录。" + _UNPACK)
    if sha256_of(source / DATABASE) != told["database_sha256"]:
        raise StorageProblem("备份里的数据库坏了。", "请用另一份备份。")
    _check_keys(home / "keys", source, told)
    digests = sound_objects(source, told)
    missing = _missing(source, digests, home / OBJECTS, object_store)
    if missing > int(told.get("missing", 0)) and not missing_ok:
        raise StorageProblem(
            f"备份的数据库里有 {missing} 个附件，备份里没有，附件存储里也没有；什么都没有恢复。",
            "附件还在原来的存储里的请写 --object-store；没有别的备份、真的没有了才写 --missing-ok。",
        )
    copies, store = ObjectStore(source / OBJECTS), ObjectStore(home / OBJECTS, object_store)
    for name, digest in digests.items():
        copied = copies.copy(name, store)
        if copied is None or (digest and copied != digest):
            raise StorageProblem("备份里的附件在恢复时变了或不见了。", "请检查备份盘，或用另一份备份。")
    draft = home / f"{DATABASE}.restored"
    try:
        _drop_logs(draft)  # of a restoring that was killed: SQLite would play them into this copy
        shutil.copyfile(source / DATABASE, draft)
        after_restore(f"sqlite:///{draft}", datetime.fromisoformat(told["made_at"]))
        _drop_logs(draft)
        draft.replace(home / DATABASE)
        _flush_folder(home)
    except OSError as error:
        raise StorageProblem("数据库没能恢复。", "请检查磁盘的空间和权限，再做一次。") from error
    return Restored(told["made_at"], len(digests), all(digests.values()), missing)


def _missing(source: Path, copied: Collection[str], folder: Path, object_store: str) -> int:
    """What lies already where it is to be restored to is not missing. Raises ConfigInvalid, StorageProblem."""
    copies = ObjectStore(source / OBJECTS)
    with looked_into(source / DATABASE) as connection:
        missing = missing_objects(connection, copied, copies.listed)
        if missing and (object_store or folder.exists()):
            store = ObjectStore(folder, object_store)
            here = {*store.names("")}
            missing = missing_objects(
                connection, here | {*copied}, lambda key: (copies if key in copied else store).listed(key)
            )
    return len(missing)


def _check_keys(folder: Path, source: Path, told: dict[str, Any]) -> None:
    """Raises WrongKey, StorageProblem."""
    with looked_into(source / DATABASE) as copy:
        known = keys_known(copy)
    if gone := missing(folder, {each.file for each in known}):
        raise WrongKey(f"keys 目录不全，没有 {'、'.join(gone)}。", "请放回备份时的整个 keys 目录。" + _UNPACK)
    keys = open_keys(folder)
    recipients = {str(each.to_public()) for each in keys.identity.all()}
    if told["recipient"] not in recipients or lacking(known, keys):
        raise WrongKey("这里的密钥不是备份时的那一套。", "请放回备份时的 keys 目录。" + _UNPACK)


def after_restore(database_url: str, made_at: datetime | None = None) -> None:
    """Bring it to this program's schema and make room for what it has forgotten: once after every restoring.

    `made_at`: when the back-up was made, where that is known. Stations are told that it was restored by another id.
    Raises StorageProblem, also where nothing was restored.
    """
    database = Database(database_url)
    try:
        database.prepare(founds=False)
        with database.write() as connection:
            make_room(connection)
            restorings.begin(connection, made_at, now())
    finally:
        database.close()


def _logs_of(database: Path) -> list[Path]:
    """What SQLite keeps beside a database and believes to be part of it."""
    return [database.with_name(database.name + each) for each in ("-wal", "-shm", "-journal")]


def _drop_logs(database: Path) -> None:
    for each in _logs_of(database):
        each.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
