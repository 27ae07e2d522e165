"""From what came over the wire to an opened, checked event, or to the reason why not. No database in here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.central.intake.messages import PAYLOADS, CaseSubmitted, Payload, SentEvent
from app.central.intake.plausible import objection
from app.central.sealing import SealBroken, from_base64, open_sealed, parse_json
from app.domain.ports import Catalogue

_SPEAKABLE = re.compile(r"[\x21-\x7e]{1,64}")  # what may be said back, whatever was sent


@dataclass(frozen=True, slots=True)
class Opened:
    """`objection` is what its catalogue item has against it, or empty.

    What a case says of a person is not kept once it is checked: `payload` has no `data`, `sent` no `payload`.
    """

    sent: SentEvent
    sealed: bytes
    payload: Payload
    objection: str = ""


@dataclass(frozen=True, slots=True)
class Unopened:
    """`id` and `sequence` as far as they could be read; `reason` is a stable word, `detail` a field's name."""

    id: str
    sequence: int
    reason: str
    detail: str = ""


def open_event(raw: object, station_id: str, identity: Any, catalogue: Catalogue) -> Opened | Unopened:
    try:
        sent = SentEvent.model_validate(raw)
    except ValidationError as error:
        return _unreadable(raw, "event_malformed", error)
    if sent.station_id != station_id:
        return Unopened(sent.id, sent.sequence, "other_station")
    model = PAYLOADS.get(sent.kind)
    if model is None:
        return Unopened(sent.id, sent.sequence, "kind_unknown")
    try:
        sealed = from_base64(sent.payload)
        plain = open_sealed(identity, sealed)
        if hashlib.sha256(plain).hexdigest() != sent.payload_sha256:
            return Unopened(sent.id, sent.sequence, "payload_sha256")
        payload = model.model_validate(parse_json(plain))
    except SealBroken as error:
        return Unopened(sent.id, sent.sequence, f"payload_{error.reason}")
    except ValidationError as error:
        return _unreadable(raw, "payload_malformed", error)
    sent.payload = ""
    if _case_id(payload) != sent.case_id:
        return Unopened(sent.id, sent.sequence, "payload_malformed", "case_id")
    if not isinstance(payload, CaseSubmitted):
        return Opened(sent, sealed, payload)
    objected = objection(payload, catalogue, len(plain))
    payload.data = {}
    return Opened(sent, sealed, _renumbered(payload, sent), objected)


def _renumbered(case: CaseSubmitted, sent: SentEvent) -> CaseSubmitted:
    """The office finds the case by its new number, and sees what the citizen's first receipt says."""
    if sent.number is None or sent.number == case.number:
        return case
    return case.model_copy(update={"number": sent.number, "former_number": case.number})


def _case_id(payload: Payload) -> str:
    return payload.id if hasattr(payload, "id") else payload.case_id


def _unreadable(raw: object, reason: str, error: ValidationError) -> Unopened:
    """Names the first bad field, never its value: values are personal data."""
    fields = raw if isinstance(raw, dict) else {}
    event_id, sequence = fields.get("id"), fields.get("sequence")
    where = ".".join(str(step) for step in error.errors(include_input=False, include_url=False)[0]["loc"])
    return Unopened(
        event_id if isinstance(event_id, str) and _SPEAKABLE.fullmatch(event_id) else "",
        sequence if isinstance(sequence, int) and not isinstance(sequence, bool) and 0 < sequence < 2**62 else 0,
        reason,
        where[:100],
    )
