"""Bench tool: `python -m hardware.camera v4l2:/dev/video0 [picture.png]` says what the camera gives, and how fast."""

from __future__ import annotations

import sys
import time

import cv2

from hardware.camera.driver import open_driver
from hardware.errors import HardwareError

GRABS = 30


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        camera = open_driver(arguments[0], {})
        sys.stdout.write(f"{camera.status().state}\n")
        started = time.monotonic()
        picture = camera.grab(10.0)
        first_ms = (time.monotonic() - started) * 1000
        for _ in range(GRABS):
            picture = camera.grab()
        each_ms = (time.monotonic() - started) * 1000 / (GRABS + 1)
    except HardwareError as problem:
        sys.stderr.write(f"{problem.code} {problem.message}。{problem.what_to_do}\n")
        return 3
    height, width = picture.shape[:2]
    sys.stdout.write(f"{width}×{height}, first {first_ms:.0f} ms, {each_ms:.1f} ms each\n")
    if len(arguments) > 1:
        cv2.imwrite(arguments[1], picture)
    camera.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
