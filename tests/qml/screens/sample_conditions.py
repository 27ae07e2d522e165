"""Conditions of devices worth a look: each fault there is, and a station with a bit of everything."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hardware.faults import FAULT_ROOMS, faults_of, status_of
from hardware.status import DeviceState, DeviceStatus
from hardware.watch import Condition

SINCE = datetime(2026, 3, 18, 9, 12, tzinfo=timezone(timedelta(hours=8)))
ROWS_A_PAGE = 6


def condition(room: str, word: str = "") -> Condition:
    """The device well, or with this fault."""
    status = status_of(room, word) if word else DeviceStatus(DeviceState.ONLINE)
    return Condition(room, status, SINCE)


def fault_pages() -> dict[str, dict[str, Condition]]:
    """`faults-<room>-<page>`: every fault of the room as a row; the keys only keep the rows apart."""
    pages: dict[str, dict[str, Condition]] = {}
    for room in FAULT_ROOMS:
        words = list(faults_of(room))
        for page in range(0, len(words), ROWS_A_PAGE):
            rows = {word: condition(room, word) for word in words[page : page + ROWS_A_PAGE]}
            pages[f"faults-{room}-{page // ROWS_A_PAGE + 1}"] = rows
    return pages


def mixed_station() -> dict[str, Condition]:
    """One broken, one that wants a hand, one with a warning, the others well."""
    return {
        "id_card_reader": condition("id_card_reader", "no_answer"),
        "receipt_printer": condition("receipt_printer", "paper_out"),
        "certificate_printer": condition("certificate_printer", "toner_low"),
        "camera": condition("camera"),
        "evaluation_keypad": condition("evaluation_keypad"),
    }
