"""The developer panel over a simulated place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from app.composition.simulated import SimulatedPlace, sample_card
from app.composition.terminal import Terminal
from app.devdock.bench import SampleCard, Scene, SimulatedBench
from app.devdock.panel import DevDock, PaperImages
from app.journeys.states import AtStep
from app.viewmodels.window import QML

CARDS = (
    ("本地居民", "temporary-id-card", 1),
    ("另一位居民", "temporary-id-card", 2),
    ("外来居民", "residence-permit-endorsement", 3),
    ("任意证件", "social-insurance-proof", 4),
)
GAP_PX = 24
SCENE_LABELS = {"face": "本人", "photo": "白墙前的本人", "other": "别人", "bad": "拍不清"}


def open_panel(terminal: Terminal, place: SimulatedPlace) -> Any:
    """The engine that holds the panel's window."""
    images = PaperImages()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.addImageProvider("paper", images)
    cards = tuple(SampleCard(label, sample_card(terminal.parts, item, seed)) for label, item, seed in CARDS)
    bench = SimulatedBench(
        reader=place.simulators.id_card_reader,
        camera=place.simulators.camera,
        receipts=place.simulators.receipt_printer,
        papers=place.simulators.certificate_printer,
        keypad=place.simulators.evaluation_keypad,
        cards=cards,
        scenes=tuple(Scene(SCENE_LABELS[name], pictures) for name, pictures in place.scenes.items()),
        network=place.connect,
        phone=lambda what: _phone(terminal, what),
    )
    dock = DevDock(bench, images)
    dock.setParent(engine)
    engine.setInitialProperties({"dock": dock})
    engine.load(QUrl.fromLocalFile(str(QML / "devdock" / "DevDock.qml")))
    _put_beside(engine, terminal)
    return engine


def _put_beside(engine: QQmlApplicationEngine, terminal: Terminal) -> None:
    surface = terminal.window.surface
    for window in engine.rootObjects():
        if isinstance(window, QQuickWindow):
            window.setPosition(surface.x() + surface.width() + GAP_PX, surface.y())


def _phone(terminal: Terminal, what: str) -> None:
    """Do on the phone what the code on the glass asks for; nothing where no code stands there."""
    from app.composition.phone import fill_slip, pay

    state = terminal.sitting.state
    if not isinstance(state, AtStep):
        return
    if what == "pay" and state.draft.payment is not None:
        pay(state.draft.payment.code_url)
    if what == "slip" and state.draft.slip is not None:
        fill_slip(state.draft.slip.url)
