"""The fixed words of licence renewal: classes, terms, the names of its rules, what each sentence may hold."""

from __future__ import annotations

from enum import StrEnum


class LicenceClass(StrEnum):
    """准驾车型代号, in the order in which licences print them."""

    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    D = "D"
    E = "E"
    F = "F"
    M = "M"
    N = "N"
    P = "P"


class Validity(StrEnum):
    SIX_YEARS = "6y"
    TEN_YEARS = "10y"
    LONG_TERM = "long_term"


class Colour(StrEnum):
    NONE = "none"
    RED_GREEN = "red_green"
    OTHER = "other"


class Rule(StrEnum):
    """Stable: stored with cases, named in answers, keys of the pack's texts."""

    IN_PERSON = "in-person"
    UNSETTLED_VIOLATIONS = "unsettled-violations"
    UNSETTLED_ACCIDENTS = "unsettled-accidents"
    RENEWAL_WINDOW = "renewal-window"
    LONG_TERM_LICENCE = "long-term-licence"
    LICENCE_TERM = "licence-term"
    OVERDUE = "overdue"
    OVERDUE_CANCELLED = "overdue-cancelled"
    OVERDUE_LOST = "overdue-lost"
    CLASS_AGE_LIMIT = "class-age-limit"
    AGE_LIMIT_AHEAD = "age-limit-ahead"
    MEDICAL_CERTIFICATE = "medical-certificate"
    HEIGHT = "height"
    VISION = "vision"
    ONE_EYED_CLASS = "one-eyed-class"
    ONE_EYED_VISION = "one-eyed-vision"
    ONE_EYED_FIELD = "one-eyed-field"
    COLOUR_VISION = "colour-vision"
    HEARING = "hearing"
    HEARING_AID = "hearing-aid"
    LIMBS = "limbs"
    TRUNK_NECK = "trunk-neck"
    THREE_ABILITY_SCORE = "three-ability-score"
    THREE_ABILITY_EXPIRED = "three-ability-expired"
    YEARLY_CERTIFICATE = "yearly-certificate"
    NEW_VALIDITY = "new-validity"


class Part(StrEnum):
    """Sentences that are put into those of the rules."""

    DEADLINE = "deadline"
    DEADLINE_OVERDUE = "deadline_overdue"
    INSTEAD_SOME = "instead_some"
    INSTEAD_NONE = "instead_none"
    INSTEAD_UNKNOWN = "instead_unknown"
    WHY_CLEAN = "why_clean"
    WHY_FULL = "why_full"
    VALIDITY_6Y = "validity_6y"
    VALIDITY_10Y = "validity_10y"
    VALIDITY_LONG_TERM = "validity_long_term"
    MISSING = "missing"
    DATE_LATER = "date_later"


VALIDITY_PARTS = {
    Validity.SIX_YEARS: Part.VALIDITY_6Y,
    Validity.TEN_YEARS: Part.VALIDITY_10Y,
    Validity.LONG_TERM: Part.VALIDITY_LONG_TERM,
}

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    Part.DEADLINE: ("expiry", "day"),
    Part.DEADLINE_OVERDUE: ("expiry", "day"),
    Part.INSTEAD_SOME: ("allowed",),
    Part.INSTEAD_NONE: (),
    Part.INSTEAD_UNKNOWN: (),
    Part.WHY_CLEAN: ("points",),
    Part.WHY_FULL: ("points",),
    Part.VALIDITY_6Y: (),
    Part.VALIDITY_10Y: (),
    Part.VALIDITY_LONG_TERM: (),
    Part.MISSING: ("fact",),
    Part.DATE_LATER: ("fact",),
    Rule.IN_PERSON: ("deadline",),
    Rule.UNSETTLED_VIOLATIONS: ("count", "deadline"),
    Rule.UNSETTLED_ACCIDENTS: ("count", "deadline"),
    Rule.RENEWAL_WINDOW: ("days", "first_day"),
    Rule.LONG_TERM_LICENCE: (),
    Rule.LICENCE_TERM: ("from", "to"),
    Rule.OVERDUE: ("expiry", "day"),
    Rule.OVERDUE_CANCELLED: ("years", "day"),
    Rule.OVERDUE_LOST: ("years",),
    Rule.CLASS_AGE_LIMIT: ("classes", "age", "instead", "deadline"),
    Rule.AGE_LIMIT_AHEAD: ("classes", "age", "day"),
    Rule.MEDICAL_CERTIFICATE: ("months", "day", "deadline"),
    Rule.HEIGHT: ("classes", "limit", "measured", "instead", "deadline"),
    Rule.VISION: ("classes", "limit", "left", "right", "instead", "deadline"),
    Rule.ONE_EYED_CLASS: ("classes", "instead", "deadline"),
    Rule.ONE_EYED_VISION: ("classes", "limit", "measured", "instead", "deadline"),
    Rule.ONE_EYED_FIELD: ("classes", "limit", "measured", "instead", "deadline"),
    Rule.COLOUR_VISION: ("classes", "deadline"),
    Rule.HEARING: ("classes", "aided", "instead", "deadline"),
    Rule.HEARING_AID: ("classes", "instead", "deadline"),
    Rule.LIMBS: ("classes", "deadline"),
    Rule.TRUNK_NECK: ("classes", "deadline"),
    Rule.THREE_ABILITY_SCORE: ("age", "limit", "measured", "tries", "deadline"),
    Rule.THREE_ABILITY_EXPIRED: ("years", "day", "deadline"),
    Rule.YEARLY_CERTIFICATE: ("age", "days", "day"),
    Rule.NEW_VALIDITY: ("why", "validity"),
}
"""What may stand in braces in each sentence of a pack; the names of the sentences are its keys."""
