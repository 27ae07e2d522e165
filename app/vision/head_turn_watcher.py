"""Asks for head turns in random order and watches them. See `head_turn` for what is and is not proved."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Any

import cv2
import numpy as np

from app.domain.vision_ports import HeadTurnWatcher, Turn, TurnVerdict
from app.vision.face_finder import FaceFinder, Picture
from app.vision.face_process import FaceProcess
from app.vision.face_tracker import FaceTracker
from app.vision.faces import NO_PORTRAIT, NOBODY, SEVERAL, USUAL_THRESHOLD
from app.vision.head_turn import HeadTurn, Hint, Phase, seen, sight_of, unseen, wants_numbers

ATTEMPTS = 3
"""A wrong side or another face costs one; each has its own order."""

LOOK_AHEAD = "正对镜头，先别动"
COME_BACK = "转回来，看镜头"
PASSED = "好了"
FAILED = "没看清转头，找工作人员"
_TURN = {Turn.LEFT: "慢慢向左转头", Turn.RIGHT: "慢慢向右转头"}
_HINTS = {
    Hint.SLOWER: "转慢一点，再来一次",
    Hint.OTHER_SIDE: "是另一边，正对镜头重来",
    Hint.ONE_PERSON: "要同一个人来做，重来",
    Hint.STEADY: "站稳，正对镜头重来",
}
_ADVICE = {Phase.FACING: LOOK_AHEAD, Phase.RETURNING: COME_BACK, Phase.PASSED: PASSED, Phase.FAILED: FAILED}


class DlibHeadTurnWatcher:
    """The port `HeadTurnWatcher`. Between two pictures it keeps the numbers of the face and its last place, until the
    check ends or `forget`.
    """

    def __init__(
        self,
        process: FaceProcess,
        threshold: float = USUAL_THRESHOLD,
        clock: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
    ) -> None:
        self._finder = FaceFinder(process)
        self._tracker = FaceTracker(self._finder, clock)
        self._threshold = threshold
        self._clock = clock
        self._chance = chance or random.SystemRandom()
        self._lock = Lock()
        self._state: HeadTurn | None = None
        self._hindered = ""

    def begin(self, portrait: bytes = b"") -> tuple[Turn, ...]:
        self._tracker.forget()
        orders = tuple(self._order() for _ in range(ATTEMPTS))
        numbers, self._hindered = None, ""
        if portrait:
            view = cv2.imdecode(np.frombuffer(portrait, np.uint8), cv2.IMREAD_COLOR)
            picture = None if view is None else view.astype(np.uint8, copy=False)
            faces = () if picture is None else self._finder.faces(picture)
            if picture is None or not faces:
                self._hindered = NO_PORTRAIT
            else:
                numbers = self._finder.embedding(picture, faces[0])
        with self._lock:
            self._state = HeadTurn(orders, self._clock(), self._threshold, numbers)
        return orders[0]

    def observe(self, picture: Any) -> TurnVerdict:
        with self._lock:
            state = self._state
        if state is None or self._hindered:
            return TurnVerdict(None, 0, self._hindered or FAILED, finished=True)
        if state.finished:
            return _verdict(state, "")
        view: Picture = np.asarray(picture, np.uint8)
        faces, now = self._tracker.faces(view), self._clock()
        if len(faces) != 1:
            after = unseen(state, now)
            hindered = SEVERAL if faces else NOBODY if state.phase is Phase.FACING else ""
        else:
            sight = sight_of(faces[0], now)
            if wants_numbers(state, sight):
                sight = replace(sight, numbers=self._finder.embedding(view, faces[0]))
            after, hindered = seen(state, sight), ""
        with self._lock:
            if self._state is state:  # not begun anew or forgotten meanwhile
                self._state = after
        return _verdict(after, hindered)

    def forget(self) -> None:
        self._tracker.forget()
        with self._lock:
            self._state = None

    def _order(self) -> tuple[Turn, ...]:
        return tuple(self._chance.sample((Turn.LEFT, Turn.RIGHT), 2))


def _verdict(state: HeadTurn, hindered: str) -> TurnVerdict:
    asked = state.asked
    advice = _TURN[asked] if asked is not None else _ADVICE[state.phase]
    if not state.finished:
        advice = hindered or _HINTS.get(state.hint, advice)
    return TurnVerdict(asked, state.done, advice, state.finished, state.phase is Phase.PASSED)


def open_watcher(process: FaceProcess | None = None, threshold: float = USUAL_THRESHOLD) -> HeadTurnWatcher:
    """Share one process with studio and matcher where they are used. Nothing is loaded yet."""
    return DlibHeadTurnWatcher(process or FaceProcess(), threshold)
