"""Putting work for the centre into the outbox, inside the transaction that makes the work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import uuid_utils
import zstandard
from sqlalchemy import Connection, insert, literal_column
from sqlalchemy.sql import ColumnElement

from app.audit import canonical_json
from app.storage.centre_seal import CentreSeal
from app.storage.counters import next_value
from app.storage.tables import outbox_events, outbox_payloads, outbox_uploads

SEQUENCE = "event_sequence"
CASE_CORRECTED = "case.corrected"
ZSTD_LEVEL = 1
"""Half the time of the usual level; a form becomes hardly longer by it."""

_ADD_EVENT = insert(outbox_events)
_ADD_PAYLOAD = insert(outbox_payloads)
_ADD_UPLOAD = insert(outbox_uploads)


class RowState(StrEnum):
    WAITING = "waiting"
    SETTLED = "settled"
    PARKED = "parked"


LEFT = "left"
"""Of an early upload: erased here, to be ended at the centre."""

# Written out in the SQL, not bound: SQLite uses a partial index only where it sees the very word.
IS_WAITING: ColumnElement[str] = literal_column("'waiting'")
IS_SETTLED: ColumnElement[str] = literal_column("'settled'")
IS_PARKED: ColumnElement[str] = literal_column("'parked'")


def enqueue_event(
    connection: Connection,
    kind: str,
    case_id: str,
    version: str,
    now: datetime,
    body: Mapping[str, Any],
    seal: CentreSeal | None = None,
    *,
    event_id: str = "",
) -> None:
    """One event with its own id (made here where none is given) and the station's next sequence number.

    With `seal` only the centre can read it.
    """
    plain = canonical_json(body)
    payload = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(plain)
    sequence = next_value(connection, SEQUENCE)
    row = {
        "sequence": sequence,
        "id": event_id or str(uuid_utils.uuid7()),
        "kind": kind,
        "case_id": case_id,
        "occurred_at": now,
        "catalogue_version": version,
        "payload_sha256": sha256(plain).hexdigest(),
        "sealed_to": "" if seal is None else seal.recipient,
        "state": RowState.WAITING,
        "attempts": 0,
        "due_at": now,
        "reason": "",
    }
    connection.execute(_ADD_EVENT, row)
    sealed = payload if seal is None else seal.file(payload)
    connection.execute(_ADD_PAYLOAD, {"sequence": sequence, "payload": sealed})


def enqueue_upload(
    connection: Connection, attachment_id: str, case_id: str, now: datetime, size: int, sealed_sha256: str = ""
) -> None:
    """`size` is that of the plain bytes: the small ones go first. `sealed_sha256`: what was sealed to the centre."""
    row = {
        "id": attachment_id,
        "case_id": case_id,
        "state": RowState.WAITING,
        "url": "",
        "spool_file": "",
        "sealed_sha256": sealed_sha256,
        "attempts": 0,
        "due_at": now,
        "reason": "",
        "size": size,
    }
    connection.execute(_ADD_UPLOAD, row)
