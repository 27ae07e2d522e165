"""Saving one case for good, against one durable SQLite commit of the same bytes in the same folder."""

from __future__ import annotations

import json
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import uuid_utils

from tests.bench.sides import in_turns

ITEM = "temporary-id-card"
PHOTO_BYTES = 40 * 1024
SIGNATURE_BYTES = 8 * 1024


def application() -> tuple[Any, tuple[Any, ...]]:
    """Photo and signature of a sample, filled up to a full size with bytes that no compression makes small."""
    from app.catalogue import load_catalogue
    from app.catalogue.samples import make_sample
    from app.domain.case import NewAttachment

    sample = make_sample(load_catalogue(None).item(ITEM), seed=1)
    sizes = {"image/jpeg": PHOTO_BYTES, "image/png": SIGNATURE_BYTES}
    noise = Random(1)
    files = []
    for each in sample.attachments.values():
        size = sizes[each.media_type]
        content = (each.content + noise.randbytes(max(0, size - len(each.content))))[:size]
        files.append(NewAttachment(each.name, each.media_type, content))
    return sample.data, tuple(files)


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    from app.domain.case import Submission
    from app.storage import open_store

    data, files = application()
    text = json.dumps(data, ensure_ascii=False)
    store = open_store(folder / "station", lambda: datetime.now(UTC))
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE things (id TEXT PRIMARY KEY, data TEXT, photo BLOB, signature BLOB)")

    def submit() -> float:
        submission = Submission(str(uuid_utils.uuid7()), ITEM, "1", data, files)
        begun = time.perf_counter()
        store.cases.submit(submission)
        return (time.perf_counter() - begun) * 1000

    def commit() -> float:
        row = (str(uuid_utils.uuid7()), text, *(each.content for each in files))
        begun = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("INSERT INTO things VALUES (?, ?, ?, ?)", row)
        plain.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000

    try:
        return in_turns(submit, commit, rounds, warm_up=5)
    finally:
        plain.close()
        store.close()
