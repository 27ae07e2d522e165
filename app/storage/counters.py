"""Running numbers without gaps: they count inside the transaction that uses them and fall back with it.

A case number is the prefix of this enrolment, the day, and a number of a block leased from the centre. Before the
enrolment it is `L` and a number of the day. When the blocks are used up far from any centre, nobody is sent away: the
emergency series under the prefix and `E` goes on (docs/decisions/0041).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

from app.domain.formats import CHINA, case_number
from app.storage.number_leases import take_number
from app.storage.settings import read_setting

PREFIX_SETTING = "number_prefix"
PREFIX_BEFORE_ENROLMENT = "L"
EMERGENCY_SERIES = "E"

# Statements of the submit path are built once: building them costs more than running them.
_COUNT = text(
    "INSERT INTO counters (name, value) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
)


def next_value(connection: Connection, name: str) -> int:
    """1, 2, 3 … for each name."""
    return int(connection.execute(_COUNT, {"name": name}).scalar_one())


def next_case_number(connection: Connection, now: datetime) -> str:
    """See above; the day is that in China."""
    prefix = read_setting(connection, PREFIX_SETTING)
    leased = next_leased_number(connection, prefix, now) if prefix else None
    if leased is not None:
        return leased
    day = now.astimezone(CHINA).date()
    series = f"{prefix}{EMERGENCY_SERIES}" if prefix else PREFIX_BEFORE_ENROLMENT
    return case_number(series, day, next_value(connection, f"case_number:{series}{day:%Y%m%d}"))


def next_leased_number(connection: Connection, prefix: str, now: datetime) -> str | None:
    """None where no leased block is left."""
    leased = take_number(connection, prefix)
    return None if leased is None else case_number(prefix, now.astimezone(CHINA).date(), leased)
