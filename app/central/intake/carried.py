"""Opened events on their way from another process: as little as can be, since there and back costs as much as opening.

A case travels as the fields of its two messages; the sealed bytes of a packed batch stay with whoever asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from app.central.batch_seal import as_stored
from app.central.intake.envelope import Opened, Unopened
from app.central.intake.messages import CaseSubmitted, SentEvent
from app.central.intake.packed import Packed

Message = TypeVar("Message", bound=BaseModel)


class _Case(NamedTuple):
    sent: dict[str, Any]
    case: dict[str, Any]
    sealed: bytes
    rest: tuple[Any, ...]


Carried = list[_Case | Opened | Unopened]


def carried(raws: Sequence[object], opened: Sequence[Opened | Unopened]) -> Carried:
    """In the process that opened them."""
    return [_light(*pair) for pair in zip(raws, opened, strict=True)]


def arrived(raws: Sequence[object], came: Carried) -> list[Opened | Unopened]:
    """With the process that asked, which has `raws`."""
    return [_whole(*pair) for pair in zip(raws, came, strict=True)]


def _light(raw: object, opened: Opened | Unopened) -> _Case | Opened | Unopened:
    if not isinstance(opened, Opened):
        return opened
    sealed = b"" if isinstance(raw, Packed) else opened.sealed
    if not isinstance(opened.payload, CaseSubmitted):
        return replace(opened, sealed=sealed)
    rest = (opened.objection, opened.is_judged, opened.people, opened.booked, opened.fee, opened.filed)
    return _Case(opened.sent.__dict__, opened.payload.__dict__, sealed, rest)


def _whole(raw: object, came: _Case | Opened | Unopened) -> Opened | Unopened:
    if isinstance(came, Unopened):
        return came
    sealed = _sealed(raw) if isinstance(raw, Packed) else came.sealed
    if isinstance(came, Opened):
        return replace(came, sealed=sealed)
    return Opened(_again(SentEvent, came.sent), sealed, _again(CaseSubmitted, came.case), *came.rest)


def _sealed(packed: Packed) -> bytes:
    return as_stored(packed.seal, packed.place, packed.payload) if packed.seal else packed.payload


def _again(model: type[Message], fields: dict[str, Any]) -> Message:
    """As pydantic's own unpickling does: the fields were checked before they left."""
    made = model.__new__(model)
    made.__setstate__(
        {
            "__dict__": fields,
            "__pydantic_fields_set__": set(fields),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made
