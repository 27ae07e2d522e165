"""A camera's picture made ready for the glass: in the shape, the size and the colours of the view."""

from __future__ import annotations

import cv2
import numpy as np

from hardware.camera.interface import Picture
from hardware.camera.scaling import cut_to_shape, scaled

Writable = bytes | bytearray | memoryview
"""What Qt gives for an image's bytes; it is always one that can be written to."""


def fill_preview(picture: Picture, out: Writable, size: tuple[int, int], stride: int, *, mirror: bool) -> None:
    """Paints `picture` over the whole of `out`: `size` is (width, height), each row `stride` bytes of B G R 255.

    What does not fit the shape is cut off evenly. `mirror`: as people know themselves.
    """
    width, height = size
    small = scaled(cut_to_shape(picture, width, height), width, height)
    if mirror:
        small = cv2.flip(small, 1).astype(np.uint8, copy=False)
    rows = np.frombuffer(out, np.uint8)[: stride * height].reshape(height, stride)
    if stride == 4 * width:
        cv2.cvtColor(small, cv2.COLOR_BGR2BGRA, dst=rows.reshape(height, width, 4))
    else:
        rows[:, : 4 * width] = cv2.cvtColor(small, cv2.COLOR_BGR2BGRA).reshape(height, 4 * width)
