"""Small attachments of one request lie in one object: one file to flush, one object to put, however many there are."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from app.central.objects import ObjectStore

PREFIX = "packs"


def keep_pack(objects: ObjectStore, contents: Sequence[bytes], at: datetime) -> list[str]:
    """One key for each content, in its order; all durable on return. Raises StorageProblem."""
    if not contents:
        return []
    key = f"{PREFIX}/{at:%Y%m%d}/{uuid.uuid4()}.pack"
    keys, offset = [], 0
    for each in contents:
        keys.append(f"{key}#{offset}+{len(each)}")
        offset += len(each)
    objects.put_bytes(key, b"".join(contents))
    return keys
