"""A loudspeaker that says sentences made beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class Played:
    """The sound device took the whole of it, and ended in good order."""


@dataclass(frozen=True, slots=True)
class NotPlayed:
    """`cause` is a word of faults.toml, or `cancelled`. Part of it may have been heard."""

    cause: str


PlayOutcome = Played | NotPlayed


class Speaker(Protocol):
    def say(self, sound: Path | bytes, cancel: Event | None = None) -> PlayOutcome:
        """A WAV file or its bytes. Ends within its length and the driver's limit, whatever the device does.

        Something being said already is `busy`: cancel it first.
        """

    def set_volume(self, percent: int) -> None:
        """0 is mute, 100 as recorded. Raises ValueError."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None:
        """Also ends what is being said."""
