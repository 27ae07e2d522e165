"""What a driver who may renew should know of the years to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.catalogue.rules.calendar_days import birthday, days_after, years_after
from app.catalogue.rules.licence.facts import LicenceFacts
from app.catalogue.rules.licence.ground import Ground, tells
from app.catalogue.rules.licence.pack import Classes, LicencePack
from app.catalogue.rules.licence.person import has_turned
from app.catalogue.rules.licence.term import was_full, years_of
from app.catalogue.rules.licence.words import VALIDITY_PARTS, Part, Rule, Validity
from app.domain.formats import long_day


def notices(pack: LicencePack, facts: LicenceFacts, validity: Validity, allowed: Classes, on: date) -> Iterator[Ground]:
    points = {"points": pack.validity.full_points}
    why = pack.texts[Part.WHY_FULL if was_full(pack, facts) else Part.WHY_CLEAN].format(**points)
    yield tells(Rule.NEW_VALIDITY, why=why, validity=pack.texts[VALIDITY_PARTS[validity]])
    if facts.birth_date is not None:
        yield from _ages_ahead(pack, facts.birth_date, _end_of(pack, facts, validity), allowed)
        if facts.valid_from is not None and has_turned(pack, facts.birth_date, pack.yearly_certificate.from_age, on):
            yield _yearly_certificate(pack, facts.valid_from, on)


def _end_of(pack: LicencePack, facts: LicenceFacts, validity: Validity) -> date | None:
    years = years_of(pack, validity)
    return years_after(facts.valid_to, years) if years and isinstance(facts.valid_to, date) else None


def _ages_ahead(pack: LicencePack, born: date, ends: date | None, allowed: Classes) -> Iterator[Ground]:
    """Classes that the driver will outgrow before the new licence ends."""
    for limit in pack.ages.limits:
        classes = tuple(each for each in allowed if each in limit.classes)
        turns = birthday(born, limit.before_age, pack.ages.leap_day_birthday)
        if classes and (ends is None or turns <= ends):
            last_day = days_after(turns, -1)
            yield tells(Rule.AGE_LIMIT_AHEAD, last_day, classes, age=limit.before_age, day=long_day(last_day))


def _yearly_certificate(pack: LicencePack, begins: date, on: date) -> Ground:
    """Scoring years are counted from the day and month on which the licence begins."""
    limits = pack.yearly_certificate
    number = max(on.year - begins.year - 1, 1)
    while (last_day := days_after(years_after(begins, number), limits.within_days - 1)) < on:
        number += 1
    return tells(
        Rule.YEARLY_CERTIFICATE, last_day, age=limits.from_age, days=limits.within_days, day=long_day(last_day)
    )
