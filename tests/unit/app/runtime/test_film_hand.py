"""Filming a sitting over a real camera link into a real store: nothing of it is lost, and every end of it is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Event as Flag

import av
import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import DiskFull
from app.journeys.commands import BeginFilm, EndFilm
from app.journeys.events import FilmBegan, FilmBroke
from app.runtime.machine import Bench
from app.storage.attachment_files import new_identity
from app.storage.recordings import RecordingStore
from hardware import DeviceSettings, open_devices
from hardware.camera.simulator import CameraSimulator
from tests.unit.app.runtime.conftest import OpenHands

SCENE = Path(__file__).parents[4] / "resources" / "demo" / "camera-photo"
CASE = "01900000-0000-7000-8000-000000000001"
OTHER = "01900000-0000-7000-8000-000000000002"


@pytest.fixture
def simulator() -> Iterator[CameraSimulator]:
    made = CameraSimulator(SCENE)
    made.start()
    yield made
    made.close()


@pytest.fixture
def bench(simulator: CameraSimulator) -> Iterator[Bench]:
    devices = open_devices({"camera": DeviceSettings(simulator.address)})
    yield Bench(None, devices.camera, None, None, None)
    devices.close()


@pytest.fixture
def films(tmp_path: Path) -> RecordingStore:
    return RecordingStore(tmp_path / "recordings", new_identity(), lambda: datetime.now(UTC))


def pieces(films: RecordingStore) -> int:
    return sum(each.segments for each in films.all())


def test_the_film_that_was_made_plays_and_is_listed_piece_by_piece(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore
) -> None:
    hands, said = open_hands(bench=bench, films=lambda: films)
    hands.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: FilmBegan() in said, timeout=20_000)
    assert hands.film.clock.seconds is not None
    qtbot.waitUntil(lambda: pieces(films) >= 2, timeout=20_000)
    hands.carry_out(EndFilm())
    assert hands.film.clock.seconds is None
    film = hands.film.of(CASE)
    assert film is not None
    assert (film.listed["whole"], film.listed["intact"]) == (True, True)
    place = 0
    for each in film.listed["segments"]:
        piece = film.content[place : place + each["size"]]
        assert sha256(piece).hexdigest() == each["sha256"]
        place += each["size"]
    assert place == len(film.content)
    with av.open(io.BytesIO(film.content)) as played:
        frames = sum(1 for _ in played.decode(video=0))
        stream = played.streams.video[0]
        assert (stream.codec_context.name, stream.height) == ("h264", 720)
    assert frames >= 2
    assert said == [FilmBegan()]


def test_a_cable_that_is_pulled_breaks_the_film_and_what_was_filmed_stays(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore, simulator: CameraSimulator
) -> None:
    hands, said = open_hands(bench=bench, films=lambda: films)
    hands.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: pieces(films) >= 1, timeout=20_000)
    simulator.unplug()
    qtbot.waitUntil(lambda: FilmBroke() in said, timeout=20_000)
    kept = films.seconds_of(CASE)
    assert kept >= 1
    simulator.plug()
    hands.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: said.count(FilmBegan()) == 2, timeout=20_000)
    assert (hands.film.clock.seconds or 0) >= kept
    qtbot.waitUntil(lambda: films.seconds_of(CASE) > kept, timeout=20_000)
    hands.carry_out(EndFilm())
    film = hands.film.of(CASE)
    assert film is not None
    assert not film.listed["whole"]


def test_no_camera_and_no_room_are_told_at_once(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore
) -> None:
    blind, said_blind = open_hands(films=lambda: films)
    blind.carry_out(BeginFilm(CASE))
    assert said_blind == [FilmBroke()]
    films.may_begin = lambda: False
    full, said_full = open_hands(bench=bench, films=lambda: films)
    full.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: bool(said_full), timeout=20_000)
    assert said_full == [FilmBroke()]
    with pytest.raises(DiskFull):
        films.begin(CASE)


def test_a_film_nobody_wants_any_more_is_gone(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore
) -> None:
    hands, said = open_hands(bench=bench, films=lambda: films)
    hands.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: FilmBegan() in said, timeout=20_000)
    hands.carry_out(EndFilm())
    hands.film.forget(CASE)
    assert films.all() == ()


def test_a_film_that_follows_upon_another_is_whole_too(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore
) -> None:
    """One case is taken up in place of another: the end of the first film says nothing of the second."""
    hands, said = open_hands(bench=bench, films=lambda: films)
    hands.carry_out(BeginFilm(CASE))
    qtbot.waitUntil(lambda: pieces(films) >= 1, timeout=20_000)
    hands.carry_out(EndFilm())
    hands.carry_out(BeginFilm(OTHER))
    hands.film.forget(CASE)
    qtbot.waitUntil(lambda: said.count(FilmBegan()) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: pieces(films) >= 1, timeout=20_000)
    hands.carry_out(EndFilm())
    film = hands.film.of(OTHER)
    assert film is not None
    assert film.listed["whole"]
    assert {each.case_id for each in films.all()} == {OTHER}


def test_a_film_that_was_called_back_before_it_began_holds_nobody_up(
    qtbot: QtBot, open_hands: OpenHands, bench: Bench, films: RecordingStore
) -> None:
    hands, said = open_hands(bench=bench, films=lambda: films)
    busy = Flag()
    hands.errands.loose(hands.film.worker, lambda _: busy.wait(20), lambda _: None)
    hands.carry_out(BeginFilm(CASE))
    hands.carry_out(EndFilm())
    busy.set()
    assert hands.film.of(CASE) is None
    assert said == []
