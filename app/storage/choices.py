"""What a station decided about its store: how the key is kept, what stays readable here, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.storage.key_choice import IN_A_FILE, KeyChoice

RETENTION = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class StoreChoices:
    """`keeps_readable` is false at a self-service station: what is submitted there is sealed to the centre at once.

    `retention` holds for cases whose item names no time of its own.
    """

    key: KeyChoice = IN_A_FILE
    keeps_readable: bool = True
    retention: timedelta = RETENTION


AS_EVER = StoreChoices()
