"""Which node is the camera that was meant, today: the number behind /dev/video changes with every pull of the cable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hardware.transport.addresses import V4l2Address
from hardware.transport.video_nodes import VideoNode, video_nodes


@dataclass(frozen=True, slots=True)
class Missing:
    """No such camera: `word` is the fault, not_there or not_unique."""

    word: str


Nodes = Callable[[], list[VideoNode]]


class CameraFinder:
    """Looks afresh each time it is asked. A camera meant by a bare number is known again by what it says of itself."""

    def __init__(self, address: V4l2Address, nodes: Nodes = video_nodes) -> None:
        self._address = address
        self._nodes = nodes
        self._known: VideoNode | None = None

    def find(self) -> Path | Missing:
        if self._address.device:
            return self._by_node(node_path(self._address.device))
        found = [node for node in self._nodes() if self._is_meant(node)]
        return _only(found)

    def opened(self, path: Path) -> None:
        """`path` is the camera that was meant: remember which one that is."""
        self._known = next((node for node in self._nodes() if node.path == path), None)

    def _by_node(self, path: Path) -> Path | Missing:
        known = self._known
        if known is not None:
            alike = [node for node in self._nodes() if _says_the_same(node, known)]
            here = [node for node in alike if node.place == known.place] or alike
            if isinstance(again := _only(here), Path):
                return again
        return path if path.exists() else Missing("not_there")

    def _is_meant(self, node: VideoNode) -> bool:
        usb = self._address.usb
        if usb is not None:
            return node.usb == (usb.vendor, usb.product) and usb.serial in ("", node.serial)
        return self._address.name in (node.name, node.name.partition(":")[0].strip())


def node_path(device: str) -> Path:
    """`0` is /dev/video0; everything else is a path already."""
    return Path(f"/dev/video{device}" if device.isdecimal() else device)


def _says_the_same(one: VideoNode, other: VideoNode) -> bool:
    return (one.name, one.usb, one.serial, one.index) == (other.name, other.usb, other.serial, other.index)


def _only(found: list[VideoNode]) -> Path | Missing:
    """The one camera; of a camera with several picture nodes its first."""
    if len({node.place for node in found}) > 1:
        return Missing("not_unique")
    return min(found, key=lambda node: node.index).path if found else Missing("not_there")
