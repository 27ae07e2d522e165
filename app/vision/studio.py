"""Judges a camera picture by photo rules, and cuts the photo out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from app.domain.vision_ports import PhotoStudio, PhotoVerdict
from app.vision import verdicts
from app.vision.face_finder import Face, FaceFinder, Picture
from app.vision.face_process import FaceProcess
from app.vision.face_tracker import FaceTracker
from app.vision.finished_photo import finish
from app.vision.head import Head, head_in
from app.vision.jpeg_check import jpeg_facts
from app.vision.light import eye_light, face_light, sharpness
from app.vision.photo_rules import Between, PhotoRules, rules_named
from app.vision.pose import Framing, Pose, pose_of
from app.vision.wall import wall_of

MEASURING_SPAN_PX = 96.0
MEASURING_SIZE_PX = (380, 400)
MEASURING_EYES = (190.0, 220.0)
LONGEST_SIDE_PX = 1920


class DlibPhotoStudio:
    """The port `PhotoStudio`. Between two calls it holds the place of the last face, for two seconds, and nothing else
    of any picture. May be used by several threads.
    """

    def __init__(self, process: FaceProcess) -> None:
        self._faces = FaceTracker(FaceFinder(process))

    def judge(self, picture: Any, rules: str) -> PhotoVerdict:
        """Every rule, in the order in which a person would mend them. Raises WrongInput for unknown rules."""
        wanted = rules_named(rules)
        view = _bounded(np.asarray(picture, np.uint8))
        faces = self._faces.faces(view)
        if len(faces) != 1:
            return verdicts.without_one_face(len(faces), float(view.mean()), wanted)
        return _judged(view, faces[0], wanted)


@dataclass(frozen=True, slots=True)
class Portrait:
    """One face, and the photo cut out around it."""

    pose: Pose
    framing: Framing
    photo: Picture


def portrait_of(view: Picture, face: Face, rules: PhotoRules) -> Portrait:
    pose = pose_of(face)
    measuring = Framing(pose, MEASURING_SPAN_PX / pose.eye_span_px, MEASURING_EYES, MEASURING_SIZE_PX)
    head = head_in(measuring.cut(view), MEASURING_EYES, MEASURING_SPAN_PX)
    zoom = _zoom(head, rules)
    eyes_at = (
        rules.width_px / 2 + (MEASURING_EYES[0] - head.centre) * zoom,
        rules.crown_px.middle + (MEASURING_EYES[1] - head.crown) * zoom,
    )
    framing = Framing(pose, measuring.scale * zoom, eyes_at, (rules.width_px, rules.height_px))
    return Portrait(pose, framing, framing.cut(view))


def _judged(view: Picture, face: Face, rules: PhotoRules) -> PhotoVerdict:
    """All that can be is measured in the finished file itself, as those who receive it will."""
    portrait = portrait_of(view, face, rules)
    eyes, span = portrait.framing.eyes_at, portrait.pose.eye_span_px * portrait.framing.scale
    jpeg = finish(portrait.photo, rules).jpeg
    photo = np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    head = head_in(photo, eyes, span)
    results = (
        verdicts.light(face_light(photo, eyes, span), rules),
        verdicts.one_face(1),
        verdicts.facing(portrait.pose, rules),
        verdicts.distance(portrait.framing, view, rules),
        verdicts.background(wall_of(photo, head, span), rules),
        verdicts.head_size(head, rules),
        verdicts.head_place(head, rules),
        verdicts.clearness(sharpness(photo, eyes, span), eye_light(photo, eyes, span), rules),
        verdicts.file(len(jpeg), jpeg_facts(jpeg), rules),
    )
    passed = all(result.passed for result in results)
    return PhotoVerdict(passed, results, jpeg if passed else None)


def _zoom(head: Head, rules: PhotoRules) -> float:
    """From the measuring picture to the photo, so that width and length both fit; if they cannot, between the two."""
    by_width = Between(rules.head_width_px.low / head.width, rules.head_width_px.high / head.width)
    by_length = Between(rules.head_length_px.low / head.length, rules.head_length_px.high / head.length)
    return Between(max(by_width.low, by_length.low), min(by_width.high, by_length.high)).middle


def _bounded(picture: Picture) -> Picture:
    scale = LONGEST_SIDE_PX / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def open_studio(process: FaceProcess | None = None) -> PhotoStudio:
    """Share one process with the matcher where both are used. Nothing is loaded yet."""
    return DlibPhotoStudio(process or FaceProcess())
