"""What time the centre says it is: the header `Date` of its answers (RFC 9110, 6.6.1), which has whole seconds.

A refusal counts as well (401): a station whose clock is far off gets nothing but refusals, and would never learn it.
What is not the centre's own answer says nothing: a network's log-in page, be it in JSON, is known by what it lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from app.sync.json_answers import read_json

PROBLEM = "application/problem+json"

Hear = Callable[[datetime, timedelta], timedelta]
"""(the centre's time, give or take so much) → by how much the station's clock was wrong; zero where it was right."""

DATE_AGE_S = 0.75
"""Whole seconds, and a server that renews its header once a second: so old is the moment in it on average."""
DATE_DOUBT_S = 1.5
LONGEST_ANSWER_S = 10.0
"""An answer that took longer (a whole upload) says little about now."""
PLAUSIBLE_YEARS = range(2024, 2100)
"""A server whose own clock is dead says nothing; beyond the calendar's end no clock could count on."""
TOKENS_BEAR = timedelta(seconds=30)
"""A clock that was wrong by more may have made a token the centre did not take; it is worth one more."""


SIGNS: Mapping[str, str] = {
    "/api/v1/changes": "changes",
    "/api/v1/heartbeat": "changes",
    "/api/v1/standing": "sequence",
    "/api/v1/events": "verdicts",
}
"""What stands in the answer to each of the requests that every exchange is made of; a log-in page has none of it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer to what was asked with our token at `path`."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def listen(spoken: Spoken, took_s: float, hear: Hear) -> bool:
    """Whether the station's clock was so wrong that a refused request should be tried once more."""
    said = _date(spoken.headers.get("date", ""))
    if said is None or took_s > LONGEST_ANSWER_S or not (was_taken(spoken) or _was_refused(spoken)):
        return False
    half = timedelta(seconds=took_s / 2)
    wrong = hear(said + timedelta(seconds=DATE_AGE_S) + half, timedelta(seconds=DATE_DOUBT_S) + half)
    return abs(wrong) > TOKENS_BEAR


def was_taken(spoken: Spoken) -> bool:
    """Whether the centre itself, as far as can be told, answered a request of ours and did what it asks."""
    if not 200 <= spoken.status < 300:
        return False
    sign = SIGNS.get(spoken.path)
    return "tus-resumable" in spoken.headers or (sign is not None and sign in _fields(spoken))


def _was_refused(spoken: Spoken) -> bool:
    """A problem document names its own status (RFC 9457)."""
    return spoken.status == 401 and _kind(spoken) == PROBLEM and _fields(spoken).get("status") == 401


def _fields(spoken: Spoken) -> Mapping[str, Any]:
    """Empty where it is no JSON object."""
    kind = _kind(spoken)
    if kind != "application/json" and not kind.endswith("+json"):
        return {}
    try:
        told = read_json(spoken.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _kind(spoken: Spoken) -> str:
    return spoken.headers.get("content-type", "").partition(";")[0].strip().lower()


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year in PLAUSIBLE_YEARS else None
