"""A decision as a platform writes it in JSON, believed only where it is well formed. Pure."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from app.central.adapters.interface import CityDecision

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_DECISION = re.compile(r"[a-z_]{1,16}")
_UNSAYABLE = re.compile(r"[\x00\ud800-\udfff]")  # what no database takes
_GAP = re.compile(r"[ \t\n\r]*")
_decode = json.JSONDecoder().raw_decode
REASON_MAX_CHARS = 2_000
DECISIONS_AT_ONCE = 500
UNREADABLE = "unreadable"
"""The outcome of what is no decision."""


def read_decision(told: Any) -> CityDecision | None:
    """None for what is no decision; whether it can be taken of its case is seen later."""
    if not isinstance(told, dict):
        return None
    key, case, decision = (told.get(name) for name in ("key", "case", "decision"))
    reason, parts = told.get("reason") or "", told.get("parts") or []
    texts = (key, case, decision, reason)
    if not all(isinstance(each, str) for each in texts) or not isinstance(parts, list):
        return None
    if not _KEY.fullmatch(str(key)) or not _KEY.fullmatch(str(case)) or len(str(reason)) > REASON_MAX_CHARS:
        return None
    if not all(isinstance(each, str) for each in parts) or not _DECISION.fullmatch(str(decision)):
        return None
    if any(_UNSAYABLE.search(each) for each in (str(reason), *parts)):
        return None
    return CityDecision(str(key), str(case), str(decision), str(reason), tuple(parts))


def key_of(told: Any) -> str:
    """By which the platform can be answered, also about what is no decision; empty where there is none."""
    key = told.get("key") if isinstance(told, dict) else None
    return key if isinstance(key, str) and _KEY.fullmatch(key) else ""


def whole_decisions(answer: bytes) -> list[Any]:
    """Those that stand whole in `{"decisions": […]}` that was cut off. Raises ValueError, RecursionError."""
    text = codecs.getincrementaldecoder("utf-8-sig")().decode(answer)  # a character cut in two is left out
    at = _behind("{", text, 0)
    while True:
        name, at = _decode(text, at)
        at = _behind(":", text, at)
        if name == "decisions":
            return list(_elements(text, _behind("[", text, at)))
        _, at = _decode(text, at)
        at = _behind(",", text, at)


def _elements(text: str, at: int) -> Iterator[Any]:
    try:
        while True:
            element, at = _decode(text, at)
            yield element
            at = _behind(",", text, at)
    except ValueError:
        return  # the end of the list, or the cut


def _behind(sign: str, text: str, at: int) -> int:
    """Where the next value begins. Raises ValueError where another sign stands there, or none."""
    at = _without_gap(text, at)
    if not text.startswith(sign, at):
        raise ValueError(sign)
    return _without_gap(text, at + len(sign))


def _without_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at
