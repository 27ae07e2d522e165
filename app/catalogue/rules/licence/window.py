"""When a licence may be renewed: from so many days before its last day, until it is cancelled some time after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.catalogue.rules.calendar_days import days_after, years_after
from app.catalogue.rules.licence.facts import LicenceFacts, LongTerm
from app.catalogue.rules.licence.ground import Ground, lacks, refuses, tells
from app.catalogue.rules.licence.pack import LicencePack
from app.catalogue.rules.licence.words import Rule
from app.domain.formats import long_day


@dataclass(frozen=True, slots=True)
class Opening:
    """`first_day` and `last_day` of renewing, None where there are none; `over`: the licence no longer exists."""

    grounds: tuple[Ground, ...]
    first_day: date | None = None
    last_day: date | None = None
    over: bool = False


def opening_of(pack: LicencePack, facts: LicenceFacts, on: date) -> Opening:
    match facts.valid_to:
        case None:
            return Opening((lacks(Rule.RENEWAL_WINDOW, "valid_to"),))
        case LongTerm():
            return Opening((refuses(Rule.LONG_TERM_LICENCE),))
        case expiry:
            return _opening(pack, expiry, on)


def _opening(pack: LicencePack, expiry: date, on: date) -> Opening:
    window = pack.window
    first_day = days_after(expiry, -window.opens_days_before)
    cancelled_on = years_after(expiry, window.cancelled_after_years)
    last_day = days_after(cancelled_on, -1)
    restored_until = years_after(expiry, window.cancelled_after_years + window.restored_within_years)
    if on < first_day:
        early = refuses(Rule.RENEWAL_WINDOW, first_day, days=window.opens_days_before, first_day=long_day(first_day))
        return Opening((early,), first_day, last_day)
    if on <= expiry:
        return Opening((), first_day, last_day)
    if on < cancelled_on:
        late = tells(Rule.OVERDUE, last_day, expiry=long_day(expiry), day=long_day(last_day))
        return Opening((late,), first_day, last_day)
    if on <= restored_until:
        years = window.cancelled_after_years
        over = refuses(Rule.OVERDUE_CANCELLED, restored_until, years=years, day=long_day(restored_until))
    else:
        over = refuses(Rule.OVERDUE_LOST, years=window.restored_within_years)
    return Opening((over,), first_day, over=True)
