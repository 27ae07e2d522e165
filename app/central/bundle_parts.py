"""The parts of a bundle as the person hears of them: each with its office, how it stands, since when, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.central.storage.decisions import Taken
from app.central.storage.following import Followed
from app.domain.bundles import FAILED, OPEN, PartState, part_states
from app.domain.case import CaseStatus
from app.domain.service_item import Review

_WHOLE_SAYS = {CaseStatus.COMPLETED: PartState.COMPLETED, CaseStatus.REFUSED: PartState.ENDED}


def parts_told(case: Followed, reviews: Sequence[Review]) -> list[dict[str, Any]]:
    """`[{office, word, state, at, reason}]` in the order of the item. An ended part bears the moment at which the one
    it hangs on was refused. Where the whole was decided at once (a city's platform), no part stays open."""
    standing = {each.office: each for each in case.decisions if each.event_id == case.content}
    states = part_states(reviews, {office: each.decision for office, each in standing.items()})
    return [_part(case, each, states, standing) for each in reviews]


def _part(
    case: Followed, review: Review, states: Mapping[str, PartState], standing: Mapping[str, Taken]
) -> dict[str, Any]:
    said = standing.get(review.office)
    state = states[review.office]
    if state in OPEN:
        state = _WHOLE_SAYS.get(CaseStatus(case.status), state)
    moments = [standing[each].at for each in _refused_before(review, states) if each in standing]
    at = said.at if said is not None else max(moments, default=None)
    return {
        "office": review.office,
        "word": said.decision if said is not None else "",
        "state": state.value,
        "at": at.isoformat() if at is not None else None,
        "reason": said.reason if said is not None else "",
    }


def _refused_before(review: Review, states: Mapping[str, PartState]) -> list[str]:
    """The offices because of which it ended, as far as the item names them at this part."""
    return [each for each in review.after if states[review.office] is PartState.ENDED and states[each] in FAILED]
