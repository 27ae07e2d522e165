"""How much is left of the time an item promises, in working days, and how loudly to say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.central.office.item_names import item_of
from app.domain.formats import CHINA
from app.domain.ports import Catalogue

SOON_DAYS = 1
"""With so many working days left, or fewer, the promise is told in amber."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`tone` is ok, warn, bad, or empty where nothing is promised any more."""

    words: str
    tone: str


NONE = Deadline("", "")


def deadline(catalogue: Catalogue, item: str, received_at: datetime, now: datetime) -> Deadline:
    """Of a case under review."""
    known = item_of(catalogue, item)
    if known is None:
        return NONE
    today = now.astimezone(CHINA).date()
    due = catalogue.working_day_after(received_at.astimezone(CHINA).date(), known.promised_days)
    if today > due:
        return Deadline(f"超期 {(today - due).days} 天", "bad")
    if today == due:
        return Deadline("今天到期", "warn")
    left = _working_days_until(catalogue, today, due)
    return Deadline(f"还剩 {left} 个工作日", "warn" if left <= SOON_DAYS else "ok")


def _working_days_until(catalogue: Catalogue, today: date, due: date) -> int:
    """At least one: `due` lies ahead and is a working day."""
    day, left = catalogue.working_day_after(today, 1), 1
    while day < due:
        day, left = catalogue.working_day_after(day, 1), left + 1
    return left
