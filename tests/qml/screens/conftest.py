"""The glass for the screen tests: the real window over a sitting that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.qml.screens.sample_states import SHELF
from tests.qml.screens.stage import Stage, drawn_face


@pytest.fixture
def glass(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(SHELF)
    made.camera(drawn_face(640, 480))
    qtbot.waitUntil(lambda: made.window.isExposed())
    yield made
    made.close()
