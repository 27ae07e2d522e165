"""The tone of the hearing test on its way, and what may be answered when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.journeys.medical.findings import Ear


class Sound(StrEnum):
    PLAYING = "playing"
    PLAYED = "played"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tone:
    """What became of the last one. FAILED: there is no speaker or it is silent; the tuning fork is struck by hand."""

    ear: Ear
    sound: Sound
