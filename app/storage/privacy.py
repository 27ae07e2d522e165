"""What this station holds of one person. Implements the port `PersonalData`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from app.audit import audit_event
from app.domain.case import Kept
from app.domain.formats import mask_id_number
from app.domain.privacy import Erased, Held, HeldCase, HeldFile
from app.storage.audit_log import append_record
from app.storage.case_rows import WITH_CONTENT, applicant_digest
from app.storage.data_life import DataLife
from app.storage.database import Database
from app.storage.drafts_of_person import forget_drafts_of, held_drafts_of
from app.storage.old_pages import note_old_pages, old_pages_wait
from app.storage.operator_acts import checked_number
from app.storage.outbox_rows import IS_SETTLED
from app.storage.recordings import RecordingStore
from app.storage.tables import (
    attachments,
    cases,
    custody,
    document_papers,
    documents,
    evaluations,
    outbox_events,
    outbox_uploads,
    print_jobs,
)

OF_WHO_CAME = ("agent", "face", "consent")
"""Of a case's data what is the agent's, where one came."""


class StoredPersonalData:
    def __init__(
        self,
        database: Database,
        life: DataLife,
        films: RecordingStore,
        search_key: bytes,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._life = life
        self._films = films
        self._search_key = search_key
        self._clock = clock

    def held_of(self, id_number: str, operator: str) -> Held:
        who = checked_number(operator)
        with self._database.writing() as connection:
            digest = self._digest(id_number)
            query = WITH_CONTENT.where(_of_person(digest)).order_by(cases.c.row.desc())
            held = tuple(_held(connection, row, row.applicant != digest) for row in connection.execute(query).all())
            drafts = held_drafts_of(connection, self._films, id_number)
            counted = audit_event("privacy.reported", operator=who, cases=len(held), drafts=len(drafts))
            append_record(connection, self._clock(), counted)
        return Held(held, drafts)

    def erase(self, id_number: str, operator: str) -> Erased:
        who = checked_number(operator)
        now, of_person = self._clock(), _of_person(self._digest(id_number))
        count = select(func.count()).select_from(cases).where(of_person)
        with self._database.writing() as connection:
            before = connection.execute(count).scalar_one()
            connection.execute(update(cases).where(of_person).values(erase_at=self._life.erases_by(connection)))
            gone = forget_drafts_of(connection, id_number)
            if gone:
                note_old_pages(connection)
            counted = audit_event("privacy.erasure_asked", operator=who, cases=before, drafts=len(gone))
            append_record(connection, now, counted)
        self._films.forget_of(gone)
        self._life.tend()
        with self._database.reading() as connection:
            waiting = connection.execute(count).scalar_one()
        return Erased(before - waiting, waiting, len(gone), old_pages_wait(self._database))

    def _digest(self, id_number: str) -> bytes:
        return applicant_digest(self._search_key, id_number)


def _of_person(digest: bytes) -> ColumnElement[bool]:
    """Whoever applied, and whoever acted for somebody who did."""
    return or_(cases.c.applicant == digest, cases.c.agent == digest)


def _told(data: Mapping[str, Any], *, as_agent: bool) -> dict[str, Any]:
    """To each what is theirs: an agent hears what is held of the agent, an applicant who acted for them."""
    if as_agent:
        return {part: data[part] for part in OF_WHO_CAME if part in data}
    agent = data.get("agent")
    if not isinstance(agent, Mapping):
        return dict(data)
    number = mask_id_number(str(agent.get("id_number", "")))
    masked = {key: value for key, value in agent.items() if key != "birth_date"}
    return {**data, "agent": {**masked, "id_number": number}}


def _held(connection: Connection, row: Row[tuple[object, ...]], as_agent: bool) -> HeldCase:
    readable = row.kept == Kept.READABLE
    numbers = connection.execute(select(documents.c.number).where(documents.c.case_id == row.id)).scalars().all()
    papers = select(func.count()).select_from(document_papers).where(document_papers.c.number.in_(numbers))
    evaluation = connection.execute(select(evaluations).where(evaluations.c.case_id == row.id)).first()
    waiting = [_count(connection, each, row.id, waits=True) for each in (outbox_events, outbox_uploads)]
    return HeldCase(
        id=row.id,
        number=row.number,
        item_code=row.item_code,
        status=row.status,
        submitted_at=row.submitted_at,
        channel=row.channel,
        kept=Kept(row.kept),
        at_centre=not any(waiting),
        erase_at=row.erase_at,
        reason="" if as_agent else row.reason,
        data=_told(json.loads(row.data), as_agent=as_agent) if readable else {},
        files=_files(connection, row.id),
        grade=evaluation.grade if evaluation else None,
        evaluation_text=evaluation.text if evaluation else "",
        documents=() if as_agent else tuple(numbers),
        papers_kept=connection.execute(papers).scalar_one(),
        print_jobs=_count(connection, print_jobs, row.id),
        left_behind=_count(connection, custody, row.id),
        as_agent=as_agent,
    )


def _files(connection: Connection, case_id: str) -> tuple[HeldFile, ...]:
    query = select(attachments).where(attachments.c.case_id == case_id).order_by(attachments.c.position)
    return tuple(
        HeldFile(
            row.name, row.media_type, row.size, row.removed_at is None, row.removed_at is None and not row.sealed_to
        )
        for row in connection.execute(query)
    )


def _count(connection: Connection, table: Table, case_id: str, *, waits: bool = False) -> int:
    query = select(func.count()).select_from(table).where(table.c.case_id == case_id)
    if waits:
        query = query.where(table.c.state != IS_SETTLED)
    return int(connection.execute(query).scalar_one())
