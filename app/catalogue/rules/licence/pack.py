"""One version of the pack `driving-licence-renewal`: every limit of the rules, and the words told to people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.catalogue.rules.dated import Doubt, Head
from app.catalogue.rules.licence.words import Colour, LicenceClass, Validity

Classes = tuple[LicenceClass, ...]


@dataclass(frozen=True, slots=True)
class Window:
    opens_days_before: int
    cancelled_after_years: int
    restored_within_years: int


@dataclass(frozen=True, slots=True)
class Term:
    """`clean` follows when no scoring year of the term was full, `otherwise` when one was."""

    term: Validity
    years: int
    clean: Validity
    otherwise: Validity


@dataclass(frozen=True, slots=True)
class ValidityRules:
    full_points: int
    day_tolerance: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """The classes end on the birthday on which somebody turns `before_age`."""

    classes: Classes
    before_age: int


@dataclass(frozen=True, slots=True)
class Ages:
    """`leap_day_birthday`: month and day that stand for 29 February in a common year."""

    leap_day_birthday: tuple[int, int]
    limits: tuple[AgeLimit, ...]


@dataclass(frozen=True, slots=True)
class HeightLimit:
    classes: Classes
    at_least_cm: float


@dataclass(frozen=True, slots=True)
class VisionLimit:
    """On the logarithmic chart (对数视力表), for each eye."""

    classes: Classes
    each_eye_at_least: float


@dataclass(frozen=True, slots=True)
class OneEyed:
    classes: Classes
    better_eye_at_least: float
    field_at_least_degrees: float


@dataclass(frozen=True, slots=True)
class MedicalLimits:
    valid_months: int
    heights: tuple[HeightLimit, ...]
    visions: tuple[VisionLimit, ...]
    one_eyed: OneEyed
    colour_refused: tuple[Colour, ...]
    hearing_aid_classes: Classes


@dataclass(frozen=True, slots=True)
class ThreeAbilityLimits:
    """三力测试; questions, minutes and tries are told, not checked: a result comes with its score alone."""

    from_age: int
    pass_score: int
    valid_years: int
    questions: int
    minutes: int
    tries: int


@dataclass(frozen=True, slots=True)
class YearlyCertificate:
    from_age: int
    within_days: int


@dataclass(frozen=True, slots=True)
class LicencePack:
    """`covers` gives the further classes each class may drive; `texts` the sentences by rule or part."""

    head: Head
    in_person: bool
    violations_block: bool
    accidents_block: bool
    window: Window
    validity: ValidityRules
    ages: Ages
    medical: MedicalLimits
    three_ability: ThreeAbilityLimits
    yearly_certificate: YearlyCertificate
    covers: Mapping[LicenceClass, Classes]
    texts: Mapping[str, str]
    doubts: tuple[Doubt, ...]
