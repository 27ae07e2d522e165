"""Pictures for the screens by URL: tinted icons, the card shadow, QR codes and the camera's latest picture.

`image://icon/<name>/<rrggbb>[/<stroke>]`, `image://shadow/card`, `image://qr/<base64url of the text>`, `image://preview/<counter>`.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter
from PySide6.QtQuick import QQuickImageProvider

from app.viewmodels.chart_images import OptotypeImages, PlateImages

if TYPE_CHECKING:
    from PySide6.QtQml import QQmlEngine

ICONS_DIR = Path(__file__).resolve().parents[2] / "resources" / "icons"
DEFAULT_ICON_PX = 48
DEFAULT_QR_PX = 480
QR_QUIET_MODULES = 4
PREVIEW_VIEW = (984, 600)
"""Until a view says how large it is."""
UNPAINTED_S = 0.5

_THIN_BELOW_PX = ((24, 2.6), (32, 2.3), (40, 2.0))
_STROKE = re.compile(rb'stroke-width="1\.75"')
_ICON_NAME = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d(\.\d+)?")


class IconImages(QQuickImageProvider):
    """Draws an SVG icon in the colour asked for; small sizes get a thicker stroke so that they stay legible."""

    def __init__(self, folder: Path = ICONS_DIR) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._folder = folder

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        name, _, look = id.partition("/")
        wanted = requested_size if requested_size.isValid() else QSize(DEFAULT_ICON_PX, DEFAULT_ICON_PX)
        image = self._draw(name, look, wanted)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

    def _draw(self, name: str, look: str, wanted: QSize) -> QImage:
        colour, _, stroke = look.partition("/")
        path = self._folder / f"{name}.svg"
        if not _ICON_NAME.fullmatch(name) or not path.is_file():
            return _blank(wanted)
        ink = QColor("#" + colour)
        source = path.read_bytes().replace(b"currentColor", ink.name().encode())
        width = stroke if _NUMBER.fullmatch(stroke) else _stroke(wanted.width())
        return _read_svg(_STROKE.sub(f'stroke-width="{width}"'.encode(), source), wanted)


class ShadowImages(QQuickImageProvider):
    """The one soft shadow under cards, a nine-patch painted once: reach 40 px, blur 14, offset 8, ink at 10 %."""

    REACH_PX = 40
    BLUR_PX = 14
    OFFSET_PX = 8
    RADIUS_PX = 24
    ALPHA = 0.10

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._image: QImage | None = None

    def requestImage(self, _id: str, size: QSize, _requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        if self._image is None:
            self._image = self._paint()
        size.setWidth(self._image.width())
        size.setHeight(self._image.height())
        return self._image

    def _paint(self) -> QImage:
        """Many faint rounded rectangles, each a pixel smaller, pile up to a soft edge."""
        side = 4 * self.REACH_PX + 8
        image = _blank(QSize(side, side))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        weights = _falloff(2 * self.BLUR_PX)
        for step, weight in enumerate(weights):
            spread = 2 * (self.BLUR_PX - step)
            painter.setBrush(QColor.fromRgbF(0.106, 0.133, 0.188, self.ALPHA * weight))
            inset = self.REACH_PX - spread
            radius = max(2, self.RADIUS_PX + spread)
            painter.drawRoundedRect(
                QRectF(inset, inset + self.OFFSET_PX, side - 2 * inset, side - 2 * inset), radius, radius
            )
        painter.end()
        return image


class QrImages(QQuickImageProvider):
    """QR codes in black on white with the quiet zone; the text comes as base64url so that any character passes."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        side = requested_size.width() if requested_size.isValid() else DEFAULT_QR_PX
        image = qr_image(_decoded(id), side)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class PreviewImages(QQuickImageProvider):
    """The camera's latest picture. `prepare` makes one ready in the camera's thread, `put` replaces the last one in the
    window's, `clear` forgets it when a sitting ends. `is_free` once the last one was painted.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._image = _blank(QSize(2, 2))
        self._view = PREVIEW_VIEW
        self._handed_out = False
        self._painted = threading.Event()
        self._prepared_at = -UNPAINTED_S

    def is_free(self) -> bool:
        """Also when nobody painted for a while: the view was away, and must not stay so."""
        return self._painted.is_set() or time.monotonic() - self._prepared_at > UNPAINTED_S

    def prepare(self, picture: Any) -> QImage:
        """H×W×3 BGR as from a mirror, as large as the view that showed the last one."""
        from hardware import fill_preview

        self._painted.clear()
        self._prepared_at = time.monotonic()
        width, height = self._view
        image = QImage(width, height, QImage.Format.Format_RGB32)
        fill_preview(picture, image.bits(), (width, height), image.bytesPerLine(), mirror=True)
        return image

    def painted(self) -> None:
        """The window has shown a frame."""
        if self._handed_out:
            self._handed_out = False
            self._painted.set()

    def put(self, image: QImage) -> None:
        self._handed_out = False
        self._image = image

    def put_jpeg(self, content: bytes) -> None:
        """An encoded picture (JPEG or PNG); what cannot be read leaves the last picture standing."""
        image = QImage.fromData(content)
        if not image.isNull():
            self._image = image

    def clear(self) -> None:
        self._image = _blank(QSize(2, 2))
        self._painted.set()

    def requestImage(self, _id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        if requested_size.width() > 0 and requested_size.height() > 0:
            self._view = (requested_size.width(), requested_size.height())
        self._handed_out = True
        size.setWidth(self._image.width())
        size.setHeight(self._image.height())
        return self._image


def install(engine: QQmlEngine) -> PreviewImages:
    """Give the engine all providers; the engine owns them. Returns the camera's, to be fed."""
    preview = PreviewImages()
    engine.addImageProvider("icon", IconImages())
    engine.addImageProvider("shadow", ShadowImages())
    engine.addImageProvider("qr", QrImages())
    engine.addImageProvider("preview", preview)
    engine.addImageProvider("optotype", OptotypeImages())
    engine.addImageProvider("plate", PlateImages())
    return preview


def qr_image(text: str, side: int) -> QImage:
    """A QR code of `text` at most `side` pixels wide, with whole pixels per module."""
    import segno

    modules = [bytes(row) for row in segno.make(text, error="m", micro=False, mode="byte", encoding="utf-8").matrix]
    count = len(modules) + 2 * QR_QUIET_MODULES
    image = QImage(count, count, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x + QR_QUIET_MODULES, y + QR_QUIET_MODULES, QColor(Qt.GlobalColor.black))
    scale = max(1, side // count)
    return image.scaled(count * scale, count * scale)


def _decoded(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text).decode()
    except (binascii.Error, UnicodeDecodeError):
        return text


def _stroke(width: int) -> float:
    return next((stroke for below, stroke in _THIN_BELOW_PX if width < below), 1.75)


def _falloff(steps: int) -> list[float]:
    """How much each ring adds, so that the piled-up alpha follows a soft S from the edge inwards and ends at one."""
    inward = [(n / steps) ** 1.15 for n in range(steps + 1)]
    curve = [t * t * (3 - 2 * t) for t in inward]
    return [after - before for before, after in itertools.pairwise(curve)]


def _blank(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _read_svg(source: bytes, wanted: QSize) -> QImage:
    content = QByteArray(source)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(wanted)
    image = reader.read()
    return image if not image.isNull() else _blank(wanted)
