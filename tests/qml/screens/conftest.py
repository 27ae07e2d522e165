"""The glass for the screen tests: the real window over a sitting that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.qml.screens.desk_stage import DeskStage
from tests.qml.screens.sample_states import SHELF
from tests.qml.screens.stage import Stage, drawn_face


@pytest.fixture(scope="session")
def window(qapp: QGuiApplication) -> Iterator[Stage]:
    """One window for all: making it costs far more than showing another page on it."""
    made = Stage(SHELF)
    yield made
    made.close()


@pytest.fixture
def glass(window: Stage, qtbot: QtBot) -> Iterator[Stage]:
    """The window as it stands before the first touch of a sitting; it leaves no other language behind."""
    qtbot.waitUntil(lambda: window.window.isExposed())
    window.begin_anew()
    qtbot.waitUntil(window.page_is_free)
    window.camera(drawn_face(640, 480))
    yield window
    window.comfort()


@pytest.fixture(scope="module")
def desk_window(qapp: QGuiApplication) -> Iterator[DeskStage]:
    """A counter's, one for all tests of a file."""
    made = DeskStage(SHELF)
    yield made
    made.close()
