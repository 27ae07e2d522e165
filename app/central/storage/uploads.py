"""Uploads under way and arrived. `offset` counts only bytes that are durable."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from app.central.storage.tables import cases, uploads

RECEIVING = "receiving"
COMPLETE = "complete"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Upload:
    """`size` and `sha256` are those of the plain bytes, `length` and `offset` count sealed ones."""

    id: str
    station_id: str
    case_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    length: int
    offset: int
    state: str
    object_key: str
    metadata: str
    made_at: datetime
    expires_at: datetime


_COLUMNS = [uploads.c[name] for name in Upload.__dataclass_fields__]


def add(connection: Connection, upload: Upload) -> None:
    connection.execute(insert(uploads).values(**asdict(upload)))


def upload(connection: Connection, upload_id: str) -> Upload | None:
    row = connection.execute(select(*_COLUMNS).where(uploads.c.id == upload_id)).one_or_none()
    return Upload(*row) if row else None


def twin(connection: Connection, of: Upload) -> Upload | None:
    """The same attachment, arrived already by another upload."""
    row = connection.execute(
        select(*_COLUMNS)
        .where(
            uploads.c.id != of.id,
            uploads.c.station_id == of.station_id,
            uploads.c.case_id == of.case_id,
            uploads.c.name == of.name,
            uploads.c.sha256 == of.sha256,
            uploads.c.size == of.size,
            uploads.c.state == COMPLETE,
        )
        .limit(1)
    ).one_or_none()
    return Upload(*row) if row else None


def settle(connection: Connection, upload_id: str, state: str, object_key: str = "") -> None:
    connection.execute(update(uploads).where(uploads.c.id == upload_id).values(state=state, object_key=object_key))


def forget(connection: Connection, upload_id: str) -> None:
    connection.execute(delete(uploads).where(uploads.c.id == upload_id))


def caseless(connection: Connection, before: datetime, limit: int) -> list[Upload]:
    """What arrived before that and belongs to no case that came; the oldest `limit` of them."""
    came = exists().where(cases.c.id == uploads.c.case_id)
    found = select(*_COLUMNS).where(uploads.c.state == COMPLETE, uploads.c.made_at < before, ~came)
    return [Upload(*row) for row in connection.execute(found.order_by(uploads.c.made_at).limit(limit))]


def expired(connection: Connection, at: datetime) -> list[str]:
    """Unfinished uploads nobody came back for."""
    ended = uploads.c.state.in_([RECEIVING, REFUSED])  # named one by one, so that the index serves
    return list(connection.scalars(select(uploads.c.id).where(ended, uploads.c.expires_at < at)))
