"""What one class asks of the body: height, eyes, ears, colour, limbs, trunk and neck; each rule by itself."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue.rules.licence.eyes import vision
from app.catalogue.rules.licence.facts import Medical
from app.catalogue.rules.licence.ground import Ground, lacks, refuses
from app.catalogue.rules.licence.pack import LicencePack, MedicalLimits
from app.catalogue.rules.licence.words import LicenceClass, Rule


def body(pack: LicencePack, medical: Medical | None, licence_class: LicenceClass) -> Iterator[Ground]:
    if medical is None:
        yield lacks(Rule.MEDICAL_CERTIFICATE, "medical")
        return
    yield from _height(pack.medical, medical, licence_class)
    yield from vision(pack.medical, medical, licence_class)
    yield from _colour(pack.medical, medical)
    yield from _hearing(pack.medical, medical, licence_class)
    yield from _passed(Rule.LIMBS, "medical.limbs", medical.limbs)
    yield from _passed(Rule.TRUNK_NECK, "medical.trunk_neck", medical.trunk_neck)


def _height(limits: MedicalLimits, medical: Medical, licence_class: LicenceClass) -> Iterator[Ground]:
    limit = next((each.at_least_cm for each in limits.heights if licence_class in each.classes), None)
    if limit is None:
        return
    if medical.height_cm is None:
        yield lacks(Rule.HEIGHT, "medical.height_cm")
    elif medical.height_cm < limit:
        yield refuses(Rule.HEIGHT, limit=limit, measured=medical.height_cm)


def _colour(limits: MedicalLimits, medical: Medical) -> Iterator[Ground]:
    if medical.colour_blind is None:
        yield lacks(Rule.COLOUR_VISION, "medical.colour_blind")
    elif medical.colour_blind in limits.colour_refused:
        yield refuses(Rule.COLOUR_VISION)


def _hearing(limits: MedicalLimits, medical: Medical, licence_class: LicenceClass) -> Iterator[Ground]:
    aided = "、".join(limits.hearing_aid_classes)
    if medical.hearing_left is False or medical.hearing_right is False:
        yield refuses(Rule.HEARING, aided=aided)
        return
    if medical.hearing_left is None:
        yield lacks(Rule.HEARING, "medical.hearing_left")
    if medical.hearing_right is None:
        yield lacks(Rule.HEARING, "medical.hearing_right")
    if licence_class in limits.hearing_aid_classes:
        return
    if medical.hearing_aid is None:
        yield lacks(Rule.HEARING_AID, "medical.hearing_aid")
    elif medical.hearing_aid:
        yield refuses(Rule.HEARING_AID)


def _passed(rule: Rule, fact: str, passed: bool | None) -> Iterator[Ground]:
    if passed is None:
        yield lacks(rule, fact)
    elif not passed:
        yield refuses(rule)
