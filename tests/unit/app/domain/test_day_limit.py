from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.day_limit import DayLimit, counted_limit


@pytest.mark.parametrize(
    ("text", "today", "limit"),
    [
        ("today", date(2026, 3, 18), date(2026, 3, 18)),
        ("+30d", date(2026, 3, 18), date(2026, 4, 17)),
        ("-1d", date(2026, 1, 1), date(2025, 12, 31)),
        ("-6m", date(2026, 3, 18), date(2025, 9, 18)),
        ("+1m", date(2026, 1, 31), date(2026, 2, 28)),
        ("-18y", date(2026, 3, 18), date(2008, 3, 18)),
        ("-18y", date(2024, 2, 29), date(2006, 2, 28)),
    ],
)
def test_a_limit_is_counted_from_the_day_of_the_application(text: str, today: date, limit: date) -> None:
    counted = counted_limit(text)
    assert counted is not None
    assert counted.on(today) == limit


def test_who_is_born_on_the_29th_of_february_is_of_age_a_day_later_where_there_is_none() -> None:
    limit = counted_limit("-18y")
    assert limit is not None
    born = date(2008, 2, 29)
    assert born > limit.on(date(2026, 2, 28))
    assert born <= limit.on(date(2026, 3, 1))


@pytest.mark.parametrize("text", ["", "tomorrow", "30d", "+d", "+30", "+30w", "-18 y", "+１d", "+99999d"])
def test_another_word_is_no_limit(text: str) -> None:
    assert counted_limit(text) is None


@given(st.dates(), st.integers(-9999, 9999), st.sampled_from("my"))
def test_no_count_leads_out_of_the_calendar(today: date, count: int, unit: str) -> None:
    limit = counted_limit(f"{count:+d}{unit}")
    assert limit is not None
    assert date.min <= limit.on(today) <= date.max


def test_a_day_of_the_calendar_stays_what_it_is() -> None:
    assert DayLimit(day=date(2000, 1, 1)).on(date(2026, 3, 18)) == date(2000, 1, 1)
