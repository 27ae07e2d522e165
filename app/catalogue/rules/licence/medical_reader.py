"""The medical part of a pack: heights, vision, hearing, colour, and the three-ability test."""

from __future__ import annotations

from app.catalogue.entry import Entry
from app.catalogue.rules.dated import Doubt, end
from app.catalogue.rules.licence.facts import HIGHEST_SCORE, HIGHEST_VISION, LOWEST_VISION, TALLEST_CM, WIDEST_DEGREES
from app.catalogue.rules.licence.pack import HeightLimit, MedicalLimits, OneEyed, ThreeAbilityLimits, VisionLimit
from app.catalogue.rules.licence.pack_rules import check_limited_once, check_seen_by_all
from app.catalogue.rules.licence.reading import read_classes
from app.catalogue.rules.licence.words import Colour

LONGEST_CERTIFICATE_MONTHS = 36
LONGEST_RESULT_YEARS = 10
OLDEST_AGE = 120
MOST_QUESTIONS, MOST_MINUTES, MOST_TRIES = 200, 240, 100


def read_medical(entry: Entry, doubts: list[Doubt]) -> MedicalLimits:
    limits = MedicalLimits(
        valid_months=entry.whole("valid_months", least=1, most=LONGEST_CERTIFICATE_MONTHS),
        heights=tuple(_read_height(each, doubts) for each in entry.entries("heights")),
        visions=tuple(_read_vision(each, doubts) for each in entry.entries("visions")),
        one_eyed=_read_one_eyed(entry.entry("one_eyed"), doubts),
        colour_refused=entry.many_of("colour_refused", Colour),
        hearing_aid_classes=read_classes(entry, "hearing_aid_classes"),
    )
    check_limited_once([each.classes for each in limits.heights], entry.place.at("heights"))
    check_limited_once([each.classes for each in limits.visions], entry.place.at("visions"))
    check_seen_by_all([each.classes for each in limits.visions], entry.place.at("visions"))
    if entry.has("limbs"):
        end(entry.entry("limbs"), doubts)
    end(entry, doubts)
    return limits


def read_three_ability(entry: Entry, doubts: list[Doubt]) -> ThreeAbilityLimits:
    limits = ThreeAbilityLimits(
        from_age=entry.whole("from_age", least=1, most=OLDEST_AGE),
        pass_score=entry.whole("pass_score", least=1, most=HIGHEST_SCORE),
        valid_years=entry.whole("valid_years", least=1, most=LONGEST_RESULT_YEARS),
        questions=entry.whole("questions", least=1, most=MOST_QUESTIONS),
        minutes=entry.whole("minutes", least=1, most=MOST_MINUTES),
        tries=entry.whole("tries", least=1, most=MOST_TRIES),
    )
    end(entry, doubts)
    return limits


def _read_height(entry: Entry, doubts: list[Doubt]) -> HeightLimit:
    limit = HeightLimit(read_classes(entry, "classes"), entry.number("at_least_cm", 1, TALLEST_CM))
    end(entry, doubts)
    return limit


def _read_vision(entry: Entry, doubts: list[Doubt]) -> VisionLimit:
    limit = VisionLimit(
        read_classes(entry, "classes"), entry.number("each_eye_at_least", LOWEST_VISION, HIGHEST_VISION)
    )
    end(entry, doubts)
    return limit


def _read_one_eyed(entry: Entry, doubts: list[Doubt]) -> OneEyed:
    limits = OneEyed(
        classes=read_classes(entry, "classes"),
        better_eye_at_least=entry.number("better_eye_at_least", LOWEST_VISION, HIGHEST_VISION),
        field_at_least_degrees=entry.number("field_at_least_degrees", 1, WIDEST_DEGREES),
    )
    end(entry, doubts)
    return limits
