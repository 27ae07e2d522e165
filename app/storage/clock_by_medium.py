"""Putting the clock right by an answer of the centre's that came on a medium: the only word a station without a line
has. The rule is `app.domain.trusted_time.brought`.

An answer corrects only where it is to the newest package of all, by its manifest: what the centre said to an older one
is no word of now, and whoever kept it back gains nothing by it.
"""

from __future__ import annotations

import json
from datetime import datetime

from app.storage.centre_word import last_answered
from app.storage.clock_keeping import keep_clock
from app.storage.database import Database
from app.storage.settings import read_setting, write_settings
from app.storage.trusted_clock import TrustedClock

ASKED_SETTING = "clock.asked_by_medium"


class ClockByMedium:
    """Implements the port `MediumWord`."""

    def __init__(self, database: Database, clock: TrustedClock) -> None:
        self._database = database
        self._clock = clock

    def asked(self, manifest_sha256: str) -> None:
        """See the port."""
        told = {"manifest": manifest_sha256, "at": self._clock().isoformat()}
        with self._database.writing() as connection:
            write_settings(connection, {ASKED_SETTING: json.dumps(told)})

    def answered(self, manifest_sha256: str, at: datetime) -> None:
        """See the port."""
        with self._database.reading() as connection:
            asked = json.loads(read_setting(connection, ASKED_SETTING) or "{}")
            before = last_answered(connection)
        is_newest = asked.get("manifest") == manifest_sha256 and (before is None or at > before)
        if is_newest and self._clock.hear_brought(at, datetime.fromisoformat(asked["at"])):
            keep_clock(self._database, self._clock)
