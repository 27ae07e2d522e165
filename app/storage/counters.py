"""Running numbers without gaps: they count inside the transaction that uses them and fall back with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from app.domain.formats import case_number
from app.storage.settings import read_setting
from app.storage.tables import counters

# All of China keeps one time, without summer time; the day on a case number is the day on the wall.
CHINA_TIME = timezone(timedelta(hours=8))
PREFIX_SETTING = "number_prefix"
PREFIX_BEFORE_ENROLMENT = "L"


def next_value(connection: Connection, name: str) -> int:
    """1, 2, 3 … for each name."""
    statement = insert(counters).values(name=name, value=1)
    counted = statement.on_conflict_do_update(index_elements=[counters.c.name], set_={"value": counters.c.value + 1})
    return int(connection.execute(counted.returning(counters.c.value)).scalar_one())


def next_case_number(connection: Connection, now: datetime) -> str:
    """The prefix the centre gave (before enrolment: L), the day in China, a running number of that day."""
    prefix = read_setting(connection, PREFIX_SETTING) or PREFIX_BEFORE_ENROLMENT
    day = now.astimezone(CHINA_TIME).date()
    return case_number(prefix, day, next_value(connection, f"case_number:{prefix}{day:%Y%m%d}"))
