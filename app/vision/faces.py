"""Is the person before the camera the one on the card?"""

from __future__ import annotations

import hashlib
from math import dist
from threading import Lock, Timer
from typing import Any

import cv2
import numpy as np

from app.domain.vision_ports import FaceMatcher, FaceVerdict
from app.vision.dlib_work import Embedding
from app.vision.face_finder import Face, FaceFinder, Picture
from app.vision.face_process import FaceProcess
from app.vision.face_tracker import FaceTracker
from app.vision.light import sharpness
from app.vision.pose import Framing, pose_of

USUAL_THRESHOLD = 0.6
REMEMBERED_S = 45.0
"""Longer than one face check lasts; then the portrait's numbers are forgotten."""

NOBODY = "站到镜头前，露出整张脸"
SEVERAL = "让旁边的人离开画面"
STRANGER = "摘下帽子和口罩，再看一次镜头"
NO_PORTRAIT = "证件照片看不清，找工作人员核对"
TURNED = "转正脸，看镜头"
BLURRED = "站稳别动，看镜头"

TURN_AT_MOST_DEG = 35.0
SHARPNESS_AT_LEAST = 4.0
"""Variance of the Laplacian over a face `CHECKED_SPAN_PX` wide between the eyes. Below it the numbers mean nothing."""
CHECKED_SPAN_PX = 64.0
CHECKED_EYES = (64.0, 48.0)
CHECKED_SIZE_PX = (128, 128)


class DlibFaceMatcher:
    """The port `FaceMatcher`. A smaller `threshold` is stricter. No picture is kept; of the last portrait, its 128
    numbers, for as long as one face check lasts; of the last picture, the place of the face for two seconds.
    A face turned far away or blurred is not compared, as that takes most of the time and says nothing.
    """

    def __init__(self, process: FaceProcess, threshold: float = USUAL_THRESHOLD) -> None:
        self._finder = FaceFinder(process)
        self._tracker = FaceTracker(self._finder)
        self._threshold = threshold
        self._lock = Lock()
        self._portrait: tuple[bytes, Embedding] | None = None
        self._forgetting: Timer | None = None

    def match(self, portrait: bytes, picture: Any) -> FaceVerdict:
        """What is wrong with the pictures is said in the advice. Raises OurFault when faces cannot be looked for."""
        wanted = self._numbers_of(portrait)
        if wanted is None:
            return FaceVerdict(False, None, NO_PORTRAIT)
        view: Picture = np.asarray(picture, np.uint8)
        faces = self._tracker.faces(view)
        if len(faces) != 1:
            return FaceVerdict(False, None, SEVERAL if faces else NOBODY)
        hindered = not_comparable(view, faces[0])
        if hindered:
            return FaceVerdict(False, None, hindered)
        distance = dist(wanted, self._finder.embedding(view, faces[0]))
        matched = distance <= self._threshold
        return FaceVerdict(matched, distance, "" if matched else STRANGER)

    def forget(self) -> None:
        """At the end of a sitting: no number of a face stays."""
        self._tracker.forget()
        with self._lock:
            self._portrait = None
            if self._forgetting is not None:
                self._forgetting.cancel()
                self._forgetting = None

    def _numbers_of(self, portrait: bytes) -> Embedding | None:
        """None when there is no face in the portrait."""
        key = hashlib.sha256(portrait).digest()
        with self._lock:
            if self._portrait is not None and self._portrait[0] == key:
                return self._portrait[1]
        view = _decoded(portrait)
        face = next(iter(self._finder.faces(view)), None) if view is not None else None
        if view is None or face is None:
            return None
        numbers = self._finder.embedding(view, face)
        with self._lock:
            self._portrait = key, numbers
            if self._forgetting is not None:
                self._forgetting.cancel()
            self._forgetting = Timer(REMEMBERED_S, self.forget)
            self._forgetting.daemon = True
            self._forgetting.start()
        return numbers


def not_comparable(view: Picture, face: Face) -> str:
    """What the person has to do before the face can be compared; empty when it can be."""
    pose = pose_of(face)
    if abs(pose.turn_deg) > TURN_AT_MOST_DEG:
        return TURNED
    chip = Framing(pose, CHECKED_SPAN_PX / pose.eye_span_px, CHECKED_EYES, CHECKED_SIZE_PX).cut(view)
    return BLURRED if sharpness(chip, CHECKED_EYES, CHECKED_SPAN_PX) < SHARPNESS_AT_LEAST else ""


def _decoded(portrait: bytes) -> Picture | None:
    view = cv2.imdecode(np.frombuffer(portrait, np.uint8), cv2.IMREAD_COLOR) if portrait else None
    return None if view is None else view.astype(np.uint8, copy=False)


def open_matcher(process: FaceProcess | None = None, threshold: float = USUAL_THRESHOLD) -> FaceMatcher:
    """Share one process with the studio where both are used. Nothing is loaded yet."""
    return DlibFaceMatcher(process or FaceProcess(), threshold)
