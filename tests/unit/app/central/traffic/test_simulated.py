"""The invented drivers stay what they are documented as, on whatever day they are asked about."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.id_numbers import birth_date_of, id_number_problem
from app.catalogue.rules import check
from app.central.traffic import simulated
from app.central.traffic.record import RECORD_FACTS, read_record
from app.central.traffic.simulated import DRIVERS, SimulatedPlatform

DAYS = [date(2026, 1, 15), date(2026, 11, 26), date(2027, 3, 1), date(2028, 2, 29), date(2031, 12, 31)]
HEALTHY = {
    "height_cm": 172,
    "vision_left": 5.0,
    "vision_right": 5.0,
    "corrected": False,
    "one_eyed": False,
    "colour_blind": "none",
    "hearing_left": True,
    "hearing_right": True,
    "hearing_aid": False,
    "limbs": "pass",
    "trunk_neck": "pass",
}
DOCUMENT = Path(__file__).parents[5] / "docs" / "integration" / "traffic-platform.md"


def answer(id_number: str, today: date) -> Any:
    record = SimulatedPlatform().licence("张小满", id_number, today)
    assert record is not None
    born = birth_date_of(id_number)
    assert born is not None
    facts = {name: record[name] for name in RECORD_FACTS}
    facts |= {"birth_date": born.isoformat(), "in_person": True, "medical": {**HEALTHY, "date": today.isoformat()}}
    return check("driving-licence-renewal", facts, today)


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize(
    ("id_number", "verdict", "rule", "validity"),
    [
        (simulated.MAY, "may", "new-validity", "10y"),
        (simulated.HEAVY, "may", "new-validity", "10y"),
        (simulated.TOO_EARLY, "may_not", "renewal-window", None),
        (simulated.VIOLATIONS, "may_not", "unsettled-violations", None),
        (simulated.CANCELLED, "may_not", "overdue-cancelled", None),
        (simulated.FULL_POINTS, "may", "new-validity", "6y"),
        (simulated.OVER_SEVENTY, "unknown", "three-ability-score", None),
        (simulated.OVERDUE, "may", "overdue", "10y"),
    ],
)
def test_each_driver_is_judged_as_documented_on_any_day(
    today: date, id_number: str, verdict: str, rule: str, validity: str | None
) -> None:
    told = answer(id_number, today)
    assert told.verdict == verdict
    assert rule in [each.rule for each in told.reasons]
    assert validity is None or told.new_validity == validity


@pytest.mark.parametrize("today", DAYS)
def test_whoever_is_a_day_too_early_may_from_tomorrow(today: date) -> None:
    assert answer(simulated.TOO_EARLY, today).first_day == today + timedelta(days=1)


@pytest.mark.parametrize("today", DAYS)
def test_everybody_else_has_a_licence_that_could_be_one(today: date) -> None:
    for number in ("110101199003074477", "330782197001011234", "330782200705061218", "330782194503071511"):
        record = SimulatedPlatform().licence("任何人", number, today)
        assert record is not None
        assert read_record(record, today) == record
        assert record == SimulatedPlatform().licence("别的名字", number, today)


def test_none_have_the_unknown_one_a_nine_and_the_young() -> None:
    platform, today = SimulatedPlatform(), date(2026, 11, 26)
    for number in (simulated.NO_LICENCE, "11010119900307109X", "330782201001011219", "HKG000000000001", ""):
        assert platform.licence("张小满", number, today) is None


def test_the_numbers_hold_and_stand_in_the_document() -> None:
    text = DOCUMENT.read_text("utf-8")
    for number in DRIVERS:
        assert id_number_problem(number) is None
        assert number in text
