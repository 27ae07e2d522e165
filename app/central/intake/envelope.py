"""From what came over the wire to an opened, checked event, or to the reason why not. No database in here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.catalogue.appointment_reader import appointment_of
from app.catalogue.rules import POINTS_PACKS
from app.central.age_files import is_for_others
from app.central.batch_seal import BatchSealBroken, Key, as_stored, open_key, open_payload
from app.central.business.arrival import Filed, filed_of
from app.central.case_people import numbers_in
from app.central.intake.messages import PAYLOADS, CaseSubmitted, Payload, SentEvent
from app.central.intake.packed import Packed
from app.central.intake.plausible import objection
from app.central.payments.claims import Fee, fee_of
from app.central.sealing import SEALED_LIMIT_BYTES, SealBroken, from_base64, open_bytes, parse_json, unpacked
from app.domain.appointments import Appointment
from app.domain.errors import ItemUnknown
from app.domain.ports import Catalogue

JUDGED = "eligibility"
_SENT: Any = TypeAdapter(SentEvent).validator
_PAYLOADS: dict[str, Any] = {kind: TypeAdapter(model).validator for kind, model in PAYLOADS.items()}
"""Asked directly: what pydantic does around it for each event takes as long as the check itself."""
_SPEAKABLE = re.compile(r"[\x21-\x7e]{1,64}")  # what may be said back, whatever was sent


@dataclass(slots=True)
class Opened:
    """`objection` is what its catalogue item has against it, or empty.

    What a case says of a person is not kept once it is checked: `payload` has no `data`, `sent` no `payload`. That of a
    correction stays until it is judged, against the case it corrects.
    """

    sent: SentEvent
    sealed: bytes
    payload: Payload
    objection: str = ""
    is_judged: bool = False
    """It says what a rule pack said at the station: the centre judges again."""
    people: tuple[str, ...] = field(default=(), repr=False)
    """The ID numbers of applicant and agent, for the keyed hash and for nothing else."""
    booked: Appointment | None = None
    """What it says that it has booked."""
    fee: Fee | None = None
    """What it says of its fee."""
    filed: Filed | None = field(default=None, repr=False)
    """The business it registers."""


@dataclass(frozen=True, slots=True)
class Unopened:
    """`id` and `sequence` as far as they could be read; `reason` is a stable word, `detail` a field's name."""

    id: str
    sequence: int
    reason: str
    detail: str = ""


@dataclass(slots=True)
class _Under:
    """An event under way from stage to stage; `content` is what the last one made of it."""

    place: int
    raw: object
    sent: SentEvent
    model: Any
    content: Any
    sealed: bytes = b""
    plain_bytes: int = 0
    packed: Packed | None = None


