"""What is asked of the driver whatever the class: presence, no debts, a certificate, the three-ability test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.catalogue.rules.calendar_days import birthday, months_after, years_after
from app.catalogue.rules.licence.facts import LicenceFacts, ThreeAbility
from app.catalogue.rules.licence.ground import Ground, lacks, refuses
from app.catalogue.rules.licence.pack import LicencePack
from app.catalogue.rules.licence.words import Part, Rule
from app.domain.formats import long_day


def has_turned(pack: LicencePack, born: date, age: int, on: date) -> bool:
    return on >= birthday(born, age, pack.ages.leap_day_birthday)


def presence_and_debts(pack: LicencePack, facts: LicenceFacts) -> Iterator[Ground]:
    if pack.in_person and facts.in_person is None:
        yield lacks(Rule.IN_PERSON, "in_person")
    elif pack.in_person and not facts.in_person:
        yield refuses(Rule.IN_PERSON)
    if pack.violations_block:
        yield from _settled(Rule.UNSETTLED_VIOLATIONS, "unsettled_violations", facts.unsettled_violations)
    if pack.accidents_block:
        yield from _settled(Rule.UNSETTLED_ACCIDENTS, "unsettled_accidents", facts.unsettled_accidents)


def certificate(pack: LicencePack, facts: LicenceFacts, on: date) -> Iterator[Ground]:
    if facts.medical is None:
        yield lacks(Rule.MEDICAL_CERTIFICATE, "medical")
        return
    if facts.medical.date is None:
        yield lacks(Rule.MEDICAL_CERTIFICATE, "medical.date")
        return
    if facts.medical.date > on:
        yield lacks(Rule.MEDICAL_CERTIFICATE, "medical.date", Part.DATE_LATER)
        return
    months = pack.medical.valid_months
    last_day = months_after(facts.medical.date, months)
    if on > last_day:
        yield refuses(Rule.MEDICAL_CERTIFICATE, months=months, day=long_day(last_day))


def three_ability(pack: LicencePack, facts: LicenceFacts, on: date) -> Iterator[Ground]:
    if facts.birth_date is None:
        yield lacks(Rule.THREE_ABILITY_SCORE, "birth_date")
    elif has_turned(pack, facts.birth_date, pack.three_ability.from_age, on):
        if facts.three_ability is None:
            yield lacks(Rule.THREE_ABILITY_SCORE, "three_ability")
        else:
            yield from _result(pack, facts.three_ability, on)


def _result(pack: LicencePack, result: ThreeAbility, on: date) -> Iterator[Ground]:
    limits = pack.three_ability
    if result.score is None:
        yield lacks(Rule.THREE_ABILITY_SCORE, "three_ability.score")
    elif result.score < limits.pass_score:
        yield refuses(
            Rule.THREE_ABILITY_SCORE,
            age=limits.from_age,
            limit=limits.pass_score,
            measured=result.score,
            tries=limits.tries,
        )
    if result.date is None:
        yield lacks(Rule.THREE_ABILITY_EXPIRED, "three_ability.date")
        return
    if result.date > on:
        yield lacks(Rule.THREE_ABILITY_EXPIRED, "three_ability.date", Part.DATE_LATER)
        return
    last_day = years_after(result.date, limits.valid_years)
    if on > last_day:
        yield refuses(Rule.THREE_ABILITY_EXPIRED, years=limits.valid_years, day=long_day(last_day))


def _settled(rule: Rule, fact: str, count: int | None) -> Iterator[Ground]:
    if count is None:
        yield lacks(rule, fact)
    elif count > 0:
        yield refuses(rule, count=count)
