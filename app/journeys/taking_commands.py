"""What a form asks of the terminal's camera."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShowCamera:
    """The live picture, judged by nobody, until told to stop."""


@dataclass(frozen=True, slots=True)
class TakePicture:
    """Say `PictureWasTaken` of what the camera shows."""


TakingCommand = ShowCamera | TakePicture
