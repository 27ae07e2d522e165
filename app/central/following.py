"""The story of a case for the person whose it is: what happened when, what is waited for, what may be printed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.central.bundle_parts import parts_told
from app.central.decisions import WHOLE
from app.central.storage.decisions import Taken
from app.central.storage.following import Followed
from app.domain.appointments import Appointment
from app.domain.bundles import is_bundle
from app.domain.case import CaseStatus
from app.domain.following import Happening, paper_number
from app.domain.mailing import TOLD
from app.domain.service_item import Review

ACCEPT, RETURN, REFUSE, COMPLETE = "accept", "return", "refuse", "complete"
_TOLD_OF_EACH = {RETURN: Happening.RETURNED, REFUSE: Happening.REFUSED, COMPLETE: Happening.COMPLETED}
_BUNDLE_ENDS = {CaseStatus.COMPLETED: Happening.COMPLETED, CaseStatus.REFUSED: Happening.REFUSED}
_ACCEPTED = (CaseStatus.ACCEPTED, CaseStatus.COMPLETED)


def told(
    case: Followed,
    reviews: Sequence[Review],
    *,
    as_agent: bool = False,
    booked: Appointment | None = None,
    content: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """As it travels (docs/integration/following.md). Moments in ISO 8601, None where nobody wrote one down. `booked`
    lies ahead; `content` is what a correction of a returned case is held to."""
    return {
        "id": case.id,
        "number": case.number,
        "item": case.item,
        "item_version": case.item_version,
        "status": case.status,
        "reason": case.reason,
        "submitted_at": case.submitted_at.isoformat(),
        "as_agent": as_agent,
        "story": _bundle_story(case) if is_bundle(reviews) else _story(case),
        "asked": _asked(case),
        "offices": parts_told(case, reviews) if is_bundle(reviews) else _offices(case, reviews),
        "results": [_result(case, each) for each in case.results],
        "mailing": _mailing(case),
        "appointment": booked.as_data() if booked is not None else None,
        "content": content,
    }


def told_without_person(case: Followed, reviews: Sequence[Review]) -> dict[str, Any]:
    """To whoever knows its number and some of the ID number: how it stands, and nothing to take away."""
    return {**told(case, reviews), "results": [], "mailing": None}


def _mailing(case: Followed) -> dict[str, str] | None:
    """Once it has left the house."""
    row = case.mailing
    return None if row is None or row.state not in TOLD else {"waybill": row.waybill, "state": row.state.value}


def _story(case: Followed) -> list[dict[str, Any]]:
    return _with_acceptance(case, _ordered(_begun(case) + [_decided(each) for each in _said(case, _TOLD_OF_EACH)]))


def _bundle_story(case: Followed) -> list[dict[str, Any]]:
    """How the whole went: what became of a part stands at the part. It ends with the last of them."""
    lines = _ordered(_begun(case) + [_decided(each) for each in _said(case, (RETURN,))])
    end = _BUNDLE_ENDS.get(CaseStatus(case.status))
    if end is None:
        return lines
    last = max((each.at for each in case.decisions if each.carried_from is None), default=None)
    return [*lines, _line(end, last)]


def _begun(case: Followed) -> list[dict[str, Any]]:
    lines = [_line(Happening.SUBMITTED, case.submitted_at), _line(Happening.RECEIVED, case.received_at)]
    return lines + [_line(Happening.CORRECTED, each) for each in case.corrected_at]


def _said(case: Followed, decisions: Collection[str]) -> list[Taken]:
    return [each for each in case.decisions if each.decision in decisions and each.carried_from is None]


def _decided(taken: Taken) -> dict[str, Any]:
    return _line(_TOLD_OF_EACH[taken.decision], taken.at, taken.office, taken.reason)


def _ordered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda each: str(each["at"]))


def _with_acceptance(case: Followed, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """It is accepted with the last of its offices; where no decision says so it accepted itself, nobody noted when."""
    if case.status not in _ACCEPTED:
        return lines
    accepted = [each for each in case.decisions if each.decision == ACCEPT]
    line = _line(Happening.ACCEPTED, accepted[-1].at if accepted else None)
    if line["at"] is None:
        place = next((at for at, each in enumerate(lines) if each["what"] == Happening.COMPLETED), len(lines))
        return [*lines[:place], line, *lines[place:]]
    return sorted([*lines, line], key=lambda each: str(each["at"]))


def _line(what: Happening, at: datetime | None, office: str = "", text: str = "") -> dict[str, Any]:
    return {"what": what.value, "at": at.isoformat() if at is not None else None, "office": office, "text": text}


def _standing(case: Followed) -> Mapping[str, Taken]:
    """Per office its last word on the content that stands."""
    return {each.office: each for each in case.decisions if each.event_id == case.content}


def _asked(case: Followed) -> list[dict[str, Any]]:
    if case.status != CaseStatus.RETURNED:
        return []
    waiting = [each for each in _standing(case).values() if each.decision == RETURN]
    return [{"office": each.office, "parts": list(each.parts), "reason": each.reason} for each in waiting]


def _offices(case: Followed, reviews: Sequence[Review]) -> list[dict[str, str]]:
    words = _standing(case)
    return [
        {"office": each.office, "word": words[each.office].decision if each.office in words else ""}
        for each in reviews
        if each.office != WHOLE
    ]


def _result(case: Followed, result: Any) -> dict[str, Any]:
    printed = case.printed.get(paper_number(case.number, result.sha256))
    return {
        "name": result.name,
        "media_type": result.media_type,
        "size": result.size,
        "sha256": result.sha256,
        "made_at": result.made_at.isoformat(),
        "printed_at": printed.isoformat() if printed is not None else None,
    }
