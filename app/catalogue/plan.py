"""What the checks of an application ask of one version of an item, gathered once instead of for each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.catalogue.prefill_sources import CHOSEN, PREFILL_SOURCES, RECORD
from app.domain.form_files import file_of
from app.domain.service_item import FieldType, FormField, Material, MaterialSource, ServiceItem, StepKind

KEPT_MOST = 4_096
_CARD = "card."


@dataclass(frozen=True, slots=True)
class Plan:
    """`locked`: those that say what a key of the card says. `record_locked`: those that say
    what a key of the register's record says. `rows`: those chosen from a record, or locked to what was.
    `files`: all that may come as one, by the attachment's name; `own_files`: those that are no agent's; `file_fields`:
    those of the form. `is_delivered`: it is asked how the result is wanted."""

    fields: tuple[FormField, ...]
    names: frozenset[str]
    computed: tuple[FormField, ...]
    locked: tuple[tuple[FormField, str], ...]
    record_locked: tuple[FormField, ...]
    rows: tuple[FormField, ...]
    files: Mapping[str, Material]
    own_files: Mapping[str, Material]
    file_fields: tuple[FormField, ...]
    is_delivered: bool


_plans: dict[int, tuple[ServiceItem, Plan]] = {}
"""By the item's identity: an item is large, and comparing two of them takes longer than what is spared."""


def plan_of(item: ServiceItem) -> Plan:
    known = _plans.get(id(item))
    if known is not None and known[0] is item:
        return known[1]
    if len(_plans) >= KEPT_MOST:
        _plans.clear()
    plan = _made(item)
    _plans[id(item)] = (item, plan)  # the item stays, so that nothing else comes to have its identity
    return plan


def _made(item: ServiceItem) -> Plan:
    fields = item.fields()
    files = (*item.materials, *(found for each in fields if (found := file_of(each)) is not None))
    return Plan(
        fields=fields,
        names=frozenset(each.name for each in fields),
        computed=tuple(each for each in fields if each.compute is not None),
        locked=tuple(
            (each, (each.prefill or "").removeprefix(_CARD))
            for each in fields
            if each.locked and each.prefill in PREFILL_SOURCES
        ),
        record_locked=tuple(each for each in fields if each.locked and (each.prefill or "").startswith(RECORD)),
        rows=tuple(
            each
            for each in fields
            if each.type is FieldType.ROW or (each.locked and (each.prefill or "").startswith(CHOSEN))
        ),
        files={each.attachment: each for each in files if each.attachment},
        own_files={
            each.attachment: each for each in files if each.attachment and each.source is not MaterialSource.AGENT
        },
        file_fields=tuple(each for each in fields if file_of(each) is not None),
        is_delivered=StepKind.DELIVERY in item.steps,
    )
