"""A camera: one fresh picture at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from hardware.status import DeviceStatus

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Picture = npt.NDArray[np.uint8]
else:
    Picture = Any  # the first screen must not wait for numpy
"""H×W×3, uint8, BGR."""


class Camera(Protocol):
    def grab(self, timeout_s: float = 2.0) -> Picture:
        """The newest picture. Raises LinkNotThere, LinkLost, LinkSilent."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
