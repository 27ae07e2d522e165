"""The custody book in the encrypted database. Implements the port `CustodyBook`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Row, func, insert, select, update

from app.audit import audit_event
from app.domain.custody import BY_HAND, CustodyEnding, CustodyRecord
from app.domain.errors import WrongInput
from app.domain.prints import OperatorAct
from app.storage.audit_log import append_record
from app.storage.database import Database
from app.storage.operator_acts import checked_act
from app.storage.tables import custody

_columns = custody.c
BY_MACHINE = "machine"
_WAITING = (CustodyEnding.OPEN.value, CustodyEnding.RETRACTED.value)


class StoredCustody:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def open(self, thing: str, case_id: str) -> CustodyRecord:
        now = self._clock()
        record = CustodyRecord(str(uuid_utils.uuid7()), thing, case_id, now)
        with self._database.writing() as connection:
            connection.execute(
                insert(custody),
                {
                    "id": record.id,
                    "thing": thing,
                    "case_id": case_id,
                    "left_at": now,
                    "ending": CustodyEnding.OPEN.value,
                    "operator": "",
                    "reason": "",
                },
            )
            append_record(connection, now, audit_event("custody.opened", record_id=record.id, thing=thing))
        return record

    def seen(self, thing: str, ending: CustodyEnding) -> None:
        """See the port."""
        now = self._clock()
        with self._database.writing() as connection:
            newest = (
                select(custody)
                .where(_columns.thing == thing, _columns.ending == CustodyEnding.OPEN.value)
                .order_by(_columns.row.desc())
                .limit(1)
            )
            row = connection.execute(newest).first()
            if row is not None:
                _end(connection, _record(row), ending, now, OperatorAct("", ""))

    def close(self, record_id: str, ending: CustodyEnding, act: OperatorAct) -> CustodyRecord:
        """See the port."""
        if ending not in BY_HAND:
            raise WrongInput("只能写已交还（handed_over）或已销毁（destroyed）。")
        checked = checked_act(act, "本人拿身份证来领走了")
        now = self._clock()
        with self._database.writing() as connection:
            record = _find(connection, record_id)
            if not record.needs_a_person:
                raise WrongInput("这条遗落记录已经了结。", "用 kiosk custody list 看还有哪些没了结。")
            _end(connection, record, ending, now, checked)
            return _find(connection, record_id)

    def records(self, limit: int = 100) -> Sequence[CustodyRecord]:
        with self._database.reading() as connection:
            rows = connection.execute(select(custody).order_by(_columns.row.desc()).limit(limit))
            return [_record(row) for row in rows]

    def waiting(self) -> int:
        with self._database.reading() as connection:
            count = select(func.count()).select_from(custody).where(_columns.ending.in_(_WAITING))
            return int(connection.execute(count).scalar_one())


def _find(connection: Connection, record_id: str) -> CustodyRecord:
    row = connection.execute(select(custody).where(_columns.id == record_id)).first()
    if row is None:
        raise WrongInput("没有这条遗落记录。", "用 kiosk custody list 看编号。")
    return _record(row)


def _end(connection: Connection, record: CustodyRecord, ending: CustodyEnding, now: datetime, act: OperatorAct) -> None:
    connection.execute(
        update(custody)
        .where(_columns.id == record.id)
        .values(ending=ending.value, ended_at=now, operator=act.operator, reason=act.reason)
    )
    who = act.operator or BY_MACHINE
    told = audit_event("custody.ended", record_id=record.id, thing=record.thing, ending=ending.value, operator=who)
    append_record(connection, now, told)


def _record(row: Row[Any]) -> CustodyRecord:
    return CustodyRecord(
        row.id, row.thing, row.case_id, row.left_at, CustodyEnding(row.ending), row.ended_at, row.operator, row.reason
    )
