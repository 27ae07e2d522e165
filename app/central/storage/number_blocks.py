"""Blocks of case numbers: leased once, accounted for by the station, given to nobody else whatever becomes of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, insert, select, update

from app.central.audit.verdicts import SealVerdict
from app.central.storage import audit_trails, stations
from app.central.storage.stations import Station
from app.central.storage.tables import number_blocks

OPEN = "open"
CLOSED = "closed"
"""By the centre, when it revoked the station: nobody gives these numbers any more, whatever the station says later."""


@dataclass(frozen=True, slots=True)
class Block:
    """Both ends included."""

    lease: str
    prefix: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class BlockUse:
    """What a station says became of a block."""

    lease: str
    used: int
    unused: int
    state: str


def lease(connection: Connection, station: Station, size: int, ask: str, at: datetime) -> Block:
    """A new block; the same `ask` of the same enrolment gets the same block again: its answer may have been lost."""
    stations.locked(connection, station.id)
    columns = number_blocks.c
    query = select(columns.lease, columns.prefix, columns.first, columns.last)
    mine = (columns.station_id == station.id) & (columns.enrolment == station.enrolment) & (columns.ask == ask)
    given = connection.execute(query.where(mine)).first() if ask else None
    if given is not None:
        return Block(*given)
    first = stations.lease_numbers(connection, station.id, size)
    block = Block(str(uuid.uuid4()), station.number_prefix, first, first + size - 1)
    row = {name: getattr(block, name) for name in Block.__dataclass_fields__}
    row |= {"station_id": station.id, "enrolment": station.enrolment, "ask": ask or str(uuid.uuid4())}
    connection.execute(insert(number_blocks), row | {"state": OPEN, "used": 0, "leased_at": at})
    return block


def tell_uses(connection: Connection, station: Station, uses: Sequence[BlockUse], at: datetime) -> None:
    """Blocks of other stations, or that never were, are passed over.

    Whoever tells fewer used than were told once is an old image: what was used stays used, and it is a finding.
    """
    columns = number_blocks.c
    for each in uses:
        mine = (columns.lease == each.lease) & (columns.station_id == station.id) & (columns.state != CLOSED)
        whole = mine & (columns.last - columns.first + 1 == each.used + each.unused)
        goes_back = columns.used > each.used
        if connection.execute(select(columns.lease).where(whole, goes_back)).first() is not None:
            audit_trails.find_fault(connection, station, SealVerdict.ROLLBACK.value, "numbers", at)
        used = case((goes_back, columns.used), else_=each.used)
        # It cannot open again what it does not know to have ended.
        state = case((goes_back, columns.state), else_=each.state) if each.state == OPEN else each.state
        connection.execute(update(number_blocks).where(whole).values(used=used, state=state, told_at=at))


def close(connection: Connection, station_id: str, at: datetime) -> int:
    """Of a revoked station; how many blocks were still open."""
    columns = number_blocks.c
    still_open = update(number_blocks).where(columns.station_id == station_id, columns.state == OPEN)
    return connection.execute(still_open.values(state=CLOSED, told_at=at)).rowcount


def blocks_of(connection: Connection, station_id: str) -> list[dict[str, Any]]:
    """For the office, oldest first. `unused`: what is left, or will never be given."""
    query = select(number_blocks).where(number_blocks.c.station_id == station_id).order_by(number_blocks.c.first)
    return [
        {name: row[name] for name in ("lease", "prefix", "first", "last", "used", "state")}
        | {"unused": row["last"] - row["first"] + 1 - row["used"]}
        for row in connection.execute(query).mappings()
    ]
