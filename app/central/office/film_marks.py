"""Where in a film of the medical check which act stands, by `data.medical.limbs_shown`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.central.office.fact_rows import ACTS, LIMBS_SHOWN

MEDICAL = "medical"
LONGEST_S = 36_000
MARKS_MAX = 50


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
    began, else from the film's beginning. An act without a second, or beyond any film, has no mark.
    """
    medical = data.get(MEDICAL)
    told = medical if isinstance(medical, Mapping) else {}
    shown = told.get(LIMBS_SHOWN)
    offset = _offset(told, data.get("recordings"), name)
    found = (_mark(each, offset) for each in (shown[:MARKS_MAX] if isinstance(shown, list) else ()))
    return sorted((each for each in found if each is not None), key=lambda each: each.second)


def _mark(told: Any, offset: float) -> FilmMark | None:
    if not isinstance(told, Mapping):
        return None
    second, act = told.get("seconds"), str(told.get("act", ""))[:40]
    if isinstance(second, bool) or not isinstance(second, int | float) or not math.isfinite(second):
        return None
    at = round(second + offset, 1)
    return FilmMark(at, ACTS.get(act, act), told.get("shown") is True) if 0 <= at <= LONGEST_S else None


def _offset(medical: Mapping[str, Any], recordings: Any, name: str) -> float:
    film = recordings.get(name) if isinstance(recordings, Mapping) else None
    began = _moment(film.get("begun_at")) if isinstance(film, Mapping) else None
    check = _moment(medical.get("begun_at"))
    return (check - began).total_seconds() if began is not None and check is not None else 0.0


def _moment(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
