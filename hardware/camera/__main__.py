"""Bench tool: `python -m hardware.camera v4l2:/dev/video0 [picture.png]` says what the camera gives, and how fast.

Without an address it lists the cameras there are, and how each can be written in station.toml.
"""

from __future__ import annotations

import sys
import time

import cv2

from hardware.camera.driver import open_driver
from hardware.errors import HardwareError
from hardware.transport.video_nodes import video_nodes

GRABS = 30


def main(arguments: list[str]) -> int:
    if not arguments:
        return listed()
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


def listed() -> int:
    nodes = video_nodes()
    for node in nodes:
        usb = "" if node.usb is None else f"  v4l2:usb={node.usb[0]:04x}:{node.usb[1]:04x}"
        serial = f"?serial={node.serial}" if usb and node.serial else ""
        sys.stdout.write(f"v4l2:{node.path}  v4l2:name={node.name.partition(':')[0]}{usb}{serial}\n")
    if not nodes:
        sys.stderr.write("没有摄像头。插好 USB 线；虚拟机里要把摄像头接进来\n")
    return 0 if nodes else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
