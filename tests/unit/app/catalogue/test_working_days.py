from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import LoadedCatalogue
from app.catalogue.working_days import WEEKENDS_ONLY, milestone_days, working_day_after


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 18), 0, date(2026, 3, 18)),
        (date(2026, 3, 18), 1, date(2026, 3, 19)),
        (date(2026, 3, 20), 1, date(2026, 3, 23)),
        (date(2026, 3, 21), 1, date(2026, 3, 23)),
        (date(2026, 3, 18), 3, date(2026, 3, 23)),
        (date(2026, 3, 18), 20, date(2026, 4, 15)),
    ],
)
def test_weekends_are_stepped_over(start: date, days: int, end: date) -> None:
    assert working_day_after(start, days) == end


def test_holidays_are_stepped_over_and_exchanged_weekends_count(catalogue: LoadedCatalogue) -> None:
    assert catalogue.working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert catalogue.working_day_after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert catalogue.working_day_after(date(2026, 2, 13), 2) == date(2026, 2, 24)


def test_the_last_page_gets_its_dates(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("temporary-id-card")
    days = milestone_days(item, date(2026, 9, 24), catalogue.calendar)
    assert [day for day, _ in days] == [date(2026, 9, 24), date(2026, 9, 28), date(2026, 9, 30)]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_the_end_is_a_working_day_with_as_many_before_it(start: date, days: int) -> None:
    end = working_day_after(start, days)
    between = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    assert sum(WEEKENDS_ONLY.is_working_day(day) for day in between) == days
    assert WEEKENDS_ONLY.is_working_day(end)
