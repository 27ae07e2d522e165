"""What can happen where a form takes a picture, pages or a signature."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True, slots=True)
class TakingBegan:
    """拍: for the field of this name. A page under the document camera is taken at once, everything else looked at
    first."""

    field: str


@dataclass(frozen=True, slots=True)
class TakingPressed:
    """The shutter, while the camera shows its picture."""


@dataclass(frozen=True, slots=True)
class TakingStopped:
    """不拍了: what was taken before stays."""


@dataclass(frozen=True, slots=True)
class PictureWasTaken:
    """A JPEG of what was before the camera."""

    jpeg: bytes = dataclass_field(repr=False)


@dataclass(frozen=True, slots=True)
class PictureDropped:
    """One of the pages of a field, counted from nought."""

    field: str
    page: int


@dataclass(frozen=True, slots=True)
class FieldSigned:
    """PNG of the strokes, black on transparent."""

    field: str
    png: bytes = dataclass_field(repr=False)


TakingEvent = TakingBegan | TakingPressed | TakingStopped | PictureWasTaken | PictureDropped | FieldSigned
