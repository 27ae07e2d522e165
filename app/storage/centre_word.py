"""When the centre last spoke to this station by a medium: for a station without a line the only word of it.

It says nothing of the clock: an answer may have been on its way for days.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.storage.counters import PREFIX_SETTING
from app.storage.settings import read_setting, write_settings

ANSWERED = "centre.answered"


@dataclass(frozen=True, slots=True)
class _Word:
    """`at` by the centre's time; `heard` no later than it was read: a clock that is ahead there wins no days here."""

    at: datetime
    heard: datetime


def hear_answered(connection: Connection, at: datetime, now: datetime) -> None:
    """An answer read again, or one older than another that was read, changes nothing."""
    known = _word(connection)
    if known is not None and at <= known.at:
        return
    told = {
        "number_prefix": read_setting(connection, PREFIX_SETTING),
        "at": at.isoformat(),
        "heard": min(at, now).isoformat(),
    }
    write_settings(connection, {ANSWERED: json.dumps(told)})


def last_answered(connection: Connection) -> datetime | None:
    """None where no answer of the present enrolment was read."""
    word = _word(connection)
    return None if word is None else word.heard


def _word(connection: Connection) -> _Word | None:
    text = read_setting(connection, ANSWERED)
    told = json.loads(text) if text else None
    if told is None or told["number_prefix"] != read_setting(connection, PREFIX_SETTING):
        return None
    return _Word(datetime.fromisoformat(told["at"]), datetime.fromisoformat(told["heard"]))
