"""A tree of files like the kernel's /sys and /dev, and cameras that are plugged into it and pulled out."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from hardware.camera.simulator import bars_card


@dataclass
class UvcCamera:
    """A USB camera as the uvcvideo driver shows it: one node for pictures, one for metadata. `port` such as 1-3."""

    name: str
    port: str
    serial: str = ""
    vendor: str = "046d"
    product: str = "0825"
    nodes: list[Path] = field(default_factory=list)


class PaperKernel:
    """`sysfs` is /sys/class/video4linux, `dev` is /dev. A node's number is the first that is free."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sysfs = root / "sys" / "class" / "video4linux"
        self.dev = root / "dev"
        self.sysfs.mkdir(parents=True)
        (self.dev / "v4l" / "by-id").mkdir(parents=True)
        self._cameras: list[UvcCamera] = []
        self._reserved: set[int] = set()

    def add(self, camera: UvcCamera) -> UvcCamera:
        device = self.root / "sys" / "devices" / "pci0000:00" / "0000:00:14.0" / "usb1" / camera.port
        interface = device / f"{camera.port}:1.0"
        interface.mkdir(parents=True)
        for name, text in (("idVendor", camera.vendor), ("idProduct", camera.product), ("serial", camera.serial)):
            if text:
                (device / name).write_text(text + "\n")
        for index in (0, 1):
            self._add_node(camera, interface, index)
        self._cameras.append(camera)
        return camera

    def _add_node(self, camera: UvcCamera, interface: Path, index: int) -> None:
        number = next(n for n in range(64) if n not in self._reserved and not (self.dev / f"video{n}").exists())
        node = interface / "video4linux" / f"video{number}"
        node.mkdir(parents=True)
        (node / "name").write_text(f"{camera.name}: {camera.name}\n")
        (node / "index").write_text(f"{index}\n")
        (node / "device").symlink_to("../../../" + interface.name)
        (self.sysfs / node.name).symlink_to(node)
        (self.dev / node.name).write_bytes(b"")
        label = f"{camera.name.replace(' ', '_')}_{camera.serial}"
        (self.dev / "v4l" / "by-id" / f"usb-{label}-video-index{index}").symlink_to(f"../../{node.name}")
        camera.nodes.append(self.dev / node.name)

    def remove(self, camera: UvcCamera) -> None:
        for node in camera.nodes:
            node.unlink()
            (self.sysfs / node.name).unlink()
        for link in (self.dev / "v4l" / "by-id").iterdir():
            if not link.exists():
                link.unlink()
        shutil.rmtree(self.root / "sys" / "devices" / "pci0000:00" / "0000:00:14.0" / "usb1" / camera.port)
        camera.nodes.clear()
        self._cameras.remove(camera)

    def unplug(self) -> None:
        """Pulls every camera. A number whose node is still held open by somebody is not given out again."""
        self._reserved = {int(node.name.removeprefix("video")) for camera in self._cameras for node in camera.nodes}
        self._pulled = list(self._cameras)
        for camera in self._pulled:
            self.remove(camera)

    def plug(self) -> None:
        for camera in self._pulled:
            self.add(camera)

    def open(self, node: Path) -> PaperDevice:
        return PaperDevice(node)


class PaperDevice:
    """Like cv2.VideoCapture on a node: 100 pictures a second as long as the node is there."""

    def __init__(self, node: Path) -> None:
        self._node = node
        self._number = 0

    def read(self) -> tuple[bool, np.ndarray | None]:
        time.sleep(0.01)
        if not self._node.exists():
            return False, None
        self._number += 1
        return True, np.roll(bars_card(), self._number, axis=1)

    def release(self) -> None:
        pass
