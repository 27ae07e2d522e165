"""Which cameras the kernel knows, read from sysfs: their nodes come and go under changing numbers, their names stay.

    /sys/class/video4linux/video0 -> …/usb1/1-3/1-3:1.0/video4linux/video0
        name  index  device -> …/1-3/1-3:1.0            …/1-3: idVendor idProduct serial

Sources: Documentation/ABI/testing/sysfs-class-video4linux (index), udev's 60-persistent-v4l.rules, linux/videodev2.h.
Where there is no sysfs there are no nodes.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SYSFS = Path("/sys/class/video4linux")
DEV = Path("/dev")

VIDIOC_QUERYCAP = 0x80685600
"""_IOR('V', 0, struct v4l2_capability), 104 bytes: driver, card, bus_info, version, capabilities, device_caps, …"""
_CAPABILITY = struct.Struct("=16s32s32sIII12x")
CAP_VIDEO_CAPTURE = 0x1 | 0x1000
"""V4L2_CAP_VIDEO_CAPTURE or its _MPLANE form."""
CAP_DEVICE_CAPS = 0x80000000

Gives = Callable[[Path], bool | None]
"""Whether a node gives pictures (and not only metadata); None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class VideoNode:
    """`usb` is (vendor, product), None for a camera on no USB; `place` is where it is plugged in."""

    path: Path
    name: str
    index: int
    usb: tuple[int, int] | None
    serial: str
    place: Path


def video_nodes(sysfs: Path = SYSFS, dev: Path = DEV, gives: Gives | None = None) -> list[VideoNode]:
    """The nodes that give pictures, by number. Reads a few small files, opens no camera it has asked before."""
    try:
        entries = sorted(sysfs.glob("video*"), key=lambda entry: (len(entry.name), entry.name))
    except OSError:
        return []
    nodes = [node for entry in entries if (node := _node(entry, dev)) is not None]
    return [node for node in nodes if _gives_pictures(node, gives or gives_pictures)]


def gives_pictures(path: Path) -> bool | None:
    """What udev, or else the driver, says of a node. Remembered as long as the node is the same."""
    try:
        about = path.stat()
    except OSError:
        return None
    return _asked(path, about.st_rdev, about.st_ctime_ns)


def _gives_pictures(node: VideoNode, gives: Gives) -> bool:
    told = gives(node.path)
    return node.index == 0 if told is None else told  # a UVC camera's first node is its picture


def _node(entry: Path, dev: Path) -> VideoNode | None:
    try:
        home = (entry / "device").resolve(strict=True)
        name = _text(entry / "name")
    except OSError:  # a virtual camera, or one that is being pulled out just now
        home = entry.resolve()
        name = _text_or(entry / "name", "")
    usb = next((folder for folder in (home, home.parent) if (folder / "idVendor").exists()), None)
    try:
        index = int(_text_or(entry / "index", "0"))
        ids = None if usb is None else (int(_text(usb / "idVendor"), 16), int(_text(usb / "idProduct"), 16))
    except (OSError, ValueError):
        return None
    serial = "" if usb is None else _text_or(usb / "serial", "")
    return VideoNode(dev / entry.name, name, index, ids, serial, usb or home)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


def _text_or(path: Path, fallback: str) -> str:
    try:
        return _text(path)
    except OSError:
        return fallback


@cache
def _asked(path: Path, _device: int, _since: int) -> bool | None:
    told = _udev_says(path)
    return _driver_says(path) if told is None else told


def _udev_says(path: Path) -> bool | None:
    """ID_V4L_CAPABILITIES, written by udev's v4l_id; None without pyudev or udevd, or for a node it does not know."""
    try:
        import pyudev

        device = pyudev.Devices.from_device_file(pyudev.Context(), str(path))
    except (ImportError, OSError, ValueError, LookupError):
        return None
    except pyudev.DeviceNotFoundError:
        return None
    told: Any = device.properties.get("ID_V4L_CAPABILITIES")
    return None if told is None else ":capture:" in str(told)


def _driver_says(path: Path) -> bool | None:
    """VIDIOC_QUERYCAP. None where the node cannot be opened or is no video device."""
    try:
        import fcntl

        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except (ImportError, OSError):
        return None
    answer = bytearray(_CAPABILITY.size)
    try:
        fcntl.ioctl(descriptor, VIDIOC_QUERYCAP, answer)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return captures(bytes(answer))


def captures(answer: bytes) -> bool:
    """Whether a `struct v4l2_capability` (104 bytes) is of a node that gives pictures."""
    *_, whole, node = _CAPABILITY.unpack(answer)
    return bool((node if whole & CAP_DEVICE_CAPS else whole) & CAP_VIDEO_CAPTURE)
