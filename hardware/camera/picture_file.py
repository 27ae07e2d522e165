"""A camera's picture as a file."""

from __future__ import annotations

import cv2

from hardware.camera.interface import Picture

QUALITY = 90


def jpeg_of(picture: Picture) -> bytes:
    """JPEG as the camera saw it, not mirrored."""
    _, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return content.tobytes()
