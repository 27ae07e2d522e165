"""Stations, their one-time enrolment codes and the counters that belong to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from app.central.storage.tables import cases, enrolment_codes, number_prefixes, stations


@dataclass(frozen=True, slots=True)
class Station:
    """`enrolment` counts how often it was enrolled; `public_key` is PEM, P-256."""

    id: str
    kind: str
    enrolment: int
    number_prefix: str
    public_key: str = field(repr=False)
    signing_key_sha256: str = field(repr=False)
    signing_certificate: str = field(repr=False)
    revoked_at: datetime | None = None
    revoked_because: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    station_id: str
    kind: str
    expires_at: datetime
    used_at: datetime | None


# Built once: each batch asks them, and putting a statement together costs more than its answer.
_IS_ASKED = stations.c.id == bindparam("asked")
_STATION = select(*(stations.c[name] for name in Station.__dataclass_fields__)).where(_IS_ASKED)
_HELD = (
    select(stations.c.contiguous_sequence, stations.c.enrolment, stations.c.revoked_at)
    .where(_IS_ASKED)
    .with_for_update()
)
_ADVANCE = update(stations).where(_IS_ASKED).values(contiguous_sequence=bindparam("reached"))


def station(connection: Connection, station_id: str) -> Station | None:
    row = connection.execute(_STATION, {"asked": station_id}).one_or_none()
    return Station(*row) if row else None


def locked(connection: Connection, station_id: str) -> int:
    """Hold the station's row until the transaction ends (where the database has row locks); its contiguous sequence."""
    row = select(stations.c.contiguous_sequence).where(stations.c.id == station_id).with_for_update()
    return int(connection.execute(row).scalar_one())


def contiguous(connection: Connection, station_id: str) -> int:
    """Up to it every event was heard."""
    reached = select(stations.c.contiguous_sequence).where(stations.c.id == station_id)
    return int(connection.execute(reached).scalar_one())


@dataclass(frozen=True, slots=True)
class Held:
    contiguous: int
    enrolment: int
    revoked_at: datetime | None


def held(connection: Connection, station_id: str) -> Held:
    """The same hold, and how the station stands now."""
    return Held(*connection.execute(_HELD, {"asked": station_id}).one())


def homes_of(connection: Connection, case_ids: Collection[str]) -> set[str]:
    """The stations that took these cases."""
    return set(connection.scalars(select(cases.c.station_id).where(cases.c.id.in_(case_ids))))


def hold_in_order(connection: Connection, station_ids: Collection[str]) -> None:
    """Their rows until the transaction ends, where the database has row locks; by name, so that nobody waits in a
    circle."""
    found = select(stations.c.id).where(stations.c.id.in_(station_ids)).order_by(stations.c.id)
    connection.execute(found.with_for_update()).all()


def revoke(connection: Connection, station_id: str, because: str, at: datetime) -> None:
    connection.execute(
        update(stations).where(stations.c.id == station_id).values(revoked_at=at, revoked_because=because)
    )


def drop_codes(connection: Connection, station_id: str) -> None:
    """Codes that lie about unused."""
    connection.execute(
        delete(enrolment_codes).where(enrolment_codes.c.station_id == station_id, enrolment_codes.c.used_at.is_(None))
    )


_SHOWN = ("id", "kind", "enrolment", "number_prefix", "enrolled_at", "heartbeat_at", "revoked_at", "revoked_because")


def all_stations(connection: Connection) -> list[RowMapping]:
    found = select(*(stations.c[name] for name in _SHOWN)).order_by(stations.c.id)
    return list(connection.execute(found).mappings())


def enrolled_ids(connection: Connection) -> list[str]:
    return list(connection.scalars(select(stations.c.id).order_by(stations.c.id)))


def keep_code(connection: Connection, code_sha256: str, code: EnrolmentCode, made_at: datetime) -> None:
    """A new code takes the place of the station's earlier unused ones."""
    connection.execute(
        delete(enrolment_codes).where(
            enrolment_codes.c.station_id == code.station_id, enrolment_codes.c.used_at.is_(None)
        )
    )
    connection.execute(
        insert(enrolment_codes).values(
            code_sha256=code_sha256,
            station_id=code.station_id,
            kind=code.kind,
            made_at=made_at,
            expires_at=code.expires_at,
        )
    )


def code_of(connection: Connection, code_sha256: str) -> EnrolmentCode | None:
    row = connection.execute(
        select(*(enrolment_codes.c[name] for name in EnrolmentCode.__dataclass_fields__))
        .where(enrolment_codes.c.code_sha256 == code_sha256)
        .with_for_update()
    ).one_or_none()
    return EnrolmentCode(*row) if row else None


def use_code(connection: Connection, code_sha256: str, at: datetime) -> None:
    connection.execute(update(enrolment_codes).where(enrolment_codes.c.code_sha256 == code_sha256).values(used_at=at))


def save(connection: Connection, saved: Station, enrolled_at: datetime) -> None:
    """Write a station as newly enrolled: its sequence begins again."""
    values = {name: getattr(saved, name) for name in Station.__dataclass_fields__ if name != "id"}
    values |= {"enrolled_at": enrolled_at, "contiguous_sequence": 0}
    if station(connection, saved.id) is None:
        connection.execute(insert(stations).values(id=saved.id, **values))
    else:
        connection.execute(update(stations).where(stations.c.id == saved.id).values(**values))


def next_prefix(connection: Connection, station_id: str) -> str:
    """`BM01`, `BM02` …: every enrolment gets its own, so that no two stations ever give the same number."""
    given = connection.execute(insert(number_prefixes).values(station_id=station_id)).inserted_primary_key
    if given is None:
        raise LookupError("the database named no key for a new number prefix")
    return f"BM{given[0]:02d}"


def advance_sequence(connection: Connection, station_id: str, contiguous: int) -> None:
    connection.execute(_ADVANCE, {"asked": station_id, "reached": contiguous})


def lease_numbers(connection: Connection, station_id: str, size: int) -> int:
    """The first number of a block of `size` that nobody else will get."""
    after = connection.execute(
        update(stations)
        .where(stations.c.id == station_id)
        .values(next_block=stations.c.next_block + size)
        .returning(stations.c.next_block)
    ).scalar_one()
    return int(after) - size


def beat(connection: Connection, station_id: str, state: dict[str, Any], at: datetime) -> int:
    """Keep what it says of itself; how far the unbroken run of its events reaches."""
    kept = update(stations).where(stations.c.id == station_id).values(heartbeat=state, heartbeat_at=at)
    return int(connection.execute(kept.returning(stations.c.contiguous_sequence)).scalar_one())
