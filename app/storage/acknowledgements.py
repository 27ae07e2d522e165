"""What became of the centre's changes: first a row, then told, and told again until the centre has heard it.

A command is begun in a row before it is carried out: after a crash it is known that it was, and not done again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from app.audit import audit_event
from app.domain.ports import Acknowledgement, ChangeOutcome, StationCommand
from app.storage.audit_log import append_record
from app.storage.changes import feed_of
from app.storage.tables import changes

BEGUN = "begun"
COMMAND = "command"
CATALOGUE = "catalogue.changed"

_columns = changes.c
_listed = func.json_each(bindparam("cursors")).table_valued("value")
_TELL = update(changes).where(_columns.cursor.in_(select(_listed.c.value))).values(told=1)


def acknowledgements(connection: Connection, limit: int) -> list[Acknowledgement]:
    """Of the present centre only: another counts its changes for itself."""
    mark = f"@{feed_of(connection)}"
    query = (
        select(_columns.cursor, _columns.outcome, _columns.detail)
        .where(_columns.told == 0, _columns.outcome.in_([each.value for each in ChangeOutcome]))
        .where(_columns.cursor.endswith(mark, autoescape=True))
        .order_by(_columns.received_at)
        .limit(limit)
    )
    return [
        Acknowledgement(row.cursor.removesuffix(mark), ChangeOutcome(row.outcome), row.detail)
        for row in connection.execute(query)
    ]


def acknowledged(connection: Connection, cursors: Sequence[str]) -> None:
    mark = f"@{feed_of(connection)}"
    connection.execute(_TELL, {"cursors": json.dumps([f"{each}{mark}" for each in cursors])})


def open_commands(connection: Connection) -> list[StationCommand]:
    """Whatever centre gave them: they are for this machine."""
    query = (
        select(_columns.cursor, _columns.body, _columns.outcome)
        .where(_columns.told == 0, _columns.kind == COMMAND, _columns.outcome.in_(["", BEGUN]))
        .order_by(_columns.received_at, _columns.cursor)
    )
    return [_command(row.cursor, row.body, row.outcome) for row in connection.execute(query)]


def _command(cursor: str, body: str, outcome: str) -> StationCommand:
    told = json.loads(body)["body"]
    return StationCommand(cursor, told["id"], told["name"], begun=outcome == BEGUN)


def begin_command(connection: Connection, cursor: str) -> None:
    waiting = _columns.outcome == ""
    connection.execute(update(changes).where(_columns.cursor == cursor, waiting).values(outcome=BEGUN))


def end_command(connection: Connection, cursor: str, outcome: ChangeOutcome, detail: str, now: datetime) -> None:
    """Once: what is told the centre does not change any more."""
    name = next((each.name for each in open_commands(connection) if each.cursor == cursor), None)
    if name is None:
        return
    ended = {"outcome": outcome.value, "detail": detail, "applied": int(outcome is ChangeOutcome.DONE)}
    connection.execute(update(changes).where(_columns.cursor == cursor).values(**ended))
    append_record(connection, now, audit_event("command.ended", name=name, outcome=outcome.value))


_CATALOGUE_WAITS = (_columns.told == 0) & (_columns.kind == CATALOGUE) & (_columns.outcome == "")


def catalogue_waits(connection: Connection) -> bool:
    return connection.execute(select(_columns.cursor).where(_CATALOGUE_WAITS).limit(1)).first() is not None


def end_catalogue(connection: Connection, outcome: ChangeOutcome, detail: str) -> None:
    """Whatever of the centre's catalogues waits: they follow one another, and what holds of the last holds of all."""
    ended = {"outcome": outcome.value, "detail": detail, "applied": int(outcome is ChangeOutcome.DONE)}
    connection.execute(update(changes).where(_CATALOGUE_WAITS).values(**ended))


def catalogue_was_put(connection: Connection, digest: str, wrong: str, now: datetime) -> None:
    refused, put = audit_event("catalogue.refused", sha256=digest), audit_event("catalogue.put", sha256=digest)
    append_record(connection, now, refused if wrong else put)
