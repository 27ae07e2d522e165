"""One-time notices in the encrypted database. Implements the port `NoticeBook`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Row, exists, insert, select

from app.audit import audit_event
from app.domain.formats import CHINA, case_number
from app.domain.notices import OneTimeNotice
from app.domain.prints import PaperKind, PrintState
from app.storage.audit_log import append_record
from app.storage.counters import PREFIX_BEFORE_ENROLMENT, PREFIX_SETTING, next_value
from app.storage.database import Database
from app.storage.outbox_rows import enqueue_event
from app.storage.settings import read_setting
from app.storage.tables import notices, outbox_events, print_jobs

NOTICE_GIVEN = "notice.given"
SERIES = "G"
"""告知: sets the numbers of notices apart from those of cases."""
_columns, _job = notices.c, print_jobs.c


class StoredNotices:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def give(
        self, case_id: str, item_code: str, item_version: str, missing: tuple[str, ...], operator: str
    ) -> OneTimeNotice:
        """See the port."""
        now = self._clock()
        listed = json.dumps(list(missing))
        with self._database.writing() as connection:
            same = (_columns.case_id == case_id, _columns.item_version == item_version, _columns.missing == listed)
            before = connection.execute(select(notices).where(*same, ~_came_out())).first()
            if before is not None:
                return _notice(before)
            row = {
                "id": str(uuid_utils.uuid7()),
                "number": _next_number(connection, now),
                "case_id": case_id,
                "item_code": item_code,
                "item_version": item_version,
                "missing": listed,
                "operator": operator,
                "given_at": now,
            }
            connection.execute(insert(notices), row)
            told = audit_event("notice.given", case_id=case_id, item=item_code, missing=len(missing), operator=operator)
            append_record(connection, now, told)
            return _notice(connection.execute(select(notices).where(_columns.id == row["id"])).one())


def tell_given(connection: Connection, number: str, now: datetime) -> None:
    """In the transaction that says that the paper came out; once, however often it is printed.

    It is an event of its own: nothing of a case waits for it.
    """
    notice = _notice(connection.execute(select(notices).where(_columns.number == number)).one())
    known = select(outbox_events.c.id).where(outbox_events.c.case_id == notice.id)
    if connection.execute(known).first() is not None:
        return
    told = {
        "id": notice.id,
        "case_id": notice.case_id,
        "number": notice.number,
        "item": notice.item_code,
        "missing": list(notice.missing),
        "operator": notice.operator,
        "given_at": notice.given_at.astimezone(UTC).isoformat(),
    }
    enqueue_event(connection, NOTICE_GIVEN, notice.id, notice.item_version, now, told)


def _came_out() -> Any:
    """Something of it: a list that lies on somebody's table is not printed again under the same number unasked."""
    failed = (_job.state == PrintState.FAILED.value) & (_job.begun == 0)
    return exists().where(_job.paper == PaperKind.NOTICE.value, _job.number == _columns.number, ~failed)


def _next_number(connection: Connection, now: datetime) -> str:
    series = f"{read_setting(connection, PREFIX_SETTING) or PREFIX_BEFORE_ENROLMENT}{SERIES}"
    day = now.astimezone(CHINA).date()
    return case_number(series, day, next_value(connection, f"notice_number:{series}{day:%Y%m%d}"))


def _notice(row: Row[Any]) -> OneTimeNotice:
    return OneTimeNotice(
        row.id,
        row.number,
        row.case_id,
        row.item_code,
        row.item_version,
        tuple(json.loads(row.missing)),
        row.operator,
        row.given_at,
    )
