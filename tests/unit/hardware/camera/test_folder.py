import os
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera.driver import open_driver
from hardware.errors import FrameDamaged, LinkLost, LinkNotThere, LinkSilent
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


def test_a_folder_without_a_picture_is_a_camera_that_gives_none_yet(tmp_path: Path) -> None:
    camera = open_driver(f"images:{tmp_path}", {})
    with pytest.raises(LinkSilent, match="没有图片") as problem:
        camera.grab(0.05)
    assert problem.value.what_to_do
    assert camera.status().detail == "no_picture"
    threading.Timer(0.05, put, (tmp_path, "a.png", 90)).start()
    assert int(camera.grab(10)[0, 0, 0]) == 90
    assert camera.status().detail == ""


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_torn_picture_is_no_picture_at_any_length(tmp_path: Path, suffix: str) -> None:
    rng = np.random.default_rng(1)
    whole = cv2.imencode(suffix, rng.integers(0, 255, (48, 64, 3), np.uint8))[1].tobytes()
    file = tmp_path / f"a{suffix}"
    camera = open_driver(f"images:{tmp_path}", {})
    for length in range(0, len(whole) - 12, 97):
        file.write_bytes(whole[:length])
        with pytest.raises(FrameDamaged, match="打不开"):
            camera.grab(0.0)
        assert camera.status().detail == "damaged_picture"
    file.write_bytes(whole)
    assert camera.grab(0.0).shape == (48, 64, 3)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_pipe_in_the_place_of_a_picture_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(FrameDamaged):
        open_driver(f"images:{tmp_path}", {}).grab(0.0)


def test_whoever_waits_for_the_next_picture_of_a_folder_gets_at_most_thirty_a_second(tmp_path: Path) -> None:
    put(tmp_path, "a.png", 90)
    camera = open_driver(f"images:{tmp_path}", {})
    first = last = camera.next_shot()
    for _ in range(6):
        last = camera.next_shot(last.number)
    assert last.number == first.number + 6
    assert last.taken_at - first.taken_at >= 6 / 30 - 0.01


def test_a_covered_lens_is_a_warning_and_a_dim_scene_is_none(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    camera = open_driver(f"images:{tmp_path / 'a.png'}", {})
    for level, spread, word in ((2, 5, "covered"), (6, 60, ""), (60, 5, "")):
        cv2.imwrite(str(tmp_path / "a.png"), rng.integers(level, level + spread, (480, 640, 3), np.uint8))
        camera.grab()
        assert camera.status().detail == word


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
    shot = open_driver(f"images:{tmp_path}", options).next_shot()
    assert (shot.picture == seen).all()
    assert not shot.picture.flags.writeable
