"""Working-day arithmetic for promised dates (承诺时限): weekends, public holidays, weekends worked in exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.service_item import LocalText, ServiceItem

ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """`holidays` are days off whatever their weekday, `working_weekends` (调休) are worked in exchange."""

    holidays: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.holidays:
            return False
        return day.weekday() <= FRIDAY or day in self.working_weekends


WEEKENDS_ONLY = WorkingCalendar()


def working_day_after(start: date, days: int, calendar: WorkingCalendar = WEEKENDS_ONLY) -> date:
    """The day `days` working days after `start`; the day itself counts for nothing, 0 gives `start`."""
    day = start
    while days > 0:
        day += ONE_DAY
        if calendar.is_working_day(day):
            days -= 1
    return day


def milestone_days(
    item: ServiceItem, submitted_on: date, calendar: WorkingCalendar = WEEKENDS_ONLY
) -> tuple[tuple[date, LocalText], ...]:
    """What comes next and until when, for the last page."""
    return tuple((working_day_after(submitted_on, each.days, calendar), each.text) for each in item.milestones)
