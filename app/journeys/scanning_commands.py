"""What scanning asks of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadCodes:
    """Say `CodeWasRead` for every code that is shown, until told to stop."""


@dataclass(frozen=True, slots=True)
class StopReadingCodes:
    """The scanner is nobody's any more."""


ScanningCommand = ReadCodes | StopReadingCodes
