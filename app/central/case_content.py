"""What a case says now: as it was submitted, with the parts that were corrected since in their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.central.sealing import SealBroken, open_json
from app.central.storage.cases import CaseRow

RECORDINGS = "recordings"
FORM, FIELDS = "form", "fields"
"""A correction of some answers alone: `fields` holds them, and they go into the form."""


def content_of(identity: Any, row: CaseRow) -> dict[str, Any]:
    """The payload of its event; `data` holds the corrected parts. Raises SealBroken."""
    payload = open_json(identity, row.payload)
    if not isinstance(payload, dict):
        raise SealBroken("json")
    data = payload.get("data")
    now: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    for sealed in row.corrections:
        changed = open_json(identity, sealed).get("data") or {}
        films = changed.get(RECORDINGS)
        if isinstance(films, dict):
            before = now.get(RECORDINGS)
            changed = {**changed, RECORDINGS: {**(before if isinstance(before, dict) else {}), **films}}
        now |= _with_answers(now, changed)
    return {**payload, "data": now}


def _with_answers(now: Mapping[str, Any], changed: Mapping[str, Any]) -> Mapping[str, Any]:
    answers = changed.get(FIELDS)
    if not isinstance(answers, dict):
        return changed
    before = now.get(FORM)
    form = {**(before if isinstance(before, dict) else {}), **answers}
    return {**{name: part for name, part in changed.items() if name != FIELDS}, FORM: form}
