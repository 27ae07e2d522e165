"""Whether the centre takes what this station says. The clock's mark does not tell: a refusal and a public page put
the clock right as well.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from app.domain.errors import StorageProblem
from app.domain.freeze import NOT_ADMITTED, Refusal
from app.domain.ports import Settings
from app.sync import names

Heed = Callable[[str], None]
"""What the centre said to a request with our token: empty where it took it, else the stable word of its refusal."""

NOTED_EVERY = timedelta(hours=1)
"""What is usual is noted no more often than this: each note is a write to the disk."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """Of the present enrolment. `at`: when a request was taken last, None where none was since this is noted."""

    at: datetime | None = None
    refusal: Refusal | None = None


def read_taken(settings: Settings) -> Taken:
    """Raises StorageProblem."""
    enrolment = settings.get(names.SIGNING_CERTIFICATE)
    return _taken_of(settings, _mark_of(enrolment)) if enrolment else Taken()


def heeding(settings: Settings, certificate: str, clock: Callable[[], datetime]) -> Heed:
    """For the line of the enrolment that has this certificate. What a centre of before still says is passed over."""
    mark = _mark_of(certificate)

    def heed(refused: str) -> None:
        if refused and refused not in NOT_ADMITTED:
            return
        try:
            if settings.get(names.SIGNING_CERTIFICATE) == certificate:
                _note(settings, mark, refused, clock())
        except StorageProblem as error:
            _log.warning("whether the centre takes what we say could not be kept: %s", error.code)

    return heed


def _note(settings: Settings, mark: str, refused: str, now: datetime) -> None:
    known = _taken_of(settings, mark)
    if refused:
        is_known = known.refusal is not None and known.refusal.code == refused
        at, refusal = known.at, Refusal(refused, now)
    else:
        is_known = known.refusal is None and known.at is not None and abs(now - known.at) < NOTED_EVERY
        at, refusal = now, None
    if is_known:
        return
    told = {
        "enrolment": mark,
        "at": at.isoformat() if at else None,
        "refused": refusal.code if refusal else "",
        "refused_at": refusal.at.isoformat() if refusal else None,
    }
    settings.put({names.TAKEN: json.dumps(told)})


def _taken_of(settings: Settings, mark: str) -> Taken:
    text = settings.get(names.TAKEN)
    told = json.loads(text) if text else {}
    if told.get("enrolment") != mark:
        return Taken()
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    return Taken(at, Refusal(told["refused"], datetime.fromisoformat(told["refused_at"])) if told["refused"] else None)


def _mark_of(certificate: str) -> str:
    """Every enrolment has a certificate of its own; number prefixes of two centres may be alike."""
    return sha256(certificate.encode("utf-8")).hexdigest()[:16]
