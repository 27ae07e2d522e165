"""What of a case goes to the counter on paper, and how it becomes a draft there. Pure.

As little as will do: who it is (the counter reads the card itself) and the answers. Pictures, scans and signatures of
the form do not travel, and neither does the word that they were taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.form_files import ATTACHED
from app.domain.hand_over import HandedOver, Unfinished
from app.domain.person import IdentityCard
from app.domain.service_item import FormField, ServiceItem
from app.journeys.draft import Draft

APPLICANT, FORM = "applicant", "form"
CARD = "card."
_WHO = ("kind", "name", "name_en", "id_number")


def unfinished(item: ServiceItem, draft: Draft) -> Unfinished:
    data = {APPLICANT: _who(draft.card) if draft.card is not None else {}, FORM: _answers(item, draft.form)}
    shown = tuple(each.attachment for each in item.materials if each.code in draft.scans)
    return Unfinished(draft.case_id, item.code, item.version, data, shown)


def draft_of(handed: HandedOver) -> Draft:
    """Nothing of it is the draft's own before the person it names stands there; it waits, however it is left."""
    case = handed.case
    return Draft(case.case_id, handed=dict(case.data), held=True)


def is_of(draft: Draft, card: IdentityCard) -> bool:
    """Whether what was handed over belongs to the holder of this card."""
    told = (draft.handed or {}).get(APPLICANT)
    return isinstance(told, Mapping) and told.get("id_number") == card.id_number


def opened(item: ServiceItem, draft: Draft) -> Draft:
    """The draft with the answers it was handed. What this version of the item does not ask is left out."""
    told = (draft.handed or {}).get(FORM)
    answers = {str(name): value for name, value in told.items()} if isinstance(told, Mapping) else {}
    return replace(draft, handed=None, form={**_answers(item, answers), **draft.form})


def _who(card: IdentityCard) -> dict[str, Any]:
    return {name: value for name in _WHO if (value := getattr(card, name))}


def _says_the_card(field: FormField) -> bool:
    return field.locked and (field.prefill or "").startswith(CARD)


def _answers(item: ServiceItem, form: Mapping[str, Any]) -> dict[str, str]:
    asked = [each for each in item.fields() if each.type not in ATTACHED and not _says_the_card(each)]
    return {each.name: value for each in asked if isinstance(value := form.get(each.name), str) and value}
