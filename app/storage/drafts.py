"""Drafts of the desk in the encrypted database. Implements the port `DraftBook`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, insert, select

from app.audit import audit_event
from app.domain.drafts import DRAFTS_KEPT, HELD_KEPT, KeptDraft
from app.domain.formats import CHINA
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.erasing_time import ErasingTime
from app.storage.tables import cases, draft_files, drafts

NOBODY = "none"


class StoredDrafts:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._erasing = ErasingTime(clock)

    def keep(self, draft: KeptDraft) -> None:
        """See the port. Pictures that are there already are not written again: they are large, an answer is small."""
        with self._database.writing() as connection:
            keep_draft(connection, draft, self._clock())

    def forget(self, case_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(drafts).where(drafts.c.case_id == case_id))

    def kept(self) -> Sequence[KeptDraft]:
        """See the port. What is a case already is none: it was saved, and the power went before its draft did."""
        with self._database.writing() as connection:
            self._drop_old(connection)
            rows = connection.execute(select(drafts).order_by(drafts.c.kept_at.desc())).all()
            files: dict[str, dict[str, bytes]] = {}
            for case_id, name, content in connection.execute(select(draft_files)):
                files.setdefault(case_id, {})[name] = bytes(content)
        return [
            KeptDraft(
                row.case_id,
                row.item,
                row.item_version,
                row.step,
                row.operator,
                row.kept_at,
                json.loads(row.content),
                files.get(row.case_id, {}),
            )
            for row in rows
        ]

    def case_ids(self) -> frozenset[str]:
        """Of what is kept; no card and no picture is read for it."""
        with self._database.writing() as connection:
            self._drop_old(connection)
            return frozenset(connection.scalars(select(drafts.c.case_id)))

    def _drop_old(self, connection: Connection) -> None:
        now = self._erasing.moment(connection)
        connection.execute(delete(drafts).where(exists().where(cases.c.id == drafts.c.case_id)))
        is_held = func.coalesce(func.json_extract(drafts.c.content, "$.held"), 0) == 1
        old = (drafts.c.kept_at < now - DRAFTS_KEPT) & ~is_held
        connection.execute(delete(drafts).where(old | (drafts.c.kept_at < _begins(now) - HELD_KEPT)))


def keep_draft(connection: Connection, draft: KeptDraft, now: datetime) -> None:
    """As `StoredDrafts.keep`, within a transaction of somebody else's."""
    row = {
        "case_id": draft.case_id,
        "item": draft.item_code,
        "item_version": draft.item_version,
        "step": draft.step,
        "operator": draft.operator,
        "kept_at": draft.kept_at,
        "content": json.dumps(dict(draft.content), ensure_ascii=False),
    }
    of_case = select(draft_files.c.name, draft_files.c.content).where(draft_files.c.case_id == draft.case_id)
    there = {name: bytes(content) for name, content in connection.execute(of_case)}
    gone = [name for name, content in there.items() if draft.files.get(name) != content]
    new = {name: content for name, content in draft.files.items() if there.get(name) != content}
    connection.execute(delete(draft_files).where(draft_files.c.case_id == draft.case_id, draft_files.c.name.in_(gone)))
    known = connection.execute(select(drafts.c.case_id).where(drafts.c.case_id == draft.case_id)).first()
    if draft.content.get("held") and not _is_held(connection, draft.case_id):
        event = audit_event("case.held", case_id=draft.case_id, operator=draft.operator or NOBODY)
        append_record(connection, now, event)
    if known is None:
        connection.execute(insert(drafts), row)
    else:
        connection.execute(drafts.update().where(drafts.c.case_id == draft.case_id).values(**row))
    if new:
        rows = [{"case_id": draft.case_id, "name": name, "content": new[name]} for name in new]
        connection.execute(insert(draft_files), rows)


def kept_until(kept_at: datetime, *, is_held: bool) -> datetime:
    """From then on a draft that is not touched is forgotten at the next look."""
    return _begins(kept_at + HELD_KEPT) + timedelta(days=1) if is_held else kept_at + DRAFTS_KEPT


def _begins(now: datetime) -> datetime:
    """The day of now in China: a one-time notice promises a day, and that is kept to its end."""
    return now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)


def _is_held(connection: Connection, case_id: str) -> bool:
    held = func.json_extract(drafts.c.content, "$.held")
    return bool(connection.execute(select(held).where(drafts.c.case_id == case_id)).scalar())
