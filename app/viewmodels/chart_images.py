"""Pictures of the medical check by URL, each drawn when it is asked for and never kept.

`image://optotype/<facing>/<side in px>`: the E of the eye test; `image://plate/<kind>/<figure>/<seed>`: a colour plate.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF
from PySide6.QtQuick import QQuickImageProvider

from app.journeys.medical.chart import STROKES, Facing
from app.journeys.medical.colour import PlateKind

DEFAULT_PLATE_PX = 560
_GREYS = 256
_E = ((0, 0), (5, 0), (5, 1), (1, 1), (1, 2), (5, 2), (5, 3), (1, 3), (1, 4), (5, 4), (5, 5), (0, 5))
"""The corners of an E open to the right, in strokes."""
_QUARTERS = {Facing.RIGHT: 0, Facing.DOWN: 1, Facing.LEFT: 2, Facing.UP: 3}


class OptotypeImages(QQuickImageProvider):
    """An E true to size: what an edge covers of a pixel is that share of its light, so that no stroke grows or
    shrinks to whole pixels.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, _requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        facing, _, side = id.partition("/")
        image = optotype(Facing(facing), float(side))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class PlateImages(QQuickImageProvider):
    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        kind, figure, seed = id.split("/")
        side = requested_size.width() if requested_size.width() > 0 else DEFAULT_PLATE_PX
        image = plate(PlateKind(kind), figure, int(seed), side)
        size.setWidth(side)
        size.setHeight(side)
        return image


def optotype(facing: Facing, side: float) -> QImage:
    """Black on white, from the upper left corner on; the picture is the next whole pixel larger."""
    whole = max(1, math.ceil(side))
    image = QImage(whole, whole, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Qt.GlobalColor.black))
    stroke = side / STROKES
    painter.drawPolygon(QPolygonF([QPointF(x * stroke, y * stroke) for x, y in _turned(facing)]))
    painter.end()
    return _lit(image)


def plate(kind: PlateKind, figure: str, seed: int, side: int) -> QImage:
    """White around the dots."""
    from app.vision.colour_plate import plate_dots

    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for dot in plate_dots(figure, seed, demonstration=kind is PlateKind.DEMONSTRATION):
        painter.setBrush(QColor(*dot.colour))
        reach = dot.radius * side
        painter.drawEllipse(QRectF(dot.x * side - reach, dot.y * side - reach, 2 * reach, 2 * reach))
    painter.end()
    return image


def _turned(facing: Facing) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = [(float(x), float(y)) for x, y in _E]
    for _ in range(_QUARTERS[facing]):
        corners = [(STROKES - y, x) for x, y in corners]
    return corners


def _lit(image: QImage) -> QImage:
    """From shares of light to what a screen is given for them (IEC 61966-2-1)."""
    image.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    greys = [_srgb(grey / (_GREYS - 1)) for grey in range(_GREYS)]
    image.setColorTable([QColor(grey, grey, grey).rgb() for grey in greys])
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _srgb(light: float) -> int:
    share = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(share * (_GREYS - 1))
