"""A database from an older back-up must not give again what it gave after that back-up and has forgotten."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, text, update

from app.central.storage.tables import number_prefixes, stations

CURSORS_SKIPPED = 1_000_000
NUMBERS_SKIPPED = 1_000_000
PREFIXES_SKIPPED = 100
"""More than any centre gives between two back-ups."""


def make_room(connection: Connection) -> None:
    """Leave the cursors, case numbers and number prefixes that may be known outside to those who know them.

    A station asks for changes after the last cursor it saw: one that was used before would never reach it.
    """
    connection.execute(
        update(stations).values(
            change_cursor=stations.c.change_cursor + CURSORS_SKIPPED,
            next_block=stations.c.next_block + NUMBERS_SKIPPED,
        )
    )
    last = connection.execute(select(func.max(number_prefixes.c.id))).scalar_one_or_none()
    if last is None:
        return
    skipped = int(last) + PREFIXES_SKIPPED
    station = connection.execute(select(func.min(number_prefixes.c.station_id))).scalar_one()
    connection.execute(insert(number_prefixes).values(id=skipped, station_id=station))
    if connection.dialect.name == "postgresql":
        sequence = text("SELECT setval(pg_get_serial_sequence('number_prefixes', 'id'), :last)")
        connection.execute(sequence, {"last": skipped})
