"""From the draft of a correction to the parts that are saved."""

from __future__ import annotations

from typing import Any

from app.catalogue.corrected import FIELDS, FORM
from app.catalogue.form_checks import clean_form
from app.domain.case import Correction, NewAttachment
from app.domain.following import FollowedCase
from app.domain.service_item import ServiceItem
from app.journeys.draft import Draft
from app.runtime.form_attachments import form_attachments
from app.runtime.submission import delivery_of, material_files

DELIVERY = "delivery"


def corrections_of(
    item: ServiceItem, case: FollowedCase, parts: tuple[tuple[str, str], ...], draft: Draft, present: str, operator: str
) -> tuple[Correction, ...]:
    """One for each part, with its id. `item` is narrowed to what was asked; `present` is the ID number on the card,
    `operator` the clerk's number.

    The answers alone where some were named; the whole form where the office wants it anew.
    """
    files = {each.name: each for each in material_files(item, draft, None)}
    of_form = tuple(form_attachments(item, draft))

    def made(part: str, correction_id: str) -> Correction:
        data: dict[str, Any] = {}
        attachments: tuple[NewAttachment, ...] = (files[part],) if part in files else ()
        if part == FORM:
            data = {FORM if FORM in case.asked_parts else FIELDS: clean_form(item, draft.form)}
            attachments = of_form
        elif part == DELIVERY:
            data = {DELIVERY: delivery_of(draft)}
        return Correction(correction_id, case.id, part, data, attachments, operator, present)

    return tuple(made(part, correction_id) for part, correction_id in parts)
