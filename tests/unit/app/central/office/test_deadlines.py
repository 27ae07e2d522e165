from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue, load_catalogue
from app.central.office.deadlines import deadline
from app.central.office.figures import late_before
from app.domain.formats import CHINA

ITEM = "licence-check"  # promises three working days


@pytest.fixture(scope="module")
def catalogue() -> LoadedCatalogue:
    return load_catalogue(Path(__file__).parents[4] / "data" / "office-catalogue")


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=CHINA).astimezone(UTC)


@pytest.mark.parametrize(
    ("received", "now", "words", "tone"),
    [
        ("2026-03-16", "2026-03-16", "还剩 3 个工作日", "ok"),
        ("2026-03-16", "2026-03-17", "还剩 2 个工作日", "ok"),
        ("2026-03-16", "2026-03-18", "还剩 1 个工作日", "warn"),
        ("2026-03-16", "2026-03-19", "今天到期", "warn"),
        ("2026-03-16", "2026-03-20", "超期 1 天", "bad"),
        ("2026-03-20", "2026-03-21", "还剩 3 个工作日", "ok"),
        ("2026-09-30", "2026-10-01", "还剩 3 个工作日", "ok"),
        ("2026-09-30", "2026-10-10", "今天到期", "warn"),
    ],
)
def test_what_is_left_is_told_in_working_days(
    catalogue: LoadedCatalogue, received: str, now: str, words: str, tone: str
) -> None:
    found = deadline(catalogue, ITEM, at(received), at(now))
    assert (found.words, found.tone) == (words, tone)


def test_an_item_that_is_gone_promises_nothing(catalogue: LoadedCatalogue) -> None:
    assert deadline(catalogue, "no-such-item", at("2026-03-16"), at("2026-03-16")).words == ""


def test_the_day_counts_where_the_office_is(catalogue: LoadedCatalogue) -> None:
    """One o'clock in the night in China is the day before in UTC."""
    assert deadline(catalogue, ITEM, at("2026-03-16", 1), at("2026-03-20", 1)).words == "超期 1 天"


@pytest.mark.parametrize("day", range(0, 40))
def test_cases_are_counted_late_exactly_when_they_are_told_late(catalogue: LoadedCatalogue, day: int) -> None:
    now = at("2026-10-12")
    received = now - timedelta(days=day)
    is_late = received < late_before(catalogue, catalogue.item(ITEM).promised_days, now)
    assert is_late == (deadline(catalogue, ITEM, received, now).tone == "bad")
