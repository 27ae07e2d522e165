"""Why nothing goes to the centre just now, kept for whoever asks from another program: gone with the next pass that
speaks with the centre and has nothing to complain of.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import CentreRefused, CentreUnreachable, StorageProblem, TerminalError
from app.domain.ports import Settings
from app.sync import names
from app.sync.failures import CentreAnsweredWrongly, CentreSilent

NOTED_EVERY = timedelta(minutes=10)
"""What is asked every few seconds is noted no more often than this: each note is a write to the disk."""
_NO_LINE = frozenset({CentreSilent.code, CentreAnsweredWrongly.code})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastFailure:
    """By the station's time: `since` it has been failing in this way, `at` the last try that was noted."""

    since: datetime
    at: datetime
    code: str
    said: str

    @property
    def is_the_line(self) -> bool:
        """Nobody answered as a centre does; otherwise the centre itself said no."""
        return self.code in _NO_LINE


def read_failure(settings: Settings) -> LastFailure | None:
    """None where the last pass went well, or none was tried. Raises StorageProblem."""
    told = json.loads(settings.get(names.LAST_FAILURE) or "{}")
    if not told:
        return None
    since, at = (datetime.fromisoformat(told[each]) for each in ("since", "at"))
    return LastFailure(since, at, told["code"], told["said"])


def note_outcome(settings: Settings, failure: TerminalError | None, now: datetime) -> None:
    """Of a pass. What is wrong with our own disk says nothing of the centre."""
    try:
        if isinstance(failure, CentreUnreachable | CentreRefused):
            _note(settings, failure, now, timedelta(0))
        elif settings.get(names.LAST_FAILURE):
            settings.put({names.LAST_FAILURE: ""})
    except StorageProblem as error:
        _log.warning("why nothing goes to the centre could not be kept: %s", error.code)


def note_unreachable(settings: Settings, failure: TerminalError, now: datetime) -> None:
    """Of a short question whether it is there. Its answer alone ends no failure: a pass follows it."""
    try:
        if isinstance(failure, CentreUnreachable):
            _note(settings, failure, now, NOTED_EVERY)
    except StorageProblem as error:
        _log.warning("why nothing goes to the centre could not be kept: %s", error.code)


def _note(settings: Settings, failure: TerminalError, now: datetime, every: timedelta) -> None:
    known = read_failure(settings)
    is_same = known is not None and known.code == failure.code
    if known is not None and is_same and abs(now - known.at) < every:
        return
    since = min(known.since, now) if known is not None and is_same else now
    told = {"since": since.isoformat(), "at": now.isoformat(), "code": failure.code, "said": failure.message}
    settings.put({names.LAST_FAILURE: json.dumps(told, ensure_ascii=False)})
