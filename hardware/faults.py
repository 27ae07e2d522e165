"""What can be wrong with a device, one table a room: `faults.toml` beside its driver.

A fault's word stands in `DeviceStatus.detail` and in the outcomes of a device; its code goes into logs, heartbeats and
the technician's screen. Sentences here are for a technician, in Chinese and English; what a citizen is told is not the
hardware's to say. `docs/devices/errors.md` is made from these tables and the tree of `hardware/errors.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hardware.status import DeviceState, DeviceStatus, MediaState, MendingAction, PaperState

FAULT_ROOMS = (
    "id_card_reader",
    "receipt_printer",
    "certificate_printer",
    "camera",
    "code_scanner",
    "evaluation_keypad",
    "speaker",
    "power",
    "io_board",
)
SERVED_BY = {"document_camera": "camera"}
"""A section of station.toml that has no room of its own, to the room whose drivers serve it."""
NO_ANSWER = "no_answer"
"""A word of every room: a driver may raise, or never come back, whatever its device is."""
_HOME = Path(__file__).parent
_SENTENCES = ("zh", "zh_do", "en", "en_do")


@dataclass(frozen=True, slots=True)
class Fault:
    """`word` names it in its room; `code` (RP-03) everywhere. `action` None: it still works, a warning only."""

    room: str
    word: str
    code: str
    state: DeviceState
    action: MendingAction | None
    zh: str
    zh_do: str
    en: str
    en_do: str


@cache
def faults_of(room: str) -> Mapping[str, Fault]:
    """All faults of a room by their word. Raises ValueError for a table that cannot be used, KeyError for no room."""
    if room not in FAULT_ROOMS:
        raise KeyError(room)
    return parse_faults(room, (_HOME / room / "faults.toml").read_text("utf-8"))


def parse_faults(room: str, text: str) -> Mapping[str, Fault]:
    """Raises ValueError naming the word that is wrong."""
    return {word: _fault(room, word, table) for word, table in tomllib.loads(text).items()}


def _fault(room: str, word: str, table: Any) -> Fault:
    known = {"code", "state", "action", *_SENTENCES}
    if not isinstance(table, dict) or not set(table) <= known or not set(table) >= known - {"action"}:
        raise ValueError(f"{room}.{word}: needs {sorted(known)}")
    action = MendingAction(table["action"]) if "action" in table else None
    sentences = {name: str(table[name]) for name in _SENTENCES}
    return Fault(room, word, str(table["code"]), DeviceState(table["state"]), action, **sentences)


def fault_of(room: str, status: DeviceStatus) -> Fault | None:
    """The fault a status tells of; None when nothing is wrong, or a third party's driver uses a word of its own.

    `room` is a room or a section of station.toml.
    """
    return faults_of(SERVED_BY.get(room, room)).get(status.detail) if status.detail else None


def status_of(
    room: str, word: str, *, paper: PaperState | None = None, media: MediaState | None = None
) -> DeviceStatus:
    """The status a fault means, in a room or a section of station.toml. Raises KeyError for a word that is not in the
    room's table.
    """
    fault = faults_of(SERVED_BY.get(room, room))[word]
    return DeviceStatus(fault.state, paper, media, fault.action, word)
