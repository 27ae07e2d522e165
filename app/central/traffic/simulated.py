"""The worked example of a traffic platform: invented drivers, the same at every question of a day.

Some numbers stand for the cases of the rules (docs/integration/traffic-platform.md lists them); days are counted from
the day of the question, so that they stay what they are. Everybody else has a licence made up from the ID number that
may be renewed now, except whoever has a 9 before the check digit, or is under 18, who has none.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.catalogue.id_numbers import birth_date_of
from app.catalogue.rules.calendar_days import years_after

ISSUER = "临江市公安局交通警察支队车辆管理所"
NO_RECORD_DIGIT = "9"
DRIVING_AGE = 18
TERM_YEARS, LONGER_TERM_YEARS = 6, 10
WINDOW_DAYS = 90
_SECOND_TERM_AGE = 34
_CLASSES = ("C1", "C1", "C1", "C1", "C2", "C1", "B2")
_HEAVY_UNTIL_AGE = 60


@dataclass(frozen=True, slots=True)
class Driver:
    """`ends_in_days` counts from today, below zero: it has ended. `points`: of each scoring year of the term."""

    classes: tuple[str, ...] = ("C1",)
    years: int = TERM_YEARS
    ends_in_days: int = 30
    points: tuple[int, ...] = (0, 3, 0, 0, 6, 0)
    violations: int = 0
    accidents: int = 0


MAY = "330782198103121012"
HEAVY = "330782198605201119"
TOO_EARLY = "330782197911081210"
VIOLATIONS = "33078219880214132X"
CANCELLED = "33078219760930142X"
FULL_POINTS = "330782198406011515"
OVER_SEVENTY = "33078219530407161X"
NO_LICENCE = "330782199001011757"
OVERDUE = "330782199208151837"

DRIVERS: Mapping[str, Driver | None] = {
    MAY: Driver(),
    HEAVY: Driver(classes=("B2",), ends_in_days=60, points=(0, 0, 3, 0, 0, 0)),
    TOO_EARLY: Driver(ends_in_days=WINDOW_DAYS + 1),
    VIOLATIONS: Driver(violations=2),
    CANCELLED: Driver(ends_in_days=-400),
    FULL_POINTS: Driver(points=(0, 0, 12, 0, 3, 0)),
    OVER_SEVENTY: Driver(years=LONGER_TERM_YEARS, points=(0, 0, 0, 0, 3, 0, 0, 0, 0, 0)),
    NO_LICENCE: None,
    OVERDUE: Driver(ends_in_days=-30),
}
"""Invented people, by their ID number."""


class SimulatedPlatform:
    """Asks nobody, and is never away. The name is not compared."""

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:  # noqa: ARG002 - as the interface has it
        driver = DRIVERS[id_number] if id_number in DRIVERS else _made_up(id_number, today)
        return None if driver is None else _record(driver, id_number, today)

    def close(self) -> None:
        """Nothing was opened."""


def _made_up(id_number: str, today: date) -> Driver | None:
    born = birth_date_of(id_number) if len(id_number) == len(MAY) else None
    if born is None or id_number[-2] == NO_RECORD_DIGIT or today < years_after(born, DRIVING_AGE):
        return None
    dice = _dice(id_number)
    first_possible = years_after(born, DRIVING_AGE)
    ends_in = dice.randrange(1, WINDOW_DAYS)
    ends = today + timedelta(days=ends_in)
    years = LONGER_TERM_YEARS if ends >= years_after(born, _SECOND_TERM_AGE) and dice.random() < 0.5 else TERM_YEARS
    begins = years_after(ends, -years)
    if begins < first_possible:  # the first licence is not over yet: too early to renew
        ends_in = (years_after(first_possible, TERM_YEARS) - today).days
    young = today < years_after(born, _HEAVY_UNTIL_AGE)
    classes = (dice.choice(_CLASSES),) if young else ("C1",)
    points = tuple(dice.choice((0, 0, 0, 1, 3, 6)) for _ in range(years))
    return Driver(classes, years, ends_in, points)


def _record(driver: Driver, id_number: str, today: date) -> dict[str, Any]:
    ends = today + timedelta(days=driver.ends_in_days)
    return {
        "classes": list(driver.classes),
        "valid_from": years_after(ends, -driver.years).isoformat(),
        "valid_to": ends.isoformat(),
        "points_by_year": list(driver.points),
        "unsettled_violations": driver.violations,
        "unsettled_accidents": driver.accidents,
        "file_number": f"3307{_dice(id_number).randrange(10**8):08d}",
        "issuer": ISSUER,
        "as_of": today.isoformat(),
    }


def _dice(id_number: str) -> random.Random:
    return random.Random(hashlib.sha256(id_number.encode()).digest())
