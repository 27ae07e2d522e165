"""The facts of `kiosk rules check driving-licence-renewal`, from JSON; the form is fixed by the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.catalogue.rules.fact_entry import FactEntry
from app.catalogue.rules.licence.facts import (
    FACT_NAMES,
    HIGHEST_SCORE,
    HIGHEST_VISION,
    LOWEST_VISION,
    NO_VISION,
    SHORTEST_CM,
    TALLEST_CM,
    WIDEST_DEGREES,
    LicenceFacts,
    LongTerm,
    Medical,
    ThreeAbility,
)
from app.catalogue.rules.licence.words import Colour, LicenceClass

SEXES = ("0", "1", "2", "9", "male", "female")
"""GB/T 2261.1, as cards carry it, or a word; no rule asks for it."""
PASS, FAIL = "pass", "fail"
MOST_COUNTED = 9999
MOST_YEARS = 60


def read_facts(document: Any, on: date) -> LicenceFacts:
    """Raises FormInvalid, also for facts that contradict each other or the day `on` they are judged for."""
    entry = FactEntry(document, FACT_NAMES)
    entry.word("sex", SEXES)
    facts = LicenceFacts(
        birth_date=entry.day("birth_date"),
        classes=entry.words("classes", LicenceClass),
        valid_from=entry.day("valid_from"),
        valid_to=LongTerm() if entry.holds_null("valid_to") else entry.day("valid_to"),
        points_by_year=entry.wholes("points_by_year", MOST_COUNTED, MOST_YEARS),
        unsettled_violations=entry.whole("unsettled_violations", MOST_COUNTED),
        unsettled_accidents=entry.whole("unsettled_accidents", MOST_COUNTED),
        in_person=entry.yes_no("in_person"),
        medical=_read_medical(entry.entry("medical")),
        three_ability=_read_three_ability(entry.entry("three_ability")),
    )
    _check_together(entry, facts, on)
    return facts


def _read_medical(entry: FactEntry | None) -> Medical | None:
    if entry is None:
        return None
    colour = entry.word("colour_blind", [each.value for each in Colour])
    return Medical(
        date=entry.day("date"),
        height_cm=entry.number("height_cm", SHORTEST_CM, TALLEST_CM),
        vision_left=_vision(entry, "vision_left"),
        vision_right=_vision(entry, "vision_right"),
        corrected=entry.yes_no("corrected"),
        one_eyed=entry.yes_no("one_eyed"),
        field_degrees=entry.number("field_degrees", 0, WIDEST_DEGREES),
        colour_blind=None if colour is None else Colour(colour),
        hearing_left=entry.yes_no("hearing_left"),
        hearing_right=entry.yes_no("hearing_right"),
        hearing_aid=entry.yes_no("hearing_aid"),
        limbs=_passed(entry, "limbs"),
        trunk_neck=_passed(entry, "trunk_neck"),
    )


def _vision(entry: FactEntry, key: str) -> float | None:
    """1.0 is good on the decimal chart and next to blindness in the other notation: it is asked again, not believed."""
    value = entry.number(key, NO_VISION, HIGHEST_VISION)
    if value is not None and NO_VISION < value < LOWEST_VISION:
        entry.refuse(
            f"medical.{key}",
            f"要写对数视力表的数，{LOWEST_VISION} 到 {HIGHEST_VISION}",
            "小数视力 1.0 写 5.0，0.8 写 4.9；这只眼测不出就写 0",
        )
    return value


def _passed(entry: FactEntry, key: str) -> bool | None:
    word = entry.word(key, (PASS, FAIL))
    return None if word is None else word == PASS


def _read_three_ability(entry: FactEntry | None) -> ThreeAbility | None:
    return None if entry is None else ThreeAbility(entry.day("date"), entry.number("score", 0, HIGHEST_SCORE))


def _check_together(entry: FactEntry, facts: LicenceFacts, on: date) -> None:
    if facts.classes == ():
        entry.refuse("classes", "至少写一种")
    if facts.birth_date is not None and facts.birth_date > on:
        entry.refuse("birth_date", "在判断的那一天之后", "看看日期，或换 --on 的日期")
    begins, ends = facts.valid_from, facts.valid_to
    if begins is not None and isinstance(ends, date) and ends < begins:
        entry.refuse("valid_to", "早于有效期起", "对照驾驶证改好")
    if begins is not None and facts.birth_date is not None and begins <= facts.birth_date:
        entry.refuse("valid_from", "早于出生日期", "对照证件改好")
