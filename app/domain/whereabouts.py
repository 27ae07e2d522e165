"""A place without a map, in one answer: the division, words that say where in it, the grid (网格) it lies in."""

from __future__ import annotations

import json
from dataclasses import dataclass

KEYS = ("division", "words", "grid")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    division: str = ""
    words: str = ""
    grid: str = ""


def whereabouts_of(answer: str) -> Whereabouts | None:
    """None where the answer is no such object."""
    if not answer.strip():
        return Whereabouts()
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or set(told) - set(KEYS):
        return None
    if not all(isinstance(each, str) for each in told.values()):
        return None
    return Whereabouts(**told)


def whereabouts_answer(place: Whereabouts) -> str:
    """Empty where nothing was written or chosen."""
    told = {key: value for key in KEYS if (value := getattr(place, key).strip())}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""
