"""The device bar of a desk: a dot where all is well, a word where something is not."""

from __future__ import annotations

from collections.abc import Mapping

from app.viewmodels.device_words import FINE, ICONS, mood_of, name_of, word_of
from app.viewmodels.translation import translate
from hardware.faults import fault_of
from hardware.watch import Condition

SHOWN = ("id_card_reader", "camera", "document_camera", "receipt_printer", "certificate_printer", "evaluation_keypad")
"""In this order; others after them only when they are in trouble, so that nine devices still fit."""


def device_pills(conditions: Mapping[str, Condition], language: str) -> list[dict[str, str]]:
    """`[{room, icon, name, mood: ok|warn|bad, word, what, todo}]`; `word` is empty where all is well."""
    first = [conditions[room] for room in SHOWN if room in conditions]
    others = [each for room, each in sorted(conditions.items()) if room not in SHOWN and mood_of(each.status) != "ok"]
    return [_pill(each, language) for each in (*first, *others)]


def _pill(condition: Condition, language: str) -> dict[str, str]:
    status, room = condition.status, condition.room
    mood, fault = mood_of(status), fault_of(room, status)
    word = "" if mood == "ok" else translate("Devices", "留意") if status.state in FINE else word_of(status.state)
    what, todo = ("", "") if fault is None else (fault.en, fault.en_do) if language == "en" else (fault.zh, fault.zh_do)
    return {
        "room": room,
        "icon": ICONS.get(room, "info"),
        "name": name_of(room),
        "mood": mood,
        "word": word,
        "what": what,
        "todo": todo,
    }
