"""The list of operators as the centre gave it: taken whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from argon2 import Type, extract_parameters
from argon2.exceptions import InvalidHashError
from sqlalchemy import Connection, delete, insert, select, update

from app.audit import audit_event
from app.audit.field_types import FIELD_TYPES
from app.domain.operators import VALID_DAYS, VALID_DAYS_MAX, ListInForce, Operator, Role, pin_digest
from app.storage.audit_log import append_record
from app.storage.settings import read_setting, write_settings
from app.storage.tables import operators

HEARD_SETTING = "operators.heard_at"
VALID_SETTING = "operators.valid_days"
HEARD_EVERY = timedelta(hours=1)
"""A list that holds is noted no more often than this: each note is a write to the disk."""
OPERATORS_MAX = 10_000
NAME_MAX = 64
_NUMBER = re.compile(r"[A-Za-z0-9-]{1,32}")
# A list is not trusted to make every sign-in take all memory or a minute.
PASSES_MAX = 16
MEMORY_MAX_KIB = 1 << 20
LANES_MAX = 16


class BadList(ValueError):
    """`str()` says which part, in one word."""


def replace_operators(connection: Connection, body: Mapping[str, Any], now: datetime) -> None:
    """The whole list instead of the one before. Raises BadList, and then nothing has changed."""
    told, days = body.get("operators"), body.get("valid_days", VALID_DAYS)
    if not isinstance(told, list) or len(told) > OPERATORS_MAX:
        raise BadList("operators")
    if isinstance(days, bool) or not isinstance(days, int) or not 0 < days <= VALID_DAYS_MAX:
        raise BadList("valid_days")
    new = [_operator(each) for each in told]
    if len({each.number for each in new}) != len(new):
        raise BadList("number")
    connection.execute(delete(operators))
    if new:
        connection.execute(insert(operators), [_row(each) for each in new])
    write_settings(connection, {VALID_SETTING: str(days), HEARD_SETTING: now.isoformat()})
    append_record(connection, now, audit_event("operator.list_changed", operators=len(new)))


def list_holds(connection: Connection, now: datetime) -> None:
    """The centre was asked and has no other list."""
    heard = heard_at(connection)
    if heard is not None and not heard <= now < heard + HEARD_EVERY:
        write_settings(connection, {HEARD_SETTING: max(heard, now).isoformat()})


def stand_by(connection: Connection, told: ListInForce, now: datetime) -> None:
    """The centre stood by its list in an answer that came on a medium: whoever is on it as we know them may go on.

    Who is not, or has another PIN there, may not sign in until the list itself comes. One of before what was heard last
    changes nothing, and where no list was given there is nothing to stand by.
    """
    heard = heard_at(connection)
    if heard is None or told.at <= heard:
        return
    listed = {each.number: each for each in told.listed}
    ended = 0
    for known in read_operators(connection):
        now_listed = listed.get(known.number)
        is_as_known = now_listed is not None and now_listed.pin_sha256 == pin_digest(known.pin_hash)
        if not known.active or now_listed is None or not is_as_known:
            ended += known.active
            values = {"active": 0, "pin_hash": ""}
        else:
            values = {"roles": json.dumps([each.value for each in _roles(list(now_listed.roles))])}
        connection.execute(update(operators).where(operators.c.number == known.number).values(values))
    at = min(told.at, max(heard, now))  # a clock that is ahead there wins no days here
    write_settings(connection, {VALID_SETTING: str(told.valid_days), HEARD_SETTING: at.isoformat()})
    append_record(connection, now, audit_event("operator.list_stood_by", operators=len(listed), ended=ended))


def heard_at(connection: Connection) -> datetime | None:
    """When the centre last stood by the list; None where it never gave one."""
    told = read_setting(connection, HEARD_SETTING)
    return datetime.fromisoformat(told) if told else None


def valid_days(connection: Connection) -> int:
    return int(read_setting(connection, VALID_SETTING) or VALID_DAYS)


def read_operators(connection: Connection) -> list[Operator]:
    rows = connection.execute(select(operators).order_by(operators.c.number))
    return [read_operator(row) for row in rows]


def read_operator(row: Any) -> Operator:
    roles = tuple(Role(each) for each in json.loads(row.roles))
    return Operator(row.number, row.name, roles, row.pin_hash, bool(row.active))


def is_number(text: str) -> bool:
    """Whether a staff number may look so: it goes into the log, where nothing personal may stand."""
    return _NUMBER.fullmatch(text) is not None and FIELD_TYPES["code"](text)


def _operator(told: Any) -> Operator:
    if not isinstance(told, Mapping):
        raise BadList("operators")
    number, name, active = told.get("number"), told.get("name"), told.get("active")
    if not isinstance(number, str) or not is_number(number):
        raise BadList("number")
    if not isinstance(name, str) or not 0 < len(name) <= NAME_MAX:
        raise BadList("name")
    if not isinstance(active, bool):
        raise BadList("active")
    return Operator(number, name, _roles(told.get("roles")), _pin_hash(told.get("pin_hash"), active), active)


def _roles(told: Any) -> tuple[Role, ...]:
    """Roles of a newer centre are passed over: whoever has only such may do nothing here."""
    if not isinstance(told, list):
        raise BadList("roles")
    return tuple(each for each in Role if each.value in told)


def _pin_hash(told: Any, active: bool) -> str:
    if not isinstance(told, str) or (active and not told):
        raise BadList("pin_hash")
    if not told:
        return ""
    try:
        asked = extract_parameters(told)
    except (InvalidHashError, ValueError):
        raise BadList("pin_hash") from None
    bounds = ((asked.time_cost, PASSES_MAX), (asked.memory_cost, MEMORY_MAX_KIB), (asked.parallelism, LANES_MAX))
    if asked.type is not Type.ID or not all(0 < value <= most for value, most in bounds):
        raise BadList("pin_hash")
    return told


def _row(operator: Operator) -> dict[str, Any]:
    return {
        "number": operator.number,
        "name": operator.name,
        "roles": json.dumps([each.value for each in operator.roles]),
        "pin_hash": operator.pin_hash,
        "active": int(operator.active),
    }
