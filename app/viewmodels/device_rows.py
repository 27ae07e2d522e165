"""The technician's page: one row a device, the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.formats import CHINA
from app.viewmodels.device_words import ICONS, mood_of, name_of, word_of
from app.viewmodels.translation import translate
from hardware.faults import Fault, fault_of
from hardware.state_words import FINE
from hardware.watch import Condition

_WORST_FIRST = ("bad", "warn", "ok")


def device_rows(conditions: Mapping[str, Condition], language: str) -> list[dict[str, Any]]:
    """`[{room, icon, name, state, mood, what, todo, since, code}]`"""
    rows = [_row(each, language) for each in conditions.values()]
    return sorted(rows, key=lambda row: _WORST_FIRST.index(row["mood"]))


def _row(condition: Condition, language: str) -> dict[str, Any]:
    status, room = condition.status, condition.room
    fault = fault_of(room, status)
    mood = mood_of(status)
    since = condition.since.astimezone(CHINA)
    return {
        "room": room,
        "icon": ICONS.get(room, "info"),
        "name": name_of(room),
        "state": translate("Devices", "留意") if mood == "warn" and status.state in FINE else word_of(status.state),
        "mood": mood,
        "what": "" if fault is None else _of(fault, language)[0],
        "todo": "" if fault is None else _of(fault, language)[1],
        "since": "" if mood == "ok" else translate("Devices", "%1 起").replace("%1", since.strftime("%m-%d %H:%M")),
        "code": fault.code if fault else "",
    }


def _of(fault: Fault, language: str) -> tuple[str, str]:
    return (fault.en, fault.en_do) if language == "en" else (fault.zh, fault.zh_do)
