"""A result of a case: kept sealed to the centre, told to the station, given out sealed to a key of its asking."""

from __future__ import annotations

import hashlib
import mimetypes
import uuid
from typing import Any

from app.central.keys import CentreKeys
from app.central.objects import ObjectStore
from app.central.sealing import SealBroken, open_bytes, seal_bytes
from app.central.storage import cases, changes, results
from app.central.storage.changes import RESULT, Notice
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.results import Result
from app.domain.errors import StorageProblem, WrongInput

LARGEST_RESULT_BYTES = 16 * 1024 * 1024
NAME_MAX_CHARS = 100


def add(
    database: Database, objects: ObjectStore, keys: CentreKeys, case_id: str, name: str, content: bytes
) -> dict[str, Any]:
    """By id or number of the case. Raises WrongInput, StorageProblem."""
    if not 0 < len(name) <= NAME_MAX_CHARS or not name.isprintable() or set(name) & set("/\\"):
        raise WrongInput("结果的名字不能用。", "只写文件名，例如 certificate.pdf。")
    if not 0 < len(content) <= LARGEST_RESULT_BYTES:
        raise WrongInput(f"结果文件是空的，或者超过 {LARGEST_RESULT_BYTES // 1024**2} MB。")
    with database.read() as connection:
        case = cases.find(connection, case_id)
    if case is None:
        raise WrongInput("中心没有这个办件。", "请核对编号。")
    key = f"results/{case.id}/{uuid.uuid4()}.age"
    objects.put_bytes(key, seal_bytes(keys.recipient, content))
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    at = now()
    result = Result(case.id, name, media_type, len(content), hashlib.sha256(content).hexdigest(), key, at)
    document = {"name": name, "media_type": media_type, "size": result.size, "sha256": result.sha256}
    with database.write() as connection:
        results.keep(connection, result)
        told = Notice(RESULT, {"case_id": case.id, "document": document}, case.id)
        changes.tell(connection, case.station_id, [told], at)
    return {"case_id": case.id, **document}


def sealed_for(objects: ObjectStore, keys: CentreKeys, result: Result, reply_to: str) -> bytes:
    """The plain bytes, sealed to `reply_to`. Raises SealBroken("recipient"), StorageProblem."""
    try:
        plain = open_bytes(keys.identity, objects.get(result.object_key))
    except SealBroken as error:
        raise StorageProblem("结果打不开：中心的解封密钥不是当时的那一把。", "请恢复 keys 目录。") from error
    return seal_bytes(reply_to, plain)
