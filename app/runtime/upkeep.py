"""What a look at the station itself finds: whether it may take anybody, and whether its clock can be believed."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.freeze import Freeze, Open
from app.storage.trusted_clock import ClockState

NOTHING_SPEAKS_AGAINST_IT = Open()


@dataclass(frozen=True, slots=True)
class Upkeep:
    """`clock`: None where the time is somebody else's, as in tests."""

    freeze: Freeze = NOTHING_SPEAKS_AGAINST_IT
    clock: ClockState | None = None
