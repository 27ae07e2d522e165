"""Making an audit event: the name and every field are checked against the catalogue at the moment it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.audit.event_types import event_types
from app.audit.field_types import FIELD_TYPES, FieldValue
from app.domain.errors import OurFault


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Made by `audit_event`, which checks it."""

    name: str
    fields: Mapping[str, FieldValue]


def audit_event(name: str, /, **fields: FieldValue) -> AuditEvent:
    """An event of the catalogue with exactly its fields.

    Raises OurFault for an unknown event, a missing or extra field, or a value its type does not allow; the
    message names the field and never the value.
    """
    known = event_types().get(name)
    if known is None:
        raise OurFault(f"没有叫 {name} 的审计事件。")
    if set(fields) != set(known.fields):
        wrong = sorted(set(fields) ^ set(known.fields))
        raise OurFault(f"审计事件 {name} 的字段不符：{'、'.join(wrong)}。")
    for field, value in fields.items():
        if not FIELD_TYPES[known.fields[field]](value):
            raise OurFault(f"审计事件 {name} 的字段 {field} 不是 {known.fields[field]}。")
    return AuditEvent(name, dict(fields))
