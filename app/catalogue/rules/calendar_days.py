"""Ages and spans in whole years and months, as the law counts them: to the corresponding day.

Where the month has no such day its last one is meant (Civil Code, article 202); on which day somebody born on
29 February grows a year older in a common year is said by the rule pack.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1880, 1, 1), date(2199, 12, 31)
"""What a date in facts may be; sums with spans of the packs stay inside the calendar."""

MONTHS_A_YEAR = 12
LEAP_DAY = (2, 29)


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def years_after(day: date, years: int) -> date:
    return months_after(day, years * MONTHS_A_YEAR)


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def birthday(born: date, age: int, leap_day_birthday: tuple[int, int]) -> date:
    """The day on which somebody turns `age`."""
    year = born.year + age
    if (born.month, born.day) == LEAP_DAY and not calendar.isleap(year):
        return date(year, *leap_day_birthday)
    return born.replace(year=year)
