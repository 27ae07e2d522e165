"""Cases as the office sees them, and their statuses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, or_, select, update
from sqlalchemy import case as either

from app.central.storage import appointments, business_names, changes, mailings
from app.central.storage.corrections import payloads_of
from app.central.storage.moment import now
from app.central.storage.tables import (
    attachments,
    cases,
    documents,
    evaluations,
    events,
    paper_events,
    stations,
    uploads,
)
from app.domain.case import CaseStatus

COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`event_id` is its submission, `payload` what that says; `corrections` what came since, sealed, oldest first."""

    id: str
    event_id: str
    number: str
    former_number: str
    item: str
    item_version: str
    station_id: str
    channel: str
    status: str
    reason: str
    submitted_at: datetime
    received_at: datetime
    corrected_by: str
    payload: bytes = field(repr=False)
    corrections: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def content(self) -> str:
        """Names the content that stands now."""
        return self.corrected_by or self.event_id


_OF_EVENTS = ("payload", "corrections")
_COLUMNS = [cases.c[name] for name in CaseRow.__dataclass_fields__ if name not in _OF_EVENTS] + [events.c.payload]
_SENDER = either((attachments.c.sent_by == "", cases.c.station_id), else_=attachments.c.sent_by)
_WITH_EVENT = select(*_COLUMNS).join(events, events.c.id == cases.c.event_id)


IDS_AT_ONCE = 5_000
"""PostgreSQL takes 65,535 values in a statement, SQLite as many as it was built for."""


def _some_of(ids: Collection[str]) -> Iterator[tuple[str, ...]]:
    waiting = iter(ids)
    while some := tuple(islice(waiting, IDS_AT_ONCE)):
        yield some


def newest(connection: Connection, limit: int) -> list[CaseRow]:
    rows = connection.execute(_WITH_EVENT.order_by(cases.c.received_at.desc(), cases.c.id.desc()).limit(limit))
    return _corrected(connection, [CaseRow(*row) for row in rows])


def find(connection: Connection, id_or_number: str) -> CaseRow | None:
    """By its id, or by the number on the receipt."""
    row = connection.execute(
        _WITH_EVENT.where(or_(cases.c.id == id_or_number, cases.c.number == id_or_number)).limit(1)
    ).one_or_none()
    return _corrected(connection, [CaseRow(*row)])[0] if row else None


def _corrected(connection: Connection, rows: list[CaseRow]) -> list[CaseRow]:
    changed = [row.id for row in rows if row.corrected_by]
    if not changed:
        return rows
    since = {key: value for some in _some_of(changed) for key, value in payloads_of(connection, some).items()}
    return [replace(row, corrections=since.get(row.id, ())) for row in rows]


def attachments_of(connection: Connection, case_ids: Collection[str]) -> list[RowMapping]:
    """Declared attachments in their order; `object_key` is empty while the file has not arrived."""
    return [row for some in _some_of(case_ids) for row in _attachments_of(connection, some)]


def _attachments_of(connection: Connection, case_ids: Collection[str]) -> list[RowMapping]:
    arrived = (uploads.c.case_id == attachments.c.case_id) & (uploads.c.name == attachments.c.name)
    same = (uploads.c.sha256 == attachments.c.sha256) & (uploads.c.size == attachments.c.size)
    rows = connection.execute(
        select(attachments, uploads.c.object_key)
        .join(cases, cases.c.id == attachments.c.case_id)
        .join(
            uploads,
            arrived & same & (uploads.c.state == COMPLETE) & (uploads.c.station_id == _SENDER),
            isouter=True,
        )
        .where(attachments.c.case_id.in_(case_ids))
        .order_by(attachments.c.case_id, attachments.c.position)
    ).mappings()
    return list({(row["case_id"], row["name"]): row for row in rows}.values())


def evaluations_of(connection: Connection, case_ids: Collection[str]) -> dict[str, RowMapping]:
    found = [select(evaluations).where(evaluations.c.case_id.in_(some)) for some in _some_of(case_ids)]
    return {row["case_id"]: row for query in found for row in connection.execute(query).mappings()}


def documents_of(connection: Connection, case_ids: Collection[str]) -> list[RowMapping]:
    of = documents.c.case_id
    found = [select(documents).where(of.in_(some)).order_by(documents.c.issued_at) for some in _some_of(case_ids)]
    return [row for query in found for row in connection.execute(query).mappings()]


def papers_of(connection: Connection, case_ids: Collection[str]) -> list[RowMapping]:
    """What happened to papers, in the order it was sent; `payload` of a reprint says who ordered it and why."""
    found = (
        select(paper_events, events.c.payload)
        .join(events, events.c.id == paper_events.c.event_id)
        .where(paper_events.c.case_id.in_(case_ids))
        .order_by(paper_events.c.case_id, events.c.enrolment, events.c.sequence)
    )
    return list(connection.execute(found).mappings())


def document(connection: Connection, code: str) -> dict[str, Any] | None:
    """A paper by its verification code, with the case it belongs to and that case's sealed payload. That of a refused
    case too: `status` says what it is worth."""
    row = (
        connection.execute(
            select(documents, cases.c.station_id, cases.c.status, events.c.payload)
            .join(cases, cases.c.id == documents.c.case_id)
            .join(events, events.c.id == cases.c.event_id)
            .where(documents.c.code == code)
        )
        .mappings()
        .one_or_none()
    )
    return dict(row) if row else None


def set_status(connection: Connection, case: CaseRow, change: changes.StatusChange, at: datetime) -> None:
    """The case and what its station is told, together."""
    _give_back(connection, [change])
    mailings.want(connection, _completed([change]), at)
    connection.execute(update(cases).where(cases.c.id == case.id).values(status=change.status, reason=change.reason))
    changes.tell(connection, case.station_id, [change], at)


def decided(connection: Connection, told: Sequence[changes.StatusChange]) -> None:
    """The cases alone: what their station is told goes with the rest of its batch."""
    _give_back(connection, told)
    mailings.want(connection, _completed(told), now())
    if told:
        values = [{"its_id": each.case_id, "its_status": each.status, "its_reason": each.reason} for each in told]
        connection.execute(_DECIDED, values)


def _give_back(connection: Connection, told: Sequence[changes.StatusChange]) -> None:
    """What a refused case has booked is free for others, and the name it wanted."""
    refused = [each.case_id for each in told if each.status == CaseStatus.REFUSED]
    appointments.release(connection, refused)
    business_names.release(connection, refused)


def _completed(told: Sequence[changes.StatusChange]) -> list[str]:
    """What came of them may have to be mailed."""
    return [each.case_id for each in told if each.status == CaseStatus.COMPLETED]


_DECIDED = (
    update(cases)
    .where(cases.c.id == bindparam("its_id"))
    .values(status=bindparam("its_status"), reason=bindparam("its_reason"))
)


def hold(connection: Connection, case_id: str) -> None:
    """Lock the case's station until the transaction ends, where the database has row locks.

    The intake of a batch holds the same row: so everything about a station's cases queues at one place, and no two can
    wait for each other. Read the case after this, not before.
    """
    found = select(stations.c.id).join(cases, cases.c.station_id == stations.c.id).where(cases.c.id == case_id)
    connection.execute(found.with_for_update(of=stations))
