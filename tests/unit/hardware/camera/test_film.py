import random
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware.camera import film as film_module
from hardware.camera.driver import open_driver
from hardware.errors import FrameDamaged, LinkNotThere
from hardware.status import DeviceState

GREYS = (20, 90, 160, 230)


class Clock:
    """Time that moves only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(film_module, "time", clock)
    return clock


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10.0, (64, 48))
    for grey in GREYS:
        writer.write(np.full((48, 64, 3), grey, np.uint8))
    writer.release()
    return path


def grey_of(picture: np.ndarray) -> int:
    seen = int(picture.mean())
    return min(GREYS, key=lambda grey: abs(grey - seen))


def test_a_film_runs_at_its_own_rate_and_in_a_loop(film: Path, clock: Clock) -> None:
    camera = open_driver(f"video:{film}", {})
    seen = []
    for _ in range(6):
        seen.append(grey_of(camera.grab()))
        clock.now += 0.1001
    assert seen == [20, 90, 160, 230, 20, 90]


def test_two_grabs_within_one_frame_see_the_same(film: Path, clock: Clock) -> None:
    camera = open_driver(f"video:{film}", {})
    first = grey_of(camera.grab())
    clock.now += 0.03
    assert grey_of(camera.grab()) == first


def test_missed_frames_are_passed_over(film: Path, clock: Clock) -> None:
    camera = open_driver(f"video:{film}", {})
    camera.grab()
    clock.now += 0.2001
    assert grey_of(camera.grab()) == 160


def test_a_film_nobody_watched_goes_on_where_it_stopped(film: Path, clock: Clock) -> None:
    camera = open_driver(f"video:{film}", {})
    camera.grab()
    clock.now += 3600
    assert grey_of(camera.grab()) == 90


def test_a_film_that_is_absent_or_none_is_said(tmp_path: Path) -> None:
    camera = open_driver(f"video:{tmp_path / 'no.mp4'}", {})
    assert camera.status().state is DeviceState.NO_DEVICE
    with pytest.raises(LinkNotThere, match="不在"):
        camera.grab()
    text = tmp_path / "text.mp4"
    text.write_text("no film")
    with pytest.raises(LinkNotThere, match="打不开"):
        open_driver(f"video:{text}", {}).grab()


def test_a_damaged_film_gives_pictures_or_says_that_it_is_damaged(film: Path) -> None:
    rng = random.Random(1)
    whole = film.read_bytes()
    outcomes = set()
    for turn in range(60):
        content = bytearray(whole[: rng.randrange(len(whole))] if turn % 2 else whole)
        for _ in range(rng.randrange(1, 200)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        film.write_bytes(content)
        camera = open_driver(f"video:{film}", {})
        try:
            outcomes.add(camera.grab().shape)
        except (FrameDamaged, LinkNotThere) as problem:
            outcomes.add(type(problem))
            assert camera.status().detail in ("damaged_picture", "not_opened")
        camera.close()
    assert (48, 64, 3) in outcomes
    assert outcomes & {LinkNotThere, FrameDamaged}
