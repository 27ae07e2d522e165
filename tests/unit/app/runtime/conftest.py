"""A machine with nothing connected: each test puts in the part it is about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from app.domain.ports import SyncReport
from app.journeys.events import Event
from app.runtime.hands import Hands
from app.runtime.live_camera import Preview
from app.runtime.machine import Bench, Machine
from app.storage import open_store
from app.storage.store import Store


class Silent:
    """A centre that does not answer."""

    def reachable(self) -> bool:
        return False


def not_here(*_: Any) -> Any:
    raise AssertionError("this part is not wanted here")


NO_PREVIEW = Preview(lambda: True, lambda picture: picture, lambda _: None)
MACHINE = Machine(
    bench=Bench(None, None, None, None, None),
    store=not_here,
    outbox=not_here,
    prints=not_here,
    synchronizer=not_here,
    services=Silent,  # type: ignore[arg-type]
    enroller=not_here,
    studio=not_here,
    matcher=not_here,
    turns=lambda: None,
    warm_faces=lambda: None,
    forget_faces=lambda: None,
    certificates=not_here,
    write_receipt=not_here,  # type: ignore[arg-type]
    custody=not_here,
    desk=not_here,
    early=not_here,
    station_log=not_here,
    sound_of=lambda name, language: Path(language) / f"{name}.wav",
    portrait_of=lambda _: None,
    now=lambda: datetime(2026, 3, 18, 2, 0, tzinfo=UTC),
)

OpenHands = Callable[..., tuple[Hands, list[Event]]]


T = TypeVar("T", bound=QObject)


class Keep:
    """Holds what Qt owns until every worker has ended, so that none of them is the last to forget it."""

    def __init__(self) -> None:
        self._held: list[QObject] = []

    def __call__(self, each: T) -> T:
        self._held.append(each)
        return each

    def bury(self) -> None:
        for each in reversed(self._held):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)


@pytest.fixture
def keep() -> Iterator[Keep]:
    made = Keep()
    yield made
    made.bury()


@pytest.fixture
def open_hands(qtbot: QtBot, keep: Keep) -> Iterator[OpenHands]:
    """`open_hands(store=…)`: hands over such a machine, and the events they say."""
    del qtbot, keep  # both end after the hands
    opened: list[Hands] = []

    def make(**parts: Any) -> tuple[Hands, list[Event]]:
        said: list[Event] = []
        hands = Hands(replace(MACHINE, **parts), said.append, NO_PREVIEW, lambda: "zh_CN", "self_service")
        opened.append(hands)
        return hands, said

    yield make
    for hands in opened:
        hands.close()


NOW = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)
"""What the clock of these stores says."""


class Quiet:
    """A synchronizer with nothing to send; how often it was woken."""

    def __init__(self) -> None:
        self.woken = 0

    def once(self, *, due_only: bool = False, large: bool = True) -> SyncReport:
        self.woken += 1
        return SyncReport()

    def send_large(self) -> None:
        """Nothing large is due."""

    def stop_large(self) -> None:
        """Nothing large is on its way."""


@pytest.fixture(scope="session")
def new_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once for all: the first opening runs the migrations, which takes its time."""
    folder = tmp_path_factory.mktemp("new") / "data"
    open_store(folder, lambda: NOW).close()
    return folder


@pytest.fixture
def store(new_data_dir: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(new_data_dir, tmp_path / "data")
    with open_store(tmp_path / "data", lambda: NOW) as opened:
        yield opened
