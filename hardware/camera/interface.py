"""A camera: one fresh picture at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from hardware.status import DeviceStatus

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Picture = npt.NDArray[np.uint8]
else:
    Picture = Any  # the first screen must not wait for numpy
"""H×W×3, uint8, BGR."""


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """A picture that must not be painted on: others look at the same pixels.

    `number` counts the source's pictures upwards, so a gap is pictures passed over; `taken_at` is time.monotonic().
    """

    picture: Picture = field(repr=False)
    number: int
    taken_at: float


class Camera(Protocol):
    def grab(self, timeout_s: float = 2.0) -> Picture:
        """The newest picture, the caller's own. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged."""

    def next_shot(self, after: int = 0, timeout_s: float = 2.0) -> Shot:
        """The newest picture; one newer than number `after` is waited for. Raises as grab."""

    def status(self) -> DeviceStatus:
        """Never waits for a picture."""

    def close(self) -> None: ...
