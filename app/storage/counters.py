"""Running numbers without gaps: they count inside the transaction that uses them and fall back with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from sqlalchemy import Connection, text

from app.domain.formats import case_number
from app.storage.settings import read_setting

# All of China keeps one time, without summer time; the day on a case number is the day on the wall.
CHINA_TIME = timezone(timedelta(hours=8))
PREFIX_SETTING = "number_prefix"
PREFIX_BEFORE_ENROLMENT = "L"

# Statements of the submit path are built once: building them costs more than running them.
_COUNT = text(
    "INSERT INTO counters (name, value) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
)


def next_value(connection: Connection, name: str) -> int:
    """1, 2, 3 … for each name."""
    return int(connection.execute(_COUNT, {"name": name}).scalar_one())


def next_case_number(connection: Connection, now: datetime) -> str:
    """The prefix the centre gave (before enrolment: L), the day in China, a running number of that day."""
    prefix = read_setting(connection, PREFIX_SETTING) or PREFIX_BEFORE_ENROLMENT
    day = now.astimezone(CHINA_TIME).date()
    return case_number(prefix, day, next_value(connection, f"case_number:{prefix}{day:%Y%m%d}"))
