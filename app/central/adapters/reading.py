"""A decision as a platform writes it in JSON, believed only where it is well formed. Pure."""

from __future__ import annotations

import re
from typing import Any

from app.central.adapters.interface import CityDecision

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_DECISION = re.compile(r"[a-z_]{1,16}")
_UNSAYABLE = re.compile(r"[\x00\ud800-\udfff]")  # what no database takes
REASON_MAX_CHARS = 2_000


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
