"""What somebody gets wrong in a field: a value that it must not take, by its kind."""

from __future__ import annotations

from decimal import Decimal

from app.catalogue.field_checks import check_field
from app.domain.service_item import FieldType, FormField

UNSEEN = "\ue000"
"""A character of the private area: nobody can print it, so no text may hold it."""
NOTHING = ""
_TRIED: dict[FieldType, tuple[str, ...]] = {
    FieldType.PHONE: ("138",),
    FieldType.NUMBER: ("0.5.5", "99999999999"),
    FieldType.MONEY: ("0.001", "99999999999"),
    FieldType.DATE: ("20261340", "18000101", "29991231"),
    FieldType.ID_NUMBER: ("110105194912310021",),
    FieldType.PLATE: ("浙G",),
    FieldType.CREDIT_CODE: ("91110000000000000X",),
}
"""Tried in their order: the first that the field refuses is the mistake."""
TYPED = (
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.ADDRESS,
    *_TRIED,
)
"""Kinds that are typed; the others can only be left out."""


def wrong_answer(field: FormField, answers: dict[str, str]) -> str | None:
    """A value that this field refuses, empty where it can only be left out; None where nothing could be wrong."""
    if field.compute is not None:
        return None
    for value in _tried(field):
        if check_field(field, value, {**answers, field.name: value}) is not None:
            return value
    return NOTHING if field.required else None


def _tried(field: FormField) -> tuple[str, ...]:
    if field.type not in TYPED:
        return ()
    if field.type in (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.ADDRESS):
        return (UNSEEN + "甲",)
    below = (f"{field.least - Decimal(1):f}",) if field.least is not None and field.least >= 1 else ()
    return (*below, *_TRIED[field.type])
