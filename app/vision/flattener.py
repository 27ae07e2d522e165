"""The document camera: finds the page on the desk, says what is wrong, and hands it over flat, upright and light."""

from __future__ import annotations

from math import dist
from typing import Any

import cv2
import numpy as np

from app.domain.vision_ports import Corners, DocumentFlattener, FlattenedPage
from app.vision.face_finder import Picture
from app.vision.page_finder import Sheet, sheets_in
from app.vision.page_flattening import flattened, is_card, long_to_short, quarter_turns, turned
from app.vision.page_light import crisper, lightened
from app.vision.page_quality import quality_of
from app.vision.quad import Quad

NO_PAGE = "把纸放平，四个角露出来"
SEVERAL = "一次只放一张"
CUT_OFF = "没拍全，往中间放"
TOO_SMALL = "太小了，放近一点"
DIM = "光线暗，打开灯"
GLARE = "有反光，挪一下再拍"
BLURRED = "没拍清楚，别动再拍一次"
TOO_DARK_TO_SEE = 25.0

SEVERAL_SHARE = 0.35
"""A second sheet counts from this share of the first one's area."""
PAGE_LONG_SIDE_PX, CARD_LONG_SIDE_PX = 700, 320
JPEG_QUALITY = 85


class OpenCvFlattener:
    """The port `DocumentFlattener`. Holds nothing of any picture."""

    def find(self, picture: Any) -> FlattenedPage:
        view: Picture = np.asarray(picture, np.uint8)
        sheets = sheets_in(view)
        if not sheets:
            return FlattenedPage(None, None, DIM if view.mean() < TOO_DARK_TO_SEE else NO_PAGE, passed=False)
        advice = _placed(sheets, view)
        return FlattenedPage(None, _corners(sheets[0].quad), advice, passed=not advice)

    def flatten(self, picture: Any) -> FlattenedPage:
        """What is found is handed over also when it should be taken again; only without a page there is none."""
        view: Picture = np.asarray(picture, np.uint8)
        sheets = sheets_in(view)
        if not sheets:
            return self.find(view)
        quad = sheets[0].quad
        ratio = long_to_short(quad, (view.shape[1], view.shape[0]))
        page = flattened(view, quad, ratio)
        advice = _placed(sheets, view) or _readable(page)
        grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
        turns = quarter_turns(grey) if not is_card(ratio) else int(page.shape[0] > page.shape[1])
        finished = turned(crisper(page) if is_card(ratio) else lightened(page), turns)
        _, jpeg = cv2.imencode(".jpg", finished, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return FlattenedPage(jpeg.tobytes(), _corners(np.roll(quad, turns, axis=0)), advice, passed=not advice)


def _placed(sheets: tuple[Sheet, ...], view: Picture) -> str:
    """What is wrong with how the sheet lies; empty when nothing is."""
    first, others = sheets[0], sheets[1:]
    if any(other.share > SEVERAL_SHARE * first.share for other in others):
        return SEVERAL
    if first.cut_off:
        return CUT_OFF
    longest = max(dist(first.quad[i], first.quad[(i + 1) % 4]) for i in range(4))
    card = is_card(long_to_short(first.quad, (view.shape[1], view.shape[0])))
    return TOO_SMALL if longest < (CARD_LONG_SIDE_PX if card else PAGE_LONG_SIDE_PX) else ""


def _readable(page: Picture) -> str:
    quality = quality_of(page)
    if quality.dim:
        return DIM
    if quality.glaring:
        return GLARE
    return BLURRED if quality.blurred else ""


def _corners(quad: Quad) -> Corners:
    first, second, third, fourth = ((float(x), float(y)) for x, y in quad)
    return first, second, third, fourth


def open_flattener() -> DocumentFlattener:
    return OpenCvFlattener()
