"""What time the centre says it is: the header `Date` of its answers (RFC 9110, 6.6.1), which has whole seconds.

A refusal counts as well (401): a station whose clock is far off gets nothing but refusals, and would never learn it.
What is not the centre's own answer, such as a network's log-in page, says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

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


def listen(status: int, headers: Mapping[str, str], took_s: float, hear: Hear) -> bool:
    """Whether the station's clock was so wrong that a refused request should be tried once more."""
    said = _date(headers.get("date", "")) if _is_the_centre(status, headers) else None
    if said is None or took_s > LONGEST_ANSWER_S:
        return False
    half = timedelta(seconds=took_s / 2)
    wrong = hear(said + timedelta(seconds=DATE_AGE_S) + half, timedelta(seconds=DATE_DOUBT_S) + half)
    return abs(wrong) > TOKENS_BEAR


def _is_the_centre(status: int, headers: Mapping[str, str]) -> bool:
    return speaks_as_the_centre(headers) and (200 <= status < 300 or status == 401)


def speaks_as_the_centre(headers: Mapping[str, str]) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json") or "tus-resumable" in headers


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year in PLAUSIBLE_YEARS else None
