"""Who may see and decide what. Which offices review an item, and what each may see, is data of the item.

A reviewer works for the offices among his roles. An item that names no offices is decided by `licensing` or `manager`,
who see all of it; `manager` sees besides the bad evaluations, the stations and the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.central.acceptance import AUTOMATIC
from app.central.decisions import WHOLE, reviews_of
from app.central.office.signing_in import Reviewer
from app.domain.decisions import may_be_decided_here
from app.domain.ports import Catalogue
from app.domain.service_item import EVERY_PART, Review, ServiceItem

LICENSING, MANAGER = "licensing", "manager"
DECIDE_WHOLE = (LICENSING, MANAGER)
POINTS = "points"
OFFICE_WORDS = {"hospital": "医院", POINTS: "新市民服务中心", LICENSING: "车管所", MANAGER: "负责人", WHOLE: "整个办件"}
"""Others by the name an item gives them, or by their own word."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One role of a reviewer as he works in it. `others`: items that are not this office's; `unattended`: those
    that decide themselves.
    """

    office: str
    only: frozenset[str] | None
    others: frozenset[str]
    unattended: frozenset[str]
    waits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Items at which this office is not the first, and whom it waits for there."""
    passed_on: frozenset[str] = frozenset()
    """Items a desk decides, or passes on to whoever decides the whole."""


def seats(reviewer: Reviewer) -> tuple[str, ...]:
    """The roles cases can be decided in; whoever is in charge and of the licensing office sits there once."""
    words = [each for each in reviewer.roles if each != MANAGER]
    return tuple(words) if LICENSING in words else tuple(each for each in reviewer.roles if each)


def seat(catalogue: Catalogue, office: str) -> Seat:
    items = list(catalogue.items())
    named = frozenset(each.code for each in items if any(review.office == office for review in each.reviews))
    attended = {each.code for each in items if each.reviews or each.acceptance != AUTOMATIC}
    unattended = frozenset(each.code for each in items if each.code not in attended)
    waits = _waits(items, office)
    if office not in DECIDE_WHOLE:
        return Seat(office, named, frozenset(), unattended, waits)
    others = frozenset(each.code for each in items if each.reviews and each.code not in named)
    passed_on = frozenset(each.code for each in items if may_be_decided_here(each))
    return Seat(office, None, others, unattended, waits, passed_on)


def review_for(catalogue: Catalogue, item: str, office: str, version: str = "") -> Review | None:
    """What this office sees of an item's cases; None: nothing, not even that they are there."""
    reviews = reviews_of(catalogue, item, version)
    if not reviews:
        return Review(WHOLE, (EVERY_PART,)) if office in DECIDE_WHOLE else None
    return next((each for each in reviews if each.office == office), None)


def office_for(catalogue: Catalogue, item: str, reviewer: Reviewer, asked: str = "", version: str = "") -> str | None:
    """The reviewer's office that may see such a case, the asked one first; None where none may."""
    mine = [each for each in (asked, *seats(reviewer)) if each in reviewer.roles]
    return next((each for each in mine if review_for(catalogue, item, each, version) is not None), None)


def office_word(office: str) -> str:
    return OFFICE_WORDS.get(office, office)


def office_name(catalogue: Catalogue, office: str) -> str:
    """Also of an office that only the catalogue knows: as the first of its items calls it."""
    if office in OFFICE_WORDS:
        return OFFICE_WORDS[office]
    reviews = (each for item in catalogue.items() for each in item.reviews if each.office == office)
    return next((each.office_name.zh_cn for each in reviews if each.office_name is not None), office)


def review_word(review: Review) -> str:
    """The office, as the item calls it, and what it decides, as far as the item says."""
    office = review.office_name.zh_cn if review.office_name is not None else office_word(review.office)
    return f"{review.name.zh_cn}（{office}）" if review.name is not None else office


def _waits(items: Sequence[ServiceItem], office: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = [(item.code, each) for item in items for each in item.reviews if each.office == office]
    return tuple((code, each.after) for code, each in named if each.after)
