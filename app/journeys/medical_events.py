"""What can happen at the medical check: what the operator enters, and how the tone fares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.journeys.medical.exam import Part
from app.journeys.medical.findings import Ear, Finding


@dataclass(frozen=True, slots=True)
class Examined:
    """`at` is when it was entered: the acts are found in the film by it."""

    finding: Finding
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RepeatPressed:
    """重测: one part of the check again."""

    part: Part


@dataclass(frozen=True, slots=True)
class TonePressed:
    """放音, or once more."""

    ear: Ear


@dataclass(frozen=True, slots=True)
class ToneWasPlayed:
    ear: Ear


@dataclass(frozen=True, slots=True)
class ToneFailed:
    """There is no speaker, or nothing came out of it."""

    ear: Ear


MedicalEvent = Examined | RepeatPressed | TonePressed | ToneWasPlayed | ToneFailed
