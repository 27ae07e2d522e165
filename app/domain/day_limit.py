"""A day that a date may not pass: a day of the calendar, or one counted from the day of the application."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

TODAY = "today"
_COUNTED = re.compile(r"([+-])(\d{1,4})([dmy])", re.ASCII)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class DayLimit:
    """`day` where the calendar says it; otherwise months and days from the day of the application."""

    day: date | None = None
    months: int = 0
    days: int = 0

    @property
    def is_counted(self) -> bool:
        return self.day is None

    def on(self, today: date) -> date:
        """The limit on the day of an application; a day that a month does not have is its last one."""
        if self.day is not None:
            return self.day
        year, month = divmod(today.year * MONTHS_A_YEAR + today.month - 1 + self.months, MONTHS_A_YEAR)
        if not date.min.year < year < date.max.year:
            return date.min if year <= date.min.year else date.max
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, last)) + timedelta(days=self.days)


def counted_limit(text: str) -> DayLimit | None:
    """`today`, `+30d`, `-6m`, `-18y`; None where the text is none of these."""
    if text == TODAY:
        return DayLimit()
    found = _COUNTED.fullmatch(text)
    if found is None:
        return None
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    match found[3]:
        case "d":
            return DayLimit(days=count)
        case "m":
            return DayLimit(months=count)
        case _:
            return DayLimit(months=count * MONTHS_A_YEAR)
