"""Enrolments that another took the place of: what they signed before can be told by their public keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from app.central.storage.stations import Station
from app.central.storage.tables import former_enrolments

_columns = former_enrolments.c
_OF_STATION = ("enrolment", "kind", "public_key")


def keep(connection: Connection, station: Station, at: datetime) -> None:
    """As it is enrolled anew. `station`: as it was until now."""
    row = {name: getattr(station, name) for name in ("number_prefix", *_OF_STATION)}
    connection.execute(insert(former_enrolments).values(station_id=station.id, ended_at=at, **row))


def of_prefix(connection: Connection, station: Station, number_prefix: str) -> Station | None:
    """The station as it was under an earlier enrolment, revoked since that ended; None where its key is not known."""
    mine = (_columns.station_id == station.id) & (_columns.number_prefix == number_prefix)
    query = select(*(_columns[name] for name in _OF_STATION), _columns.ended_at)
    row = connection.execute(query.where(mine)).one_or_none()
    if row is None:
        return None
    kept = {name: getattr(row, name) for name in _OF_STATION}
    return replace(station, number_prefix=number_prefix, revoked_at=row.ended_at, **kept)