@dataclass(frozen=True, slots=True)
class _With:
    identities: tuple[Any, ...]
    catalogue: Catalogue
    keys: dict[bytes, Key] = field(default_factory=dict)
    """Of the batch, by their seals."""
    scored: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By item and version: whether its points are counted."""


def open_events(
    raws: Sequence[object], station_id: str, identities: tuple[Any, ...], catalogue: Catalogue
) -> list[Opened | Unopened]:
    """One for each, in their order.

    Stage by stage, each over the whole batch: the processor keeps the code of one stage at hand, and the batch takes
    little more than half the time that it takes event by event.
    """
    around = _With(identities, catalogue)
    begun = [_begin(place, raw, station_id) for place, raw in enumerate(raws)]
    under = [each for each in begun if isinstance(each, _Under)]
    for stage in (_from_base64, _unseal, _unpack, _compare, _parse, _read):
        under = _done(stage, under, around, begun)
    return [_finish(each, around) if isinstance(each, _Under) else each for each in begun]


def _begin(place: int, given: object, station_id: str) -> _Under | Unopened:
    packed = given if isinstance(given, Packed) else None
    raw = _told(packed) if packed is not None else given
    try:
        sent = _SENT.validate_python(raw)
    except ValidationError as error:
        return _unreadable(raw, "event_malformed", error)
    if sent.station_id != station_id:
        return Unopened(sent.id, sent.sequence, "other_station")
    model = _PAYLOADS.get(sent.kind)
    if model is None:
        return Unopened(sent.id, sent.sequence, "kind_unknown")
    return _Under(place, raw, sent, model, sent.payload, packed=packed)


def _told(packed: Packed) -> object:
    """As it would stand in a JSON batch, but for the payload, which travels beside it."""
    told = packed.told
    if isinstance(told, dict):
        told["payload"] = ""
    return told


def _done(
    stage: Callable[[_Under, _With], None], under: list[_Under], around: _With, begun: list[_Under | Unopened]
) -> list[_Under]:
    """Those still under way after it; what is wrong with the others stands in their place of `begun`."""
    failed = False
    for event in under:
        try:
            stage(event, around)
        except SealBroken as error:
            begun[event.place] = Unopened(event.sent.id, event.sent.sequence, f"payload_{error.reason}")
            failed = True
        except ValidationError as error:
            begun[event.place] = _unreadable(event.raw, "payload_malformed", error)
            failed = True
    return [each for each in under if begun[each.place] is each] if failed else under


def _from_base64(event: _Under, _around: _With) -> None:
    if event.packed is not None:
        if len(event.packed.payload) > SEALED_LIMIT_BYTES:
            raise SealBroken("size")
        event.sealed = event.content = event.packed.payload
        return
    event.sealed = event.content = from_base64(event.content)
    event.sent.payload = ""


def _unseal(event: _Under, around: _With) -> None:
    packed = event.packed
    if packed is None or not packed.seal:
        event.content = open_bytes(around.identities, event.content)
        return
    try:
        key = around.keys.get(packed.seal) or open_key(around.identities, packed.seal)
        event.content = open_payload(key, packed.place, packed.payload)
    except BatchSealBroken as error:
        raise SealBroken("recipient" if is_for_others(around.identities, packed.seal) else "seal") from error
    around.keys[packed.seal] = key
    event.sealed = as_stored(packed.seal, packed.place, packed.payload)


def _unpack(event: _Under, _around: _With) -> None:
    event.content = unpacked(event.content)
    event.plain_bytes = len(event.content)


def _compare(event: _Under, _around: _With) -> None:
    if hashlib.sha256(event.content).hexdigest() != event.sent.payload_sha256:
        raise SealBroken("sha256")


def _parse(event: _Under, _around: _With) -> None:
    event.content = parse_json(event.content)


def _read(event: _Under, _around: _With) -> None:
    event.content = event.model.validate_python(event.content)


def _finish(event: _Under, around: _With) -> Opened | Unopened:
    sent, payload = event.sent, event.content
    if (payload.id if isinstance(payload, CaseSubmitted) else _case_id(payload)) != sent.case_id:
        return Unopened(sent.id, sent.sequence, "payload_malformed", "case_id")
    if isinstance(payload, CaseSubmitted):
        return _finish_case(event, payload, around)
    return Opened(sent, event.sealed, payload)


def _finish_case(event: _Under, payload: CaseSubmitted, around: _With) -> Opened:
    sent = event.sent
    data = payload.data
    objected = objection(payload, around.catalogue, event.plain_bytes)
    is_judged = JUDGED in data or _is_scored(payload, around)
    people = numbers_in(data)
    booked = appointment_of(data["appointment"]) if "appointment" in data else None
    fee = fee_of(data) if "payment" in data else None
    filed = filed_of(payload.item, data)
    payload.data = {}
    if sent.number is not None:
        payload = _renumbered(payload, sent.number)
    return Opened(sent, event.sealed, payload, objected, is_judged, people, booked, fee, filed)


def _is_scored(case: CaseSubmitted, around: _With) -> bool:
    """Points are counted whether or not the station has said how many there are."""
    named = (case.item, case.item_version)
    if named not in around.scored:
        try:
            around.scored[named] = around.catalogue.item(*named).rule_pack in POINTS_PACKS
        except ItemUnknown:
            around.scored[named] = False
    return around.scored[named]


def _renumbered(case: CaseSubmitted, number: str) -> CaseSubmitted:
    """The office finds the case by its new number, and sees what the citizen's first receipt says."""
    if number == case.number:
        return case
    return case.model_copy(update={"number": number, "former_number": case.number})


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
