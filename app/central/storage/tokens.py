"""Tokens that were used: each is taken once, by whichever replica sees it first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, text

from app.central.storage.database import Database
from app.central.storage.moment import Moment
from app.central.storage.tables import used_tokens

_USE = text(
    "INSERT INTO used_tokens (station_id, jti, expires_at) VALUES (:station_id, :jti, :expires_at)"
    " ON CONFLICT DO NOTHING"
).bindparams(bindparam("expires_at", type_=Moment))


def use(database: Database, station_id: str, jti: str, expires_at: datetime) -> bool:
    """False where it was used before.

    Waits for no disk: the row outlives the process, and a token that outlives a power cut has run out before the
    machine is up again.
    """
    with database.write_soon() as connection:
        used = connection.execute(_USE, {"station_id": station_id, "jti": jti, "expires_at": expires_at})
        return used.rowcount == 1


def forget_expired(connection: Connection, at: datetime) -> None:
    connection.execute(delete(used_tokens).where(used_tokens.c.expires_at < at))
