"""Strokes of the signature pad made into a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

PEN_PX = 9
SMALLEST_PX = 8
"""A signature whose box is smaller than this is a slip of the finger."""

Point = Sequence[float]
Stroke = Sequence[Point]


def is_written(strokes: Iterable[Stroke]) -> bool:
    """Whether it is more than a dot."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return False
    across = [point[0] for point in points]
    down = [point[1] for point in points]
    return max(across) - min(across) >= SMALLEST_PX or max(down) - min(down) >= SMALLEST_PX


def render_signature(strokes: Iterable[Stroke], width: int, height: int) -> bytes:
    """PNG, black on transparent, `width` × `height` pixels; the points are in the same pixels."""
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(Qt.GlobalColor.black), PEN_PX)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in strokes:
        points = [QPointF(point[0], point[1]) for point in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
