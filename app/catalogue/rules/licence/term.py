"""How long the new licence is valid: 6 years, then 10, then for good, by the points of the term that ends."""

from __future__ import annotations

from datetime import date

from app.catalogue.rules.calendar_days import years_after
from app.catalogue.rules.licence.facts import LicenceFacts, LongTerm
from app.catalogue.rules.licence.ground import Effect, Ground, lacks
from app.catalogue.rules.licence.pack import LicencePack, Term
from app.catalogue.rules.licence.words import Rule, Validity
from app.domain.formats import long_day


def new_validity(pack: LicencePack, facts: LicenceFacts, on: date) -> Validity | Ground:
    """The ground says which fact is missing, or that the dates fit no term."""
    begins, ends = facts.valid_from, facts.valid_to
    if isinstance(ends, LongTerm):
        return Validity.LONG_TERM
    if ends is None or begins is None:
        return lacks(Rule.LICENCE_TERM, "valid_to" if ends is None else "valid_from")
    term = _term_of(pack, begins, ends)
    if term is None:
        return Ground(Effect.UNDECIDED, Rule.LICENCE_TERM, {"from": long_day(begins), "to": long_day(ends)})
    if was_full(pack, facts):
        return term.otherwise
    known = facts.points_by_year
    if known is None or len(known) < _ended_years(begins, min(on, ends), term.years):
        return lacks(Rule.NEW_VALIDITY, "points_by_year")
    return term.clean


def was_full(pack: LicencePack, facts: LicenceFacts) -> bool:
    return any(each >= pack.validity.full_points for each in facts.points_by_year or ())


def years_of(pack: LicencePack, validity: Validity) -> int | None:
    return next((each.years for each in pack.validity.terms if each.term is validity), None)


def _term_of(pack: LicencePack, begins: date, ends: date) -> Term | None:
    tolerance = pack.validity.day_tolerance
    for each in pack.validity.terms:
        if abs((ends - years_after(begins, each.years)).days) <= tolerance:
            return each
    return None


def _ended_years(begins: date, day: date, most: int) -> int:
    """Scoring years of the term that were over by `day`; the one that runs may still be without its points."""
    return sum(years_after(begins, number) <= day for number in range(1, most + 1))
