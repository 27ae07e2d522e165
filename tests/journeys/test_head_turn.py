"""Where the station asks for it, a recognised face must turn as the glass says; a print held up does not pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from app.config import Settings
from app.domain.service_item import StepKind
from app.domain.vision_ports import Turn
from app.journeys.states import AtStep, Trouble, Troubled, Working
from tests.journeys.hall import Hall
from tests.journeys.person import Person
from tests.unit.app.vision.turned_head import turned

pytestmark = pytest.mark.xdist_group("terminal-2")
SWEEP_DEG = (6, 10, 14, 18, 22, 26, 28, 28)
SIDE = {Turn.LEFT: 1, Turn.RIGHT: -1}


@pytest.fixture
def station(hall: Hall, tmp_path: Path) -> Settings:
    settings = hall.enrolled(tmp_path / "station")
    camera = settings.devices["camera"]
    devices = {**settings.devices, "camera": replace(camera, options={**camera.options, "hold_s": 0.0})}
    return replace(settings, devices=devices, head_turn=True)


@pytest.fixture
def face(hall: Hall) -> Iterator[np.ndarray]:
    picture = cv2.imread(str(next(hall.place.scenes["photo"].glob("*.jpg"))))
    assert picture is not None
    yield picture
    hall.simulators.camera.show(hall.place.scenes["photo"])


def at_face_check(person: Person) -> Any:
    state = person.state
    return state if isinstance(state, AtStep) and state.step is StepKind.FACE_CHECK else None


def turn_asked(person: Person) -> Turn | None:
    state = at_face_check(person)
    return state.turn.asked if state is not None and state.turn is not None else None


def shows(person: Person, picture: np.ndarray) -> None:
    """Until it was looked at: the first verdict after it may still be of the picture before."""
    person.simulators.camera.show(picture)
    for _ in range(2):
        before = at_face_check(person)
        if before is None:
            return
        person.until(lambda before=before: at_face_check(person) is not before, "the face is not looked at")


def follows_the_words(person: Person, face: np.ndarray) -> None:
    """Turns to the side that is asked for, slowly, and back, as often as it is asked."""
    while (state := at_face_check(person)) is not None and isinstance(state.mood, Working):
        asked = turn_asked(person)
        if asked is None:
            shows(person, face)
            continue
        for angle in SWEEP_DEG:
            shows(person, turned(face, SIDE[asked] * angle))
            if turn_asked(person) is not asked:
                break
        for angle in SWEEP_DEG[-2::-2]:
            shows(person, turned(face, SIDE[asked] * angle))


@pytest.mark.timeout(240)
def test_who_turns_as_the_glass_says_goes_on(person: Person, face: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time one has for it is tried below; here a busy machine may take longer to look at each picture."""
    monkeypatch.setattr("app.vision.head_turn.LIMIT_S", 240.0)
    monkeypatch.setattr("app.vision.head_turn.GONE_S", 60.0)
    person.comes_to("PutCardScreen")
    person.puts_card()
    person.reads("跟着提示转头")
    follows_the_words(person, face)
    person.sees("NoticeScreen")
    assert person.state.draft.face == "matched"


def test_a_picture_that_does_not_turn_is_told_and_may_try_again(
    person: Person, face: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.vision.head_turn.LIMIT_S", 4.0)
    person.comes_to("PutCardScreen")
    person.puts_card()
    person.until(
        lambda: isinstance(getattr(at_face_check(person), "mood", None), Troubled), "a still picture is not refused"
    )
    assert person.state.mood.trouble is Trouble.HEAD_NOT_TURNED
    person.reads("没看到您转头")
    assert face is not None
