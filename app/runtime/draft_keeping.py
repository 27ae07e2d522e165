"""Between the draft of a sitting and what is kept of it: the answers, the card, what was scanned and taken.

The photo of the person, their signature, papers of their file and the payment are not kept: they are given anew by
whoever is there when it goes on. What the form took beside words is: who held it before the camera, or signed as a
witness, may be gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.domain.agency import Agency
from app.domain.drafts import KeptDraft
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.medical.keeping import exam_of, exam_told

PORTRAIT = "portrait"
AGENT_PORTRAIT = "agent_portrait"
SCAN = "scan."
TAKEN = "taken."
"""Before the name of a field of the form and the number of its page."""
_DATES = ("birth_date", "valid_from", "valid_to")


def kept_of(item: ServiceItem, draft: Draft, step: StepKind, operator: str, now: datetime) -> KeptDraft:
    files = {SCAN + code: page for code, page in draft.scans.items()}
    files |= {f"{TAKEN}{name}.{at:02}": page for name, pages in draft.taken.items() for at, page in enumerate(pages)}
    if draft.card is not None and draft.card.portrait is not None:
        files[PORTRAIT] = draft.card.portrait
    if draft.agency is not None and draft.agency.agent is not None and draft.agency.agent.portrait is not None:
        files[AGENT_PORTRAIT] = draft.agency.agent.portrait
    content = {
        "card": card_told(draft.card) if draft.card else None,
        "agency": _agency_told(draft.agency) if draft.agency else None,
        "face": draft.face,
        "consented": draft.consented,
        "form": dict(draft.form),
        "known": dict(draft.known),
        "file_agreed": draft.file_agreed,
        "held": draft.held,
        "handed": dict(draft.handed) if draft.handed is not None else None,
        "notice_number": draft.notice_number,
        "told": list(draft.told),
        "medical": exam_told(draft.medical) if draft.medical else None,
    }
    return KeptDraft(draft.case_id, item.code, item.version, step.value, operator, now, content, files)


def draft_of(kept: KeptDraft) -> Draft:
    """Raises KeyError, TypeError, ValueError for what this program did not write."""
    content = kept.content
    card = content["card"]
    return Draft(
        case_id=kept.case_id,
        card=_card_of(card, kept.files.get(PORTRAIT)) if card else None,
        agency=_agency_of(content["agency"], kept.files.get(AGENT_PORTRAIT)) if content.get("agency") else None,
        face=str(content["face"]),
        consented=bool(content["consented"]),
        form={str(name): str(value) for name, value in content["form"].items()},
        known={str(name): str(value) for name, value in content.get("known", {}).items()},
        file_agreed=content.get("file_agreed"),
        taken=_taken_of(kept.files),
        held=bool(content.get("held", False)),
        handed=dict(content["handed"]) if content.get("handed") else None,
        notice_number=str(content.get("notice_number", "")),
        told=tuple(str(code) for code in content.get("told", ())),
        medical=exam_of(content["medical"]) if content.get("medical") else None,
        scans={name.removeprefix(SCAN): page for name, page in kept.files.items() if name.startswith(SCAN)},
    )


def _taken_of(files: Mapping[str, bytes]) -> dict[str, tuple[bytes, ...]]:
    """Page after page, as they were numbered."""
    taken: dict[str, tuple[bytes, ...]] = {}
    for name in sorted(each for each in files if each.startswith(TAKEN)):
        field = name.removeprefix(TAKEN).rpartition(".")[0]
        taken[field] = (*taken.get(field, ()), files[name])
    return taken


def _agency_told(agency: Agency) -> dict[str, Any]:
    return {
        "agent": card_told(agency.agent) if agency.agent else None,
        "on": agency.on.isoformat() if agency.on else None,
        "told": dict(agency.told),
        "is_read": agency.is_read,
        "later": agency.later,
    }


def _agency_of(told: Mapping[str, Any], portrait: bytes | None) -> Agency:
    return Agency(
        agent=_card_of(told["agent"], portrait) if told["agent"] else None,
        on=date.fromisoformat(told["on"]) if told["on"] else None,
        told={str(name): str(value) for name, value in told["told"].items()},
        is_read=bool(told["is_read"]),
        later=bool(told.get("later", False)),
    )


def card_told(card: IdentityCard) -> dict[str, Any]:
    values = {each.name: getattr(card, each.name) for each in fields(card) if each.name != PORTRAIT}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _card_of(told: Mapping[str, Any], portrait: bytes | None) -> IdentityCard:
    values = dict(told)
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return IdentityCard(**values, portrait=portrait)
