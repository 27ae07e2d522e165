"""The time by which this store erases: the rule of `app.domain.certain_time`, and what it remembers for it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from app.domain.certain_time import Certain, certain
from app.storage.database import Database
from app.storage.settings import read_setting, write_settings
from app.storage.trusted_clock import TrustedClock

TENDED_SETTING = "data_life.tended_at"
CERTAIN_SETTING = "data_life.certain"
KEEP_EVERY = timedelta(hours=1)
KEEP_LEAP_EVERY = timedelta(minutes=10)
"""Of the day for which a leap has to stand, no more is forgotten with a restart."""
_log = logging.getLogger(__name__)


class ErasingTime:
    """No later than `clock` tells; the same where that is no trusted clock, as in tests."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def moment(self, connection: Connection) -> datetime:
        if not isinstance(self._clock, TrustedClock):
            return self._clock()
        return _looked(connection, self._clock)[1].moment

    def note(self, database: Database) -> None:
        """Look, and write down what was found where that says something new; to be called now and then.

        Raises StorageProblem.
        """
        if not isinstance(self._clock, TrustedClock):
            return
        with database.reading() as connection:
            if not _is_news(*_looked(connection, self._clock)):
                return
        with database.writing() as connection:
            kept, now = _looked(connection, self._clock)
            _keep(connection, now)
        if now.leap is not None and (kept is None or kept.leap is None):
            _log.warning("the clock leapt ahead: what would be due of erasing by it waits")


def _looked(connection: Connection, clock: TrustedClock) -> tuple[Certain | None, Certain]:
    """What is kept, and what holds now. A store of before goes on from its last look, a new one from this moment."""
    told, reading = clock.told()
    kept = _kept(connection)
    tended = read_setting(connection, TENDED_SETTING)
    begun = datetime.fromisoformat(tended) if tended else told.moment
    return kept, certain(kept or Certain(begun, reading.run, reading.counted_s), told, reading)


def _is_news(kept: Certain | None, now: Certain) -> bool:
    """A write to the disk each time, so not for every second that has passed."""
    if kept is None or (kept.leap is None) != (now.leap is None) or now.moment < kept.moment:
        return True
    if now.leap is not None and kept.run != now.run:
        return True
    return now.moment - kept.moment >= KEEP_EVERY or now.stood - kept.stood >= KEEP_LEAP_EVERY


def _kept(connection: Connection) -> Certain | None:
    """None where none is kept, or what is kept cannot be read."""
    text = read_setting(connection, CERTAIN_SETTING)
    try:
        return _certain(json.loads(text)) if text else None
    except (KeyError, TypeError, ValueError):
        return None


def _certain(told: dict[str, Any]) -> Certain:
    return Certain(
        moment=datetime.fromisoformat(told["moment"]),
        run=str(told["run"]),
        counted_s=float(told["counted_s"]),
        leap=datetime.fromisoformat(told["leap"]) if told["leap"] else None,
        stood=timedelta(seconds=float(told["stood_s"])),
    )


def _keep(connection: Connection, now: Certain) -> None:
    told = {
        "moment": now.moment.isoformat(),
        "run": now.run,
        "counted_s": now.counted_s,
        "leap": now.leap.isoformat() if now.leap else None,
        "stood_s": now.stood.total_seconds(),
    }
    write_settings(connection, {CERTAIN_SETTING: json.dumps(told)})
