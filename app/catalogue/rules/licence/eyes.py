"""Vision for one class: both eyes by its limit, or the way that few classes have for one-eyed drivers."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue.rules.licence.facts import Medical
from app.catalogue.rules.licence.ground import Effect, Ground, lacks, refuses
from app.catalogue.rules.licence.pack import MedicalLimits
from app.catalogue.rules.licence.words import LicenceClass, Rule

NOT_MEASURED = "未测"
EYES = ("medical.vision_left", "medical.vision_right")


def vision(limits: MedicalLimits, medical: Medical, licence_class: LicenceClass) -> Iterator[Ground]:
    """Where it is not known whether the driver is one-eyed, what fails both ways is refused, and only that."""
    if medical.one_eyed is True:
        yield from _one_eyed(limits, medical, licence_class)
        return
    each_eye = list(_each_eye(limits, medical, licence_class))
    if medical.one_eyed is None and any(each.effect is Effect.REFUSES for each in each_eye):
        other_way = list(_one_eyed(limits, medical, licence_class))
        if not any(each.effect is Effect.REFUSES for each in other_way):
            each_eye = [lacks(Rule.VISION, "medical.one_eyed"), *other_way]
    yield from each_eye


def _each_eye(limits: MedicalLimits, medical: Medical, licence_class: LicenceClass) -> Iterator[Ground]:
    limit = next(each.each_eye_at_least for each in limits.visions if licence_class in each.classes)
    eyes = dict(zip(EYES, (medical.vision_left, medical.vision_right), strict=True))
    if any(each is not None and each < limit for each in eyes.values()):
        left, right = (NOT_MEASURED if each is None else f" {_chart(each)}" for each in eyes.values())
        yield refuses(Rule.VISION, limit=_chart(limit), left=left, right=right)
        return
    yield from (lacks(Rule.VISION, fact) for fact, value in eyes.items() if value is None)


def _one_eyed(limits: MedicalLimits, medical: Medical, licence_class: LicenceClass) -> Iterator[Ground]:
    if licence_class not in limits.one_eyed.classes:
        yield refuses(Rule.ONE_EYED_CLASS)
        return
    yield from _better_eye(limits.one_eyed.better_eye_at_least, medical)
    wanted = limits.one_eyed.field_at_least_degrees
    if medical.field_degrees is None:
        yield lacks(Rule.ONE_EYED_FIELD, "medical.field_degrees")
    elif medical.field_degrees < wanted:
        yield refuses(Rule.ONE_EYED_FIELD, limit=wanted, measured=medical.field_degrees)


def _better_eye(limit: float, medical: Medical) -> Iterator[Ground]:
    """One eye that is good enough decides; one that is not decides only when the other is known too."""
    eyes = dict(zip(EYES, (medical.vision_left, medical.vision_right), strict=True))
    known = [each for each in eyes.values() if each is not None]
    if any(each >= limit for each in known):
        return
    if len(known) == len(EYES):
        yield refuses(Rule.ONE_EYED_VISION, limit=_chart(limit), measured=_chart(max(known)))
        return
    yield from (lacks(Rule.ONE_EYED_VISION, fact) for fact, value in eyes.items() if value is None)


def _chart(value: float) -> str:
    return f"{value:.1f}" if round(value, 1) == value else f"{value:g}"
