"""What a case says now: as it was submitted, with the parts that were corrected since in their place."""

from __future__ import annotations

from typing import Any

from app.central.sealing import SealBroken, open_json
from app.central.storage.cases import CaseRow

RECORDINGS = "recordings"


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
        now |= changed
    return {**payload, "data": now}
