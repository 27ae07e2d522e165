"""A camera: one fresh picture at a time."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from hardware.status import DeviceStatus

Picture = npt.NDArray[np.uint8]
"""H×W×3, uint8, BGR."""


class Camera(Protocol):
    def grab(self, timeout_s: float = 2.0) -> Picture:
        """The newest picture. Raises LinkNotThere, LinkLost, LinkSilent."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
