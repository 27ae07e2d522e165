"""A camera is found by what stays, whatever number it has today; the kernel is a tree of files."""

from pathlib import Path

import pytest

from hardware.camera.directshow import DirectShowCamera, directshow_cameras, find_camera
from hardware.camera.finding import CameraFinder, Missing
from hardware.transport.addresses import V4l2Address, parse_address
from hardware.transport.video_nodes import video_nodes
from tests.unit.hardware.camera.paper_kernel import PaperKernel, UvcCamera


@pytest.fixture
def kernel(tmp_path: Path) -> PaperKernel:
    return PaperKernel(tmp_path)


def finder(kernel: PaperKernel, url: str) -> CameraFinder:
    address = parse_address(url)
    assert isinstance(address, V4l2Address)
    return CameraFinder(address, lambda: video_nodes(kernel.sysfs, kernel.dev, lambda _: None))


@pytest.mark.parametrize(
    "url",
    ["v4l2:name=HD Webcam", "v4l2:name=HD Webcam: HD Webcam", "v4l2:usb=046d:0825", "v4l2:usb=046d:0825?serial=A1"],
)
def test_a_camera_that_comes_back_under_another_number_is_found(kernel: PaperKernel, url: str) -> None:
    camera = kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    kernel.add(UvcCamera("Document Camera", "1-4", serial="D1", product="0900"))
    meant = finder(kernel, url)
    assert meant.find() == kernel.dev / "video0"
    kernel.remove(camera)
    assert meant.find() == Missing("not_there")
    kernel.add(UvcCamera("Gate", "1-5", product="0901"))
    kernel.add(camera)
    assert meant.find() == kernel.dev / "video4"


def test_a_link_that_stays_is_followed(kernel: PaperKernel) -> None:
    camera = kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    meant = finder(kernel, f"v4l2:{kernel.dev}/v4l/by-id/usb-HD_Webcam_A1-video-index0")
    found = meant.find()
    assert isinstance(found, Path)
    assert found.resolve() == kernel.dev / "video0"
    kernel.remove(camera)
    assert meant.find() == Missing("not_there")


def test_a_bare_number_is_known_again_by_what_the_camera_says_of_itself(kernel: PaperKernel) -> None:
    face = kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    papers = kernel.add(UvcCamera("Document Camera", "1-4", product="0900"))
    meant = finder(kernel, f"v4l2:{kernel.dev}/video0")
    first = meant.find()
    assert isinstance(first, Path)
    meant.opened(first)
    kernel.remove(face)
    kernel.remove(papers)
    kernel.add(papers)
    kernel.add(face)
    assert kernel.dev / "video0" == papers.nodes[0]
    assert meant.find() == face.nodes[0] == kernel.dev / "video2"


def test_another_camera_in_the_place_of_a_broken_one_is_taken_by_its_number(kernel: PaperKernel) -> None:
    broken = kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    meant = finder(kernel, f"v4l2:{kernel.dev}/video0")
    meant.opened(kernel.dev / "video0")
    kernel.remove(broken)
    kernel.add(UvcCamera("HD Webcam", "1-3", serial="B2"))
    assert meant.find() == kernel.dev / "video0"


def test_two_of_a_kind_are_not_guessed_between(kernel: PaperKernel) -> None:
    kernel.add(UvcCamera("HD Webcam", "1-3", serial="A1"))
    kernel.add(UvcCamera("HD Webcam", "1-4", serial="B2"))
    assert finder(kernel, "v4l2:name=HD Webcam").find() == Missing("not_unique")
    assert finder(kernel, "v4l2:usb=046d:0825").find() == Missing("not_unique")
    assert finder(kernel, "v4l2:usb=046d:0825?serial=B2").find() == kernel.dev / "video2"


def test_a_camera_with_several_picture_nodes_is_one_camera(kernel: PaperKernel) -> None:
    kernel.add(UvcCamera("HD Webcam", "1-3"))
    address = V4l2Address(name="HD Webcam")
    found = CameraFinder(address, lambda: video_nodes(kernel.sysfs, kernel.dev, lambda _: True)).find()
    assert found == kernel.dev / "video0"


def test_without_a_kernel_tree_there_is_no_camera(tmp_path: Path) -> None:
    address = V4l2Address(name="HD Webcam")
    assert CameraFinder(address, lambda: video_nodes(tmp_path / "none")).find() == Missing("not_there")


CAMERAS = [
    DirectShowCamera(r"@device_pnp_\\?\usb#vid_046d&pid_0825&mi_00#a1#{65e8773d}", "HD Webcam"),
    DirectShowCamera(r"@device_pnp_\\?\usb#vid_2bdf&pid_0280&mi_00#d1#{65e8773d}", "Document Camera"),
    DirectShowCamera(r"@device_pnp_\\?\usb#vid_046d&pid_0825&mi_00#b2#{65e8773d}", "HD Webcam"),
]


@pytest.mark.parametrize(
    ("url", "spot"),
    [
        ("v4l2:1", 1),
        ("v4l2:/dev/video0", Missing("not_there")),
        ("v4l2:name=Document Camera", 1),
        ("v4l2:name=HD Webcam", Missing("not_unique")),
        ("v4l2:usb=046d:0825?serial=B2", 2),
        ("v4l2:usb=2bdf:0280", 1),
        ("v4l2:name=Gate", Missing("not_there")),
    ],
)
def test_on_windows_a_camera_is_found_in_the_list_of_directshow(url: str, spot: object) -> None:
    address = parse_address(url)
    assert isinstance(address, V4l2Address)
    assert find_camera(address, CAMERAS) == spot


def test_where_there_is_no_directshow_it_lists_nothing() -> None:
    assert directshow_cameras() == []
