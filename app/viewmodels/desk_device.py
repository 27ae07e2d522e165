"""The device bar of a desk: a dot where all is well, a word where something is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.viewmodels.device_rows import device_rows
from hardware.watch import Condition

SHOWN = ("id_card_reader", "camera", "document_camera", "receipt_printer", "certificate_printer", "evaluation_keypad")
"""In this order; others after them only when they are in trouble, so that nine devices still fit."""


def device_pills(conditions: Mapping[str, Condition], language: str) -> list[dict[str, Any]]:
    """Of the technician's rows (`device_rows`) those that a clerk should see."""
    rows = {row["room"]: row for row in device_rows(conditions, language)}
    first = [rows[room] for room in SHOWN if room in rows]
    return first + [row for room, row in sorted(rows.items()) if room not in SHOWN and row["mood"] != "ok"]
