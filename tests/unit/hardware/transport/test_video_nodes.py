"""Nodes read from a tree laid out like the kernel's, and what a driver answers about one."""

import struct
from pathlib import Path

import pytest

from hardware.transport.video_nodes import VideoNode, captures, gives_pictures, video_nodes
from tests.unit.hardware.camera.paper_kernel import PaperKernel, UvcCamera


def nobody(_: Path) -> bool | None:
    return None


def test_a_usb_camera_is_read_whole_and_its_metadata_node_is_left_out(tmp_path: Path) -> None:
    kernel = PaperKernel(tmp_path)
    kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    (node,) = video_nodes(kernel.sysfs, kernel.dev, nobody)
    place = kernel.root / "sys/devices/pci0000:00/0000:00:14.0/usb1/1-3"
    assert node == VideoNode(kernel.dev / "video0", "HD Webcam: HD Webcam", 0, (0x046D, 0x0825), "A1", place.resolve())


def test_what_the_driver_says_counts_more_than_the_index(tmp_path: Path) -> None:
    kernel = PaperKernel(tmp_path)
    kernel.add(UvcCamera("HD Webcam", "1-3"))
    nodes = video_nodes(kernel.sysfs, kernel.dev, lambda path: path.name == "video1")
    assert [node.path.name for node in nodes] == ["video1"]


def test_nodes_come_by_number(tmp_path: Path) -> None:
    kernel = PaperKernel(tmp_path)
    for port in range(1, 7):
        kernel.add(UvcCamera(f"Camera {port}", f"1-{port}"))
    names = [node.path.name for node in video_nodes(kernel.sysfs, kernel.dev, nobody)]
    assert names == ["video0", "video2", "video4", "video6", "video8", "video10"]


def test_a_camera_on_no_usb_has_no_usb_numbers(tmp_path: Path) -> None:
    node = tmp_path / "sys/devices/virtual/video4linux/video0"
    node.mkdir(parents=True)
    (node / "name").write_text("Dummy video device (0x0000)\n")
    sysfs = tmp_path / "sys/class/video4linux"
    sysfs.mkdir(parents=True)
    (sysfs / "video0").symlink_to(node)
    (found,) = video_nodes(sysfs, tmp_path, nobody)
    assert (found.name, found.usb, found.serial) == ("Dummy video device (0x0000)", None, "")


@pytest.mark.parametrize("file", ["idVendor", "idProduct"])
def test_a_camera_pulled_out_while_it_is_read_is_left_out(tmp_path: Path, file: str) -> None:
    kernel = PaperKernel(tmp_path)
    kernel.add(UvcCamera("HD Webcam", "1-3"))
    kernel.add(UvcCamera("Document Camera", "1-4"))
    broken = kernel.root / "sys/devices/pci0000:00/0000:00:14.0/usb1/1-3" / file
    broken.write_text("")
    assert [node.path.name for node in video_nodes(kernel.sysfs, kernel.dev, nobody)] == ["video2"]
    (kernel.sysfs / "video2").unlink()
    (kernel.sysfs / "video2").symlink_to(tmp_path / "gone")
    assert [node.usb for node in video_nodes(kernel.sysfs, kernel.dev, nobody)] == [None]


def capability(whole: int, node: int) -> bytes:
    return struct.pack(
        "=16s32s32sIIIIII", b"uvcvideo", b"HD Webcam", b"usb-0000:00:14.0-3", 0x60100, whole, node, 0, 0, 0
    )


@pytest.mark.parametrize(
    ("whole", "node", "answer"),
    [
        (0x84A00001, 0x04200001, True),
        (0x84A00001, 0x04A00000, False),  # the metadata node of the same camera
        (0x84201000, 0x04201000, True),
        (0x04000001, 0, True),  # an old driver that tells only of the whole device
        (0x85208000, 0x05208000, False),
    ],
)
def test_a_node_gives_pictures_if_its_own_capabilities_say_so(whole: int, node: int, answer: bool) -> None:
    assert captures(capability(whole, node)) is answer


def test_of_a_file_that_is_no_video_device_nobody_can_tell(tmp_path: Path) -> None:
    (tmp_path / "video0").write_bytes(b"")
    assert gives_pictures(tmp_path / "video0") is None
    assert gives_pictures(tmp_path / "video1") is None
    assert gives_pictures(Path("/dev/null")) is None
