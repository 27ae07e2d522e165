"""Is the person before the camera the one on the card?"""

from __future__ import annotations

import hashlib
from math import dist
from threading import Lock, Timer
from typing import Any

import cv2
import numpy as np

from app.domain.ports import FaceMatcher, FaceVerdict
from app.vision.dlib_work import Embedding
from app.vision.face_finder import FaceFinder, Picture
from app.vision.face_process import FaceProcess

USUAL_THRESHOLD = 0.6
REMEMBERED_S = 45.0
"""Longer than one face check lasts; then the portrait's numbers are forgotten."""

NOBODY = "站到镜头前，露出整张脸"
SEVERAL = "让旁边的人离开画面"
STRANGER = "摘下帽子和口罩，再看一次镜头"
NO_PORTRAIT = "证件照片看不清，找工作人员核对"


class DlibFaceMatcher:
    """The port `FaceMatcher`. A smaller `threshold` is stricter. No picture is kept; of the last portrait, its 128
    numbers, for as long as one face check lasts.
    """

    def __init__(self, process: FaceProcess, threshold: float = USUAL_THRESHOLD) -> None:
        self._finder = FaceFinder(process)
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
        faces = self._finder.faces(view)
        if len(faces) != 1:
            return FaceVerdict(False, None, SEVERAL if faces else NOBODY)
        distance = dist(wanted, self._finder.embedding(view, faces[0]))
        matched = distance <= self._threshold
        return FaceVerdict(matched, distance, "" if matched else STRANGER)

    def forget(self) -> None:
        """At the end of a sitting: no number of a face stays."""
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


def _decoded(portrait: bytes) -> Picture | None:
    view = cv2.imdecode(np.frombuffer(portrait, np.uint8), cv2.IMREAD_COLOR) if portrait else None
    return None if view is None else view.astype(np.uint8, copy=False)


def open_matcher(process: FaceProcess | None = None, threshold: float = USUAL_THRESHOLD) -> FaceMatcher:
    """Share one process with the studio where both are used. Nothing is loaded yet."""
    return DlibFaceMatcher(process or FaceProcess(), threshold)
