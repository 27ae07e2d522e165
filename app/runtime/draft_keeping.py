"""Between the draft of a sitting and what is kept of it: the answers, the card, the pages that were scanned.

Photo, signature and payment are not kept: they are given anew by whoever is there when it goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.domain.drafts import KeptDraft
from app.domain.person import IdentityCard
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.draft import Draft
from app.journeys.medical.keeping import exam_of, exam_told

PORTRAIT = "portrait"
SCAN = "scan."
_DATES = ("birth_date", "valid_from", "valid_to")


def kept_of(item: ServiceItem, draft: Draft, step: StepKind, operator: str, now: datetime) -> KeptDraft:
    files = {SCAN + code: page for code, page in draft.scans.items()}
    if draft.card is not None and draft.card.portrait is not None:
        files[PORTRAIT] = draft.card.portrait
    content = {
        "card": card_told(draft.card) if draft.card else None,
        "face": draft.face,
        "consented": draft.consented,
        "form": dict(draft.form),
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
        face=str(content["face"]),
        consented=bool(content["consented"]),
        form={str(name): str(value) for name, value in content["form"].items()},
        medical=exam_of(content["medical"]) if content.get("medical") else None,
        scans={name.removeprefix(SCAN): page for name, page in kept.files.items() if name.startswith(SCAN)},
    )


def card_told(card: IdentityCard) -> dict[str, Any]:
    values = {each.name: getattr(card, each.name) for each in fields(card) if each.name != PORTRAIT}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _card_of(told: Mapping[str, Any], portrait: bytes | None) -> IdentityCard:
    values = dict(told)
    for name in _DATES:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return IdentityCard(**values, portrait=portrait)
