"""When to knock again at a centre that did not answer at all: it is not the events' fault, so they do not rest."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from app.domain.ports import Settings
from app.sync import limits, names


def may_knock(settings: Settings, now: datetime) -> bool:
    """A moment far beyond the longest rest was written by a clock that has since been set back."""
    text = settings.get(names.KNOCK_AGAIN_AT)
    if not text:
        return True
    rest = datetime.fromisoformat(text) - now
    return rest <= timedelta(0) or rest > timedelta(seconds=limits.LONGEST_KNOCK_S * 2)


def nobody_answered(settings: Settings, now: datetime) -> None:
    times = int(settings.get(names.UNANSWERED) or "0") + 1
    doubled = min(limits.FIRST_KNOCK_S * 2 ** min(times - 1, 20), limits.LONGEST_KNOCK_S)
    rest = doubled * random.uniform(1 - limits.KNOCK_JITTER, 1 + limits.KNOCK_JITTER)
    again = (now + timedelta(seconds=rest)).isoformat()
    settings.put({names.UNANSWERED: str(times), names.KNOCK_AGAIN_AT: again})


def somebody_answered(settings: Settings) -> None:
    if settings.get(names.KNOCK_AGAIN_AT):
        settings.put({names.UNANSWERED: "", names.KNOCK_AGAIN_AT: ""})
