"""The parts of a bundle (一件事) in words: what each is, whose, how it stands, since when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.bundles import FAILED, PartState
from app.domain.following import FollowedCase, OfficeWord
from app.domain.service_item import Review, ServiceItem
from app.viewmodels.dates import short_day
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import translate

Row = dict[str, Any]


def part_rows(around: Surroundings, case: FollowedCase, item: ServiceItem | None) -> list[Row]:
    """`[{name, office, when, state, mood, reason}]`; none where the centre told of no parts."""
    reviews = {each.office: each for each in item.reviews} if item is not None else {}
    states = {each.office: _state(each.state) for each in case.offices}
    return [
        _row(around, each, at, reviews, states)
        for at, each in enumerate(case.offices)
        if states[each.office] is not None
    ]


def _row(
    around: Surroundings,
    told: OfficeWord,
    at: int,
    reviews: dict[str, Review],
    states: dict[str, PartState | None],
) -> Row:
    review, state = reviews.get(told.office), states[told.office]
    word, mood = _words(state)
    language = around.language.code
    return {
        "name": _name(around, review, at),
        "office": review.office_name.in_language(language) if review is not None and review.office_name else "",
        "when": short_day(told.at.astimezone(around.station.now().tzinfo).date(), language) if told.at else "",
        "state": word,
        "mood": mood,
        "reason": told.reason or _why(around, review, state, reviews, states),
    }


def _words(state: PartState | None) -> tuple[str, str]:
    """And the mood of the pill."""
    return {
        PartState.WAITING: (translate("Case", "还没开始"), "none"),
        PartState.IN_HAND: (translate("Case", "在办"), "waiting"),
        PartState.RETURNED: (translate("Case", "要补材料"), "warn"),
        PartState.REFUSED: (translate("Case", "没办成"), "bad"),
        PartState.COMPLETED: (translate("Case", "办好了"), "done"),
        PartState.ENDED: (translate("Case", "不办了"), "bad"),
        None: ("", "none"),
    }[state]


def _why(
    around: Surroundings,
    review: Review | None,
    state: PartState | None,
    reviews: dict[str, Review],
    states: dict[str, PartState | None],
) -> str:
    """Of a part on which nobody has said anything: what it waits for, or what it hung on."""
    after: Sequence[str] = review.after if review is not None else ()
    if state is PartState.WAITING:
        open_yet = [each for each in after if states.get(each) is not PartState.COMPLETED]
        return translate("Case", "等%1先办好。").replace("%1", _names(around, open_yet, reviews)) if open_yet else ""
    if state is PartState.ENDED:
        failed = [each for each in after if states.get(each) in FAILED]
        names = _names(around, failed, reviews)
        return translate("Case", "%1没办成，这项也办不了。").replace("%1", names) if failed else ""
    return ""


def _names(around: Surroundings, offices: Sequence[str], reviews: dict[str, Review]) -> str:
    order = list(reviews)
    return translate("Case", "、").join(_name(around, reviews.get(each), order.index(each)) for each in offices)


def _name(around: Surroundings, review: Review | None, at: int) -> str:
    if review is not None and review.name is not None:
        return review.name.in_language(around.language.code)
    return translate("Case", "第 %1 项").replace("%1", str(at + 1))


def _state(word: str) -> PartState | None:
    """None also for a word that a newer centre may say."""
    return PartState(word) if word in set(PartState) else None
