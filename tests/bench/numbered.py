"""Pictures that carry their number: sixteen black or white blocks in the middle, so that any part of the way can tell
which picture it has, scaled, cut and mirrored as it may be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

BITS = 16
BAND = (0.45, 0.55)
"""The blocks' rows, as parts of the height."""
ACROSS = (0.3, 0.7)
"""And their columns, as parts of the width of a picture cut to the shape of 16 : 9 or less wide about its middle."""


def numbered(picture: Any, number: int) -> Any:
    """`picture` (H×W×3) with its number painted into it."""
    height, width = picture.shape[:2]
    edges = np.linspace(ACROSS[0] * width, ACROSS[1] * width, BITS + 1).astype(int)
    rows = slice(int(BAND[0] * height), int(BAND[1] * height))
    for bit in range(BITS):
        picture[rows, edges[bit] : edges[bit + 1]] = 255 if number >> (BITS - 1 - bit) & 1 else 0
    return picture


def number_of(picture: Any, shape: float, *, is_mirrored: bool) -> int:
    """The number of a picture that was cut from one of the shape width / height = `shape`."""
    height, width = picture.shape[:2]
    whole = max(width, height * shape)
    left = (width - whole) / 2
    middles = left + whole * (ACROSS[0] + (np.arange(BITS) + 0.5) * (ACROSS[1] - ACROSS[0]) / BITS)
    if is_mirrored:
        middles = width - 1 - middles
    row = picture[height // 2, middles.astype(int)]
    return int("".join("1" if value > 127 else "0" for value in row[..., 1]), 2)


def scene(height: int, width: int, number: int, *, noisy: bool) -> Any:
    """A scene that moves with its number: smooth shades, or the same under a sensor's noise."""
    across = (np.arange(width) + 7 * number) % 512
    shade = np.abs(across - 256).clip(0, 255).astype(np.uint8)
    picture = np.repeat(shade[None, :, None], height, axis=0).repeat(3, axis=2)
    if noisy:
        noise = np.random.default_rng(number).integers(0, 24, (height, width, 1), np.uint8)
        picture = cv2.add(picture, np.repeat(noise, 3, axis=2))
    return np.ascontiguousarray(picture)


def write_film(path: Path, size: tuple[int, int], rate: float, count: int) -> None:
    """An MJPG film of `count` numbered pictures; `size` is (width, height)."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), rate, size)
    for number in range(count):
        writer.write(numbered(scene(size[1], size[0], number, noisy=False), number))
    writer.release()
