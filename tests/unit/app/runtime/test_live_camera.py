"""The newest picture goes to the glass when the glass is free, and always to the judge."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from app.runtime.live_camera import LivePictures, Preview, stream
from hardware import LinkLost, LinkSilent, Shot


class Camera:
    """Gives so many pictures, each with its number in it, then does `last`."""

    def __init__(self, count: int, last: Callable[[], None]) -> None:
        self._left = count
        self._last = last
        self.asked: list[int] = []

    def next_shot(self, after: int = 0, timeout_s: float = 2.0) -> Shot:
        self.asked.append(after)
        self._left -= 1
        if not self._left:
            self._last()
        picture = np.full((2, 2, 3), after + 1, np.uint8)
        picture.flags.writeable = False
        return Shot(picture, after + 1, 0.0)

    def grab(self, timeout_s: float = 2.0) -> Any:
        raise AssertionError

    def status(self) -> Any:
        raise AssertionError

    def close(self) -> None:
        raise AssertionError


@pytest.fixture(autouse=True)
def no_least_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.runtime.live_camera.PREVIEW_INTERVAL_MS", 0)


def preview(is_free: Callable[[], bool]) -> Preview:
    return Preview(is_free, lambda picture: int(picture[0, 0, 0]), lambda _: None)


def test_each_picture_is_asked_for_after_the_last_and_shown() -> None:
    stop = threading.Event()
    shown: list[int] = []
    camera = Camera(4, stop.set)
    stream(camera, LivePictures(), preview(lambda: True), shown.append, stop)
    assert camera.asked == [0, 1, 2, 3]
    assert shown == [1, 2, 3, 4]


def test_pictures_that_come_while_the_last_is_not_painted_are_passed_over() -> None:
    stop = threading.Event()
    shown: list[int] = []
    turns = iter([False, False, True, False])
    stream(Camera(5, stop.set), LivePictures(), preview(lambda: next(turns)), shown.append, stop)
    assert shown == [1, 4]


def test_the_first_picture_does_not_wait_for_what_was_painted_before() -> None:
    stop = threading.Event()
    shown: list[int] = []
    stream(Camera(3, stop.set), LivePictures(), preview(lambda: False), shown.append, stop)
    assert shown == [1]


def test_faster_than_the_least_interval_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.runtime.live_camera.PREVIEW_INTERVAL_MS", 3_600_000)
    stop = threading.Event()
    shown: list[int] = []
    stream(Camera(5, stop.set), LivePictures(), preview(lambda: True), shown.append, stop)
    assert shown == [1]


def test_the_judge_gets_a_picture_of_its_own_whatever_the_glass_does() -> None:
    pictures = LivePictures()
    pictures.put(Camera(1, lambda: None).next_shot(6).picture)
    picture, count = pictures.newer_than(0, 0)
    picture[:] = 0
    again, _ = pictures.newer_than(count - 1, 0)
    assert int(again[0, 0, 0]) == 7
    assert pictures.newer_than(count, 0) == (None, count)


def test_no_picture_stays_when_the_stream_ends_however_it_ends() -> None:
    def lose() -> None:
        raise LinkLost("断了")

    pictures = LivePictures()
    with pytest.raises(LinkLost):
        stream(Camera(3, lose), pictures, preview(lambda: True), lambda _: None, threading.Event())
    assert pictures.newer_than(0, 0) == (None, 0)


class Sleepy(Camera):
    """Takes so many looks to open."""

    def __init__(self, looks: int, last: Callable[[], None], at_look: Callable[[], None] = lambda: None) -> None:
        super().__init__(1, last)
        self.looks = looks
        self._at_look = at_look

    def next_shot(self, after: int = 0, timeout_s: float = 2.0) -> Shot:
        self._at_look()
        self.looks -= 1
        if self.looks >= 0:
            raise LinkSilent("还没有画面")
        return super().next_shot(after, timeout_s)


def test_a_camera_that_takes_its_time_to_open_is_waited_for() -> None:
    stop = threading.Event()
    shown: list[int] = []
    stream(Sleepy(5, stop.set), LivePictures(), preview(lambda: True), shown.append, stop)
    assert shown == [1]


def test_a_camera_that_never_opens_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.runtime.live_camera.OPENS_WITHIN_S", 0)
    with pytest.raises(LinkSilent):
        stream(Sleepy(2, lambda: None), LivePictures(), preview(lambda: True), lambda _: None, threading.Event())


def test_nobody_is_waited_for_who_left_before_the_camera_opened() -> None:
    stop = threading.Event()
    camera = Sleepy(1000, lambda: None, stop.set)
    with pytest.raises(LinkSilent):
        stream(camera, LivePictures(), preview(lambda: True), lambda _: None, stop)
    assert camera.looks == 999
