"""A bundle (一件事): one case whose parts are decided apart, each by its office, some only after others. Pure.

The parts are the item's reviews. How a part stands follows from what the offices said and is written down nowhere:
there is nothing that could be half written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from app.domain.case import CaseStatus
from app.domain.service_item import Review

ACCEPT, RETURN, REFUSE = "accept", "return", "refuse"


class PartState(StrEnum):
    WAITING = "waiting"
    """For another part."""
    IN_HAND = "in_hand"
    RETURNED = "returned"
    REFUSED = "refused"
    COMPLETED = "completed"
    ENDED = "ended"
    """It hangs on a part that was refused, and will not be decided."""


OPEN = frozenset({PartState.WAITING, PartState.IN_HAND, PartState.RETURNED})
FAILED = frozenset({PartState.REFUSED, PartState.ENDED})
_SAID = {ACCEPT: PartState.COMPLETED, RETURN: PartState.RETURNED, REFUSE: PartState.REFUSED}


def is_bundle(reviews: Sequence[Review]) -> bool:
    return any(each.apart for each in reviews)


def part_states(reviews: Sequence[Review], words: Mapping[str, str]) -> dict[str, PartState]:
    """By office, in the order of the item; `words` are the last words of the offices on the content that stands."""
    states: dict[str, PartState] = {}
    for each in reviews:
        states[each.office] = _SAID.get(words.get(each.office, "")) or _unsaid(each, states)
    return states


def _unsaid(review: Review, before: Mapping[str, PartState]) -> PartState:
    waited_for = [before[each] for each in review.after if each in before]
    if any(each in FAILED for each in waited_for):
        return PartState.ENDED
    return PartState.IN_HAND if all(each is PartState.COMPLETED for each in waited_for) else PartState.WAITING


def status_of(reviews: Sequence[Review], words: Mapping[str, str]) -> CaseStatus:
    """Of the whole case. Of a bundle: returned while one part is; completed once every part is decided or ended and at
    least one was completed; refused where none was. Otherwise one refusal refuses all, and it is accepted by all."""
    states = set(part_states(reviews, words).values())
    if is_bundle(reviews):
        return _bundle_status(states)
    if PartState.REFUSED in states:
        return CaseStatus.REFUSED
    if PartState.RETURNED in states:
        return CaseStatus.RETURNED
    return CaseStatus.ACCEPTED if states == {PartState.COMPLETED} else CaseStatus.RECEIVED


def _bundle_status(states: set[PartState]) -> CaseStatus:
    if PartState.RETURNED in states:
        return CaseStatus.RETURNED
    if states & OPEN:
        return CaseStatus.RECEIVED
    return CaseStatus.COMPLETED if PartState.COMPLETED in states else CaseStatus.REFUSED
