"""Works the camera for a sitting: face check, photo guidance, the photo itself."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from threading import Event as Flag
from typing import Any

from app.domain.vision_ports import FaceVerdict, PhotoVerdict, TurnVerdict
from app.journeys.delays import FACE_CHECK_S, PHOTO_HOLD_S, PHOTO_JUDGE_INTERVAL_MS
from app.journeys.events import (
    CameraWentAway,
    Event,
    FaceWasChecked,
    HeadTurnSeen,
    PhotoWasJudged,
    ShutterPressed,
)
from app.journeys.taking_commands import ShowCamera, TakePicture
from app.journeys.taking_events import PictureWasTaken
from app.runtime.errands import Errands, said_failed
from app.runtime.live_camera import LivePictures, Preview, stream
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError

CAMERA = "camera"
JUDGE = "judge"
PICTURE_WAIT_S = 2.0


class CameraHand:
    """`preview` is the way of the live picture to the glass."""

    def __init__(self, machine: Machine, errands: Errands, preview: Preview) -> None:
        self._machine = machine
        self._errands = errands
        self._preview = preview
        self._pictures = LivePictures()
        self.camera = Worker("camera")
        self.judge = Worker("vision")

    def _look(self) -> bool:
        """Begin the live picture; False (and told) when there is no camera."""
        camera = self._machine.bench.camera
        if camera is None:
            self._errands.say(CameraWentAway())
            return False
        self.stop()
        pictures = self._pictures = LivePictures()

        def look(stop: Flag) -> None:
            def show(image: Any) -> None:
                self._errands.meanwhile(self.camera, stop, lambda: self._preview.show(image))

            stream(camera, pictures, self._preview, show, stop, self.camera.is_at_it)

        self._errands.start(CAMERA, self.camera, look, camera_said)
        return True

    def stop(self) -> None:
        self._errands.stop(CAMERA)
        self._errands.stop(JUDGE)

    def warm(self) -> None:
        """A sitting began: by the time the face is looked at, the models are loaded."""
        self._errands.loose(self.judge, lambda _: self._machine.warm_faces(), _done)

    def forget(self) -> None:
        """The sitting is over: no picture and no portrait stays, in the driver neither."""
        self._pictures.clear()
        camera = self._machine.bench.camera
        if camera is not None:
            self._errands.loose(self.camera, lambda _: camera.close(), _done)
        self._errands.loose(self.judge, lambda _: self._machine.forget_faces(), _done)

    # ------------------------------------------------------------ face check

    def check_face(self, portrait: bytes) -> None:
        if not self._look():
            return
        pictures = self._pictures

        def check(stop: Flag) -> FaceVerdict | TurnVerdict:
            matcher = self._machine.matcher()
            deadline = time.monotonic() + FACE_CHECK_S
            last, count = FaceVerdict(False, None), 0
            while time.monotonic() < deadline and not stop.is_set():
                picture, count = pictures.newer_than(count, PICTURE_WAIT_S)
                if picture is None:
                    continue
                verdict = matcher.match(portrait, picture)
                if verdict.matched:
                    return self._watch_turns(pictures, portrait, stop) or verdict
                last = verdict if verdict.distance is not None else last
            return last

        self._errands.start(JUDGE, self.judge, check, self._checked)

    def _watch_turns(self, pictures: LivePictures, portrait: bytes, stop: Flag) -> TurnVerdict | None:
        """The face is the card's: is it a living head too? None where the station does not ask for turns.

        The watcher itself ends the check, passed or not; a camera that gives no picture any more ends it as well.
        """
        watcher = self._machine.turns()
        if watcher is None:
            return None
        watcher.begin(portrait)
        verdict, count = TurnVerdict(None, 0, "", finished=True), 0
        while not stop.is_set():
            picture, count = pictures.newer_than(count, PICTURE_WAIT_S)
            if picture is None:
                return replace(verdict, finished=True)
            verdict = watcher.observe(picture)
            if verdict.finished:
                return verdict
            self._errands.meanwhile(self.judge, stop, partial(HeadTurnSeen, verdict))
        return verdict

    def _checked(self, result: Any) -> Event | None:
        self._errands.stop(CAMERA)
        if said_failed(result, HardwareError):
            return CameraWentAway()
        return HeadTurnSeen(result) if isinstance(result, TurnVerdict) else FaceWasChecked(result)

    # ------------------------------------------------------------ photo

    def guide_photo(self, rules: str) -> None:
        """Live advice, and the shutter by itself once every rule held for `PHOTO_HOLD_S`."""
        if not self._look():
            return
        pictures = self._pictures

        def guide(stop: Flag) -> Event | None:
            studio = self._machine.studio()
            count, good_since, due = 0, None, time.monotonic()
            interval_s = PHOTO_JUDGE_INTERVAL_MS / 1000
            while not stop.wait(max(0.0, due - time.monotonic())):
                due = max(due, time.monotonic() - interval_s) + interval_s  # on the average: pictures come in steps
                picture, count = pictures.newer_than(count, PICTURE_WAIT_S)
                if picture is None:
                    continue
                verdict = studio.judge(picture, rules)
                self._errands.meanwhile(self.judge, stop, partial(PhotoWasJudged, verdict, taken=False))
                good_since = (good_since or time.monotonic()) if verdict.passed else None
                if good_since is not None and time.monotonic() - good_since >= PHOTO_HOLD_S:
                    return ShutterPressed()
            return None

        self._errands.start(JUDGE, self.judge, guide, self._guided)

    def _guided(self, result: Any) -> Event | None:
        return CameraWentAway() if said_failed(result, HardwareError) else result

    def take_photo(self, rules: str) -> None:
        self._errands.stop(JUDGE)
        pictures = self._pictures

        def take(stop: Flag) -> PhotoVerdict | None:
            del stop
            picture, _ = pictures.newer_than(0, PICTURE_WAIT_S)
            return None if picture is None else self._machine.studio().judge(picture, rules)

        self._errands.start(JUDGE, self.judge, take, self._took)

    def _took(self, result: Any) -> Event | None:
        if said_failed(result, HardwareError) or result is None:
            return CameraWentAway()
        return PhotoWasJudged(result, taken=True)

    # ------------------------------------------------------------ pictures of a form

    def form_picture(self, command: ShowCamera | TakePicture) -> None:
        """The live picture, judged by nobody; then what it shows as a file."""
        match command:
            case ShowCamera():
                self._look()
            case TakePicture():
                pictures = self._pictures
                self._errands.start(JUDGE, self.judge, lambda _: _newest_as_file(pictures), _filed)


def _newest_as_file(pictures: LivePictures) -> bytes | None:
    from hardware import jpeg_of

    picture, _ = pictures.newer_than(0, PICTURE_WAIT_S)
    return None if picture is None else jpeg_of(picture)


def _filed(result: Any) -> Event:
    if said_failed(result, HardwareError) or result is None:
        return CameraWentAway()
    return PictureWasTaken(result)


def _done(result: Any) -> None:
    said_failed(result, HardwareError)


def camera_said(result: Any) -> Event | None:
    """What the end of the live picture means to the sitting."""
    return CameraWentAway() if said_failed(result, HardwareError) else None
