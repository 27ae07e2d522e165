"""What `kiosk doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.commands.output import EXIT_NEEDS_A_HAND


class Mark(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the station; `what_to_do` is empty when all is well. `exit_code` counts when it is bad."""

    part: str
    state: Mark
    words: str
    what_to_do: str = ""
    exit_code: int = EXIT_NEEDS_A_HAND
