from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.driver import open_driver
from hardware.errors import LinkLost, LinkNotThere
from hardware.status import DeviceState


def put(folder: Path, name: str, grey: int) -> None:
    cv2.imwrite(str(folder / name), np.full((4, 6, 3), grey, np.uint8))


def test_pictures_come_by_name_and_begin_again(tmp_path: Path) -> None:
    put(tmp_path, "b.png", 20)
    put(tmp_path, "a.png", 10)
    (tmp_path / "README.md").write_text("not a picture")
    camera = open_driver(f"images:{tmp_path}", {})
    assert [int(camera.grab()[0, 0, 0]) for _ in range(3)] == [10, 20, 10]


def test_a_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    put(tmp_path, "a.png", 10)
    camera = open_driver(f"images:{tmp_path / 'a.png'}", {})
    assert camera.grab().shape == (4, 6, 3)
    assert camera.status().state is DeviceState.ONLINE


def test_a_held_picture_stays(tmp_path: Path) -> None:
    put(tmp_path, "a.png", 10)
    put(tmp_path, "b.png", 20)
    camera = open_driver(f"images:{tmp_path}", {"hold_s": 3600})
    assert [int(camera.grab()[0, 0, 0]) for _ in range(3)] == [10, 10, 10]


def test_an_exchanged_picture_is_seen(tmp_path: Path) -> None:
    put(tmp_path, "a.png", 10)
    camera = open_driver(f"images:{tmp_path}", {})
    camera.grab()
    put(tmp_path, "a.png", 200)
    assert int(camera.grab()[0, 0, 0]) == 200


def test_painting_on_a_picture_does_not_spoil_the_next(tmp_path: Path) -> None:
    put(tmp_path, "a.png", 10)
    camera = open_driver(f"images:{tmp_path}", {})
    camera.grab()[:] = 255
    assert int(camera.grab()[0, 0, 0]) == 10


def test_an_absent_folder_is_a_status_and_comes_back_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    camera = open_driver(f"images:{folder}", {})
    assert camera.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere):
        camera.grab()
    folder.mkdir()
    put(folder, "a.png", 10)
    assert int(camera.grab()[0, 0, 0]) == 10
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LinkLost):
        camera.grab()
    with pytest.raises(LinkNotThere):
        camera.grab()


def test_an_empty_folder_and_a_broken_picture_say_what_to_do(tmp_path: Path) -> None:
    camera = open_driver(f"images:{tmp_path}", {})
    with pytest.raises(LinkNotThere, match="没有图片"):
        camera.grab()
    (tmp_path / "a.png").write_bytes(b"\x89PNG torn")
    with pytest.raises(LinkNotThere, match="打不开") as problem:
        camera.grab()
    assert problem.value.what_to_do


@pytest.mark.parametrize(
    ("options", "shape", "corner"),
    [
        ({}, (4, 6), (0, 0)),
        ({"rotate": 90}, (6, 4), (0, 3)),
        ({"rotate": 180}, (4, 6), (3, 5)),
        ({"rotate": 270}, (6, 4), (5, 0)),
        ({"mirror": True}, (4, 6), (0, 5)),
        ({"rotate": 90, "mirror": True}, (6, 4), (0, 0)),
    ],
)
def test_a_camera_on_its_side_is_set_upright(
    tmp_path: Path, options: dict[str, object], shape: tuple[int, int], corner: tuple[int, int]
) -> None:
    picture = np.zeros((4, 6, 3), np.uint8)
    picture[0, 0] = 255
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    seen = open_driver(f"images:{tmp_path}", options).grab()
    assert seen.shape[:2] == shape
    assert tuple(seen[corner]) == (255, 255, 255)
    assert seen.sum() == 3 * 255
