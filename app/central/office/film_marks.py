"""Where in a film of the medical check which act stands, by `data.medical.limbs_shown`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.central.office.fact_rows import ACTS, LIMBS_SHOWN
from app.central.office.film import moment_of

MEDICAL = "medical"
LONGEST_S = 36_000
MARKS_MAX = 50
PIECE_S = 1.0
PAUSE_S = 5.0
"""Longer than any piece takes: between these two the film stood still."""


@dataclass(frozen=True, slots=True)
class FilmMark:
    """`second` counts from the film's first picture."""

    second: float
    words: str
    done: bool

    @property
    def clock(self) -> str:
        return f"{int(self.second) // 60}:{int(self.second) % 60:02d}"


def marks_of(data: Mapping[str, Any], name: str) -> list[FilmMark]:
    """`seconds` of an act count from `medical.begun_at` where the case says that moment and when the film of this name
    began, else from the film's beginning. What lies between two recordings is no part of it.
    An act without a second, or beyond any film, has no mark.
    """
    medical = data.get(MEDICAL)
    told = medical if isinstance(medical, Mapping) else {}
    shown = told.get(LIMBS_SHOWN)
    recordings = data.get("recordings")
    told_of = recordings.get(name) if isinstance(recordings, Mapping) else None
    film = told_of if isinstance(told_of, Mapping) else {}
    offset, pauses = _offset(told, film), _pauses(film)
    found = (_mark(each, offset, pauses) for each in (shown[:MARKS_MAX] if isinstance(shown, list) else ()))
    return sorted((each for each in found if each is not None), key=lambda each: each.second)


def _mark(told: Any, offset: float, pauses: Sequence[tuple[float, float]]) -> FilmMark | None:
    if not isinstance(told, Mapping):
        return None
    second, act = told.get("seconds"), str(told.get("act", ""))[:40]
    if isinstance(second, bool) or not isinstance(second, int | float) or not math.isfinite(second):
        return None
    since = second + offset
    at = round(since - sum(length for begins, length in pauses if begins < since), 1)
    return FilmMark(at, ACTS.get(act, act), told.get("shown") is True) if 0 <= at <= LONGEST_S else None


def _offset(medical: Mapping[str, Any], film: Mapping[str, Any]) -> float:
    began, check = moment_of(film.get("begun_at")), moment_of(medical.get("begun_at"))
    return (check - began).total_seconds() if began is not None and check is not None else 0.0


def _pauses(film: Mapping[str, Any]) -> list[tuple[float, float]]:
    """After how many seconds since the beginning nothing was filmed, and how long; a piece is of one second."""
    began, segments = moment_of(film.get("begun_at")), film.get("segments")
    if began is None or not isinstance(segments, list):
        return []
    told = (moment_of(each.get("at")) for each in segments if isinstance(each, Mapping))
    ends = [(each - began).total_seconds() for each in told if each is not None]
    return [(end, later - end - PIECE_S) for end, later in pairwise(ends) if later - end > PAUSE_S]
