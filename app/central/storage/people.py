"""Finding a person's cases without opening any: by a keyed hash of the ID number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select

from app.central.case_people import ROLES, digest_of, key_mark
from app.central.storage.cases import CaseRow
from app.central.storage.person_tables import case_people, handed_results
from app.central.storage.rows import Rows
from app.central.storage.tables import cases, events

NOBODY = b""
"""Of a case that cannot be opened any more: it is not tried again."""
_people = case_people.c


def rows_for(key: bytes, case_id: str, numbers: Sequence[str]) -> Rows:
    """`numbers` in the order of the roles; an empty one is nobody."""
    return [
        {"case_id": case_id, "role": role, "digest": digest_of(key, number), "key_mark": key_mark(key)}
        for role, number in zip(ROLES, numbers, strict=False)
        if number
    ]


def roles_in(connection: Connection, digest: bytes, limit: int) -> dict[str, set[str]]:
    """Per case what this person is in it; the newest cases."""
    found = (
        select(_people.case_id, _people.role)
        .join(cases, cases.c.id == _people.case_id)
        .where(_people.digest == digest)
        .order_by(cases.c.received_at.desc(), cases.c.id.desc())
        .limit(limit)
    )
    roles: dict[str, set[str]] = {}
    for row in connection.execute(found):
        roles.setdefault(row.case_id, set()).add(row.role)
    return roles


def roles_in_case(connection: Connection, case_id: str, digest: bytes) -> set[str]:
    """What this person is in it; nothing where it is none of theirs."""
    found = select(_people.role).where(_people.case_id == case_id, _people.digest == digest)
    return set(connection.scalars(found))


def digests_of(connection: Connection, case_ids: Collection[str]) -> dict[str, set[bytes]]:
    """Per case everybody in it."""
    found: dict[str, set[bytes]] = {}
    if case_ids:
        for row in connection.execute(select(_people.case_id, _people.digest).where(_people.case_id.in_(case_ids))):
            found.setdefault(row.case_id, set()).add(bytes(row.digest))
    return found


def without_rows(connection: Connection, mark: str, limit: int) -> list[CaseRow]:
    """Cases that came before there were such rows, or that were hashed with another key."""
    known = exists().where(_people.case_id == cases.c.id, _people.key_mark == mark)
    columns = [cases.c[name] for name in CaseRow.__dataclass_fields__ if name not in ("payload", "corrections")]
    found = select(*columns, events.c.payload).join(events, events.c.id == cases.c.event_id).where(~known).limit(limit)
    return [CaseRow(*row) for row in connection.execute(found)]


def put(connection: Connection, case_id: str, rows: Rows) -> None:
    """In the place of what was there."""
    connection.execute(delete(case_people).where(_people.case_id == case_id))
    connection.execute(insert(case_people), rows)


# ---------------------------------------------------------------- results given out elsewhere


def hand_out(connection: Connection, case_id: str, station_id: str, at: datetime) -> None:
    here = (handed_results.c.case_id == case_id) & (handed_results.c.station_id == station_id)
    connection.execute(delete(handed_results).where(here))
    connection.execute(insert(handed_results).values(case_id=case_id, station_id=station_id, at=at))


def handed_to(connection: Connection, station_id: str, case_ids: Collection[str]) -> set[str]:
    """Those of the cases of which this station fetched a result."""
    if not case_ids:
        return set()
    columns: Any = handed_results.c
    found = select(columns.case_id).where(columns.station_id == station_id, columns.case_id.in_(case_ids))
    return set(connection.scalars(found))
