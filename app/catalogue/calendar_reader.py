"""`catalogue.yaml`: the version of the whole, what is done often, and the calendar of holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalogue.entry import Entry
from app.catalogue.findings import Place
from app.catalogue.working_days import ONE_DAY, WorkingCalendar

LONGEST_HOLIDAY_DAYS = 31


@dataclass(frozen=True, slots=True)
class Head:
    """`often` are codes of items, the most wanted first."""

    version: str = ""
    calendar: WorkingCalendar = WorkingCalendar()  # noqa: RUF009 - frozen
    often: tuple[str, ...] = ()


def read_head(entry: Entry) -> Head:
    version, often = entry.text("version"), entry.texts("often", default=())
    calendar = _read_calendar(entry.entry("calendar")) if entry.has("calendar") else WorkingCalendar()
    entry.close()
    return Head(version, calendar, often)


def _read_calendar(entry: Entry) -> WorkingCalendar:
    calendar = WorkingCalendar(
        holidays=frozenset(_days(entry.place.at("holidays"), entry.days("holidays"))),
        working_weekends=frozenset(_days(entry.place.at("working_weekends"), entry.days("working_weekends"))),
    )
    entry.close()
    return calendar


def _days(place: Place, values: Iterable[Any]) -> Iterator[date]:
    for at, value in enumerate(values):
        if isinstance(value, date):
            yield value
            continue
        try:
            first, last = (date.fromisoformat(each.strip()) for each in str(value).split(".."))
        except ValueError:
            place.at(at).say("要写一天（2026-01-01）或一段（2026-01-01..2026-01-03）")
            continue
        if not 0 <= (last - first).days < LONGEST_HOLIDAY_DAYS:
            place.at(at).say(f"这一段的头尾不对，要从早到晚，最多 {LONGEST_HOLIDAY_DAYS} 天")
            continue
        yield from (first + ONE_DAY * number for number in range((last - first).days + 1))
