"""The developer panel: works the simulators' own controls, and shows what their printers put out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Property, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from app.devdock.bench import SimulatedBench
from hardware import PaperState

LOOK_INTERVAL_MS = 500
ROOMS = (
    ("id_card_reader", "身份证读卡器"),
    ("camera", "摄像头"),
    ("receipt_printer", "凭条打印机"),
    ("certificate_printer", "证明打印机"),
    ("evaluation_keypad", "评价器"),
)


def _told(kind: Any, notify: Signal) -> Callable[[Any], property]:
    return cast("Callable[[Any], property]", cast(Any, Property)(kind, notify=notify))


class PaperImages(QQuickImageProvider):
    """`image://paper/<number>`: the papers that came out, oldest first."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.papers: list[bytes] = []

    def requestImage(self, id: str, size: QSize, _requested_size: QSize) -> QImage:  # noqa: N802 (Qt's own name)
        index = int(id) if id.isdigit() else -1
        image = (
            QImage.fromData(self.papers[index])
            if 0 <= index < len(self.papers)
            else QImage(1, 1, QImage.Format.Format_RGB32)
        )
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class DevDock(QObject):
    """What `DevDock.qml` shows and presses."""

    changed = Signal()

    def __init__(self, bench: SimulatedBench, images: PaperImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._images = images
        self._card = -1
        self._unplugged: set[str] = set()
        self._paper = PaperState.FULL
        self._cover = False
        self._network = True
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        papers = [*self._bench.receipts.receipts, *self._bench.papers.pages]
        if len(papers) != len(self._images.papers):
            self._images.papers = papers
            self.changed.emit()

    # ------------------------------------------------------------ what is shown

    @_told("QVariantList", changed)
    def cards(self) -> list[dict[str, Any]]:
        return [{"label": each.label, "lies": index == self._card} for index, each in enumerate(self._bench.cards)]

    @_told("QVariantList", changed)
    def scenes(self) -> list[str]:
        return [each.label for each in self._bench.scenes]

    @_told("QVariantList", changed)
    def devices(self) -> list[dict[str, Any]]:
        return [{"room": room, "label": label, "plugged": room not in self._unplugged} for room, label in ROOMS]

    @_told(str, changed)
    def paper(self) -> str:
        return self._paper.value

    @_told(bool, changed)
    def coverOpen(self) -> bool:  # noqa: N802 - read by QML
        return self._cover

    @_told(bool, changed)
    def online(self) -> bool:
        return self._network

    @_told(int, changed)
    def paperCount(self) -> int:  # noqa: N802 - read by QML
        return len(self._images.papers)

    # ------------------------------------------------------------ what is pressed

    @Slot(int)
    def putCard(self, index: int) -> None:  # noqa: N802 - called from QML
        """Lay it down and leave it; laying down another takes the first away."""
        if self._card >= 0:
            self._bench.reader.take_card()
        self._bench.reader.put_card(self._bench.cards[index].card)
        self._card = index
        self.changed.emit()

    @Slot()
    def takeCard(self) -> None:  # noqa: N802 - called from QML
        if self._card >= 0:
            self._bench.reader.take_card()
            self._card = -1
            self.changed.emit()

    @Slot(int)
    def showScene(self, index: int) -> None:  # noqa: N802 - called from QML
        self._bench.camera.show(self._bench.scenes[index].pictures)

    @Slot(str)
    def setPaper(self, paper: str) -> None:  # noqa: N802 - called from QML
        self._paper = PaperState(paper)
        self._bench.receipts.set_paper(self._paper)
        self.changed.emit()

    @Slot(bool)
    def openCover(self, is_open: bool) -> None:  # noqa: N802 - called from QML
        self._cover = is_open
        if is_open:
            self._bench.receipts.open_cover()
        else:
            self._bench.receipts.close_cover()
        self.changed.emit()

    @Slot(int)
    def press(self, grade: int) -> None:
        self._bench.keypad.press(grade)

    @Slot(str, bool)
    def plug(self, room: str, is_plugged: bool) -> None:
        device = self._bench.device(room)
        if is_plugged:
            self._unplugged.discard(room)
            device.plug()
        else:
            self._unplugged.add(room)
            device.unplug()
        self.changed.emit()

    @Slot(bool)
    def connectNetwork(self, is_online: bool) -> None:  # noqa: N802 - called from QML
        self._network = is_online
        self._bench.network(is_online)
        self.changed.emit()

    @Slot(str)
    def openOnPhone(self, what: str) -> None:  # noqa: N802 - called from QML
        """`pay` or `slip`: do on the phone what the code on the glass asks for."""
        self._bench.phone(what)
