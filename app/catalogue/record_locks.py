"""Answers that a register gave: locked on the screen, and held against the record that came with the case. Pure.

Where the record does not say, the field was typed and holds whatever it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalogue.form_checks import is_asked
from app.catalogue.places import place_told
from app.catalogue.plan import Plan, plan_of
from app.catalogue.prefill_sources import told_by_record
from app.catalogue.tidy import tidy
from app.domain.errors import FormInvalid
from app.domain.service_item import FieldType, FormField, ServiceItem


def told_by(field: FormField, record: Any) -> str:
    """As the screen fills it in and the form keeps it; empty where the record does not say."""
    if not isinstance(record, Mapping):
        return ""
    told = told_by_record(field.prefill or "", record, in_yuan=field.type is FieldType.MONEY)
    return tidy(field, place_told(field, told) if told and field.type is FieldType.DIVISION else told)


def check_record_locks(plan: Plan, form: Mapping[str, str], record: Any) -> None:
    """Raises FormInvalid."""
    for each in plan.record_locked:
        told = told_by(each, record)
        if told and is_asked(each, form) and form.get(each.name, "") != told:
            raise FormInvalid(each.name, f"{each.label.zh_cn}和查到的记录上的不一样", "这一项以查到的记录为准，不能改")


def as_told(item: ServiceItem, form: Mapping[str, str], record: Mapping[str, Any]) -> dict[str, str]:
    """The answers once a record came after them: typed without a line, or told by an earlier look into the register."""
    told = {each.name: told_by(each, record) for each in plan_of(item).record_locked if each.name in form}
    return {**form, **{name: value for name, value in told.items() if value}}
