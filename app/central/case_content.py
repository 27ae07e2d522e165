"""What a case says now: as it was submitted, with the parts that were corrected since in their place."""

from __future__ import annotations

from typing import Any

from app.catalogue.corrected import changes_form, merged, settled
from app.central.sealing import SealBroken, open_json
from app.central.storage.cases import CaseRow
from app.domain.errors import ItemUnknown
from app.domain.formats import CHINA
from app.domain.ports import Catalogue


def content_of(identity: Any, row: CaseRow) -> dict[str, Any]:
    """The payload of its event; `data` holds the corrected parts, computed values as they were. Raises SealBroken."""
    return _content_of(identity, row)[0]


def settled_content_of(identity: Any, row: CaseRow, catalogue: Catalogue) -> dict[str, Any]:
    """With computed values as the corrected answers make them. Raises SealBroken."""
    content, form_changed = _content_of(identity, row)
    try:
        item = catalogue.item(row.item, row.item_version) if form_changed else None
    except ItemUnknown:
        item = None
    if item is None or item.version != row.item_version:
        return content
    return {**content, "data": settled(item, content["data"], row.submitted_at.astimezone(CHINA).date())}


def _content_of(identity: Any, row: CaseRow) -> tuple[dict[str, Any], bool]:
    """And whether its form was corrected."""
    payload = open_json(identity, row.payload)
    if not isinstance(payload, dict):
        raise SealBroken("json")
    data = payload.get("data")
    now: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    form_changed = False
    for sealed in row.corrections:
        changed = open_json(identity, sealed).get("data") or {}
        form_changed = form_changed or changes_form(changed)
        now = merged(now, changed)
    return {**payload, "data": now}, form_changed
