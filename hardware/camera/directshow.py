"""Cameras on Windows, by DirectShow. Written after the documents of FFmpeg's dshow device; it has never been run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hardware.camera.finding import Missing
from hardware.transport.addresses import V4l2Address


@dataclass(frozen=True, slots=True)
class DirectShowCamera:
    """`path` is the device's own (…usb#vid_046d&pid_0825&mi_00#…), `name` the one people read."""

    path: str
    name: str


def find_camera(address: V4l2Address, cameras: Iterable[DirectShowCamera]) -> int | Missing:
    """The number OpenCV opens it by: DirectShow lists cameras in the same order everywhere."""
    if address.device:
        return int(address.device) if address.device.isdecimal() else Missing("not_there")
    found = [number for number, camera in enumerate(cameras) if _is_meant(address, camera)]
    if len(found) > 1:
        return Missing("not_unique")
    return found[0] if found else Missing("not_there")


def directshow_cameras() -> list[DirectShowCamera]:
    """Those DirectShow lists; none on another system."""
    import av

    try:
        devices = av.enumerate_input_devices("dshow")
    except (ValueError, OSError):
        return []
    return [DirectShowCamera(each.name, each.description) for each in devices if "video" in each.media_types]


def _is_meant(address: V4l2Address, camera: DirectShowCamera) -> bool:
    usb = address.usb
    if usb is None:
        return camera.name == address.name
    path = camera.path.lower()
    ids = f"vid_{usb.vendor:04x}&pid_{usb.product:04x}"
    return ids in path and usb.serial.lower() in path
