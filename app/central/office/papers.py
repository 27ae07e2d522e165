"""An attachment opened from its seal and compared with what its case declares, before a byte of it is shown."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import RowMapping

from app.central.centre import Centre
from app.central.opened_pieces import opened_pieces
from app.central.sealing import SealBroken
from app.domain.errors import StorageProblem

NOT_ARRIVED = "工作站还没有把它传到。"
ALTERED = "这份文件和交来时不一样，可能被改动过，不给看。请告诉管中心的人，原样不要动。"
GONE = "这份文件现在读不出来。请告诉管中心的人，看看磁盘或对象存储。"


@dataclass(frozen=True, slots=True)
class Unshowable:
    """Why a file is not shown, in words."""

    words: str


def plain_pieces(centre: Centre, row: RowMapping) -> Iterator[bytes]:
    """Raises SealBroken, StorageProblem, both also in the middle."""
    return opened_pieces(centre.keys.identity, centre.objects.pieces(row["object_key"]))


def checked(centre: Centre, row: RowMapping) -> Unshowable | None:
    """None where it is whole and what was declared. Reads it once; a video of any size is never in memory."""
    if not row["object_key"]:
        return Unshowable(NOT_ARRIVED)
    digest, size = hashlib.sha256(), 0
    try:
        for each in plain_pieces(centre, row):
            digest.update(each)
            size += len(each)
    except SealBroken:
        return Unshowable(ALTERED)
    except StorageProblem:
        return Unshowable(GONE)
    is_declared = size == row["size"] and hmac.compare_digest(digest.hexdigest(), row["sha256"])
    return None if is_declared else Unshowable(ALTERED)
