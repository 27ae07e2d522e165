"""A drawn portrait and a page of lines, for eyes that look at the pages."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from app.catalogue.samples.papers import paper


@lru_cache(maxsize=1)
def portrait_jpeg() -> bytes:
    picture = np.full((441, 358, 3), (250, 250, 250), np.uint8)
    cv2.ellipse(picture, (179, 430), (150, 130), 0, 180, 360, (110, 70, 50), -1)
    cv2.ellipse(picture, (179, 190), (78, 100), 0, 0, 360, (190, 210, 235), -1)
    cv2.ellipse(picture, (179, 130), (84, 60), 0, 180, 360, (30, 25, 25), -1)
    return bytes(cv2.imencode(".jpg", picture)[1])


def form_pdf() -> bytes:
    return paper(["机动车驾驶人身体条件证明", "身高 172 厘米", "左眼 5.0　右眼 4.9"])
