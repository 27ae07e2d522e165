"""The catalogue of audit events, read from `events.toml` once and checked as it is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.audit.field_types import FIELD_TYPES
from app.domain.errors import OurFault

EVENTS_FILE = Path(__file__).with_name("events.toml")


class Severity(StrEnum):
    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class EventType:
    """`fields` maps each field's name to its type in `field_types`; all of them must be given."""

    name: str
    severity: Severity
    meaning: str
    fields: Mapping[str, str]


@cache
def event_types() -> Mapping[str, EventType]:
    """All events by name. Raises OurFault when the file cannot be used."""
    return parse_event_types(EVENTS_FILE.read_text(encoding="utf-8"))


def parse_event_types(text: str) -> Mapping[str, EventType]:
    """Raises OurFault naming what is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OurFault(f"审计事件目录不是合格的 TOML：{error}") from error
    return {each.name: each for room, events in tables.items() for each in _room(room, events)}


def _room(room: str, events: Any) -> Iterator[EventType]:
    if not isinstance(events, dict):
        raise OurFault(f"审计事件目录里的 {room} 不是一组事件。")
    for name, table in events.items():
        yield _event_type(f"{room}.{name}", table)


def _event_type(name: str, table: Any) -> EventType:
    if not isinstance(table, dict) or not set(table) <= {"severity", "meaning", "fields"}:
        raise OurFault(f"审计事件 {name} 有不认识的内容。")
    fields = table.get("fields", {})
    unknown = sorted(set(fields.values()) - set(FIELD_TYPES))
    if unknown:
        raise OurFault(f"审计事件 {name} 的字段类型 {unknown[0]} 不存在。")
    if table.get("severity") not in {each.value for each in Severity} or not table.get("meaning"):
        raise OurFault(f"审计事件 {name} 缺少 severity 或 meaning。")
    return EventType(name, Severity(table["severity"]), table["meaning"], dict(fields))
