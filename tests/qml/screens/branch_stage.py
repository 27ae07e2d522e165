"""The real `Desk.qml` of a post, over a sitting that follows the table and carries out nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtTest import QTest

from app.catalogue.rules import BodyLimits, body_limits
from app.domain.decisions import OpenDecision, UndecidedCase
from app.domain.drafts import KeptDraft
from app.domain.following import ReturnedCase
from app.domain.operators import Role, SignedIn
from app.domain.service_item import StationKind
from app.journeys.commands import Command
from app.journeys.events import Event
from app.journeys.medical.chart import USUAL_CHART, Chart
from app.journeys.table import step
from app.viewmodels.facts import CheckPlace, ItemShelf
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N, open_window
from tests.qml.screens.stage import Stage, StillDoor, StillPremises, StillSitting, StillStation


class FollowingSitting(StillSitting):
    """What is dispatched is taken by the table; `commands` is what would have been carried out."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: list[Command] = []

    def dispatch(self, event: Event) -> None:
        super().dispatch(event)
        state, commands = step(self.state, event)
        self.commands += commands
        self.show(state)


class TakenSeat(QObject):
    """An operator sits there and nothing was left unfinished."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = SignedIn("0107", "吴建军", frozenset({Role.CLERK}))
        self.drafts: Sequence[KeptDraft] = ()
        self.decisions: Sequence[OpenDecision] = ()
        self.undecided: Sequence[UndecidedCase] = ()
        self.returned: Sequence[ReturnedCase] = ()

    def look_for_drafts(self) -> None:
        pass

    def discard(self, case_id: str) -> None:
        raise AssertionError(case_id)

    def come(self, who: SignedIn) -> None:
        raise AssertionError(who)

    def go(self) -> None:
        pass

    def looks(self, case_id: str) -> None:
        raise AssertionError(case_id)


class RunningFilm(QObject):
    changed = Signal()
    seconds: int | None = 496


class BranchStage(Stage):
    """The window as a post's terminal opens it."""

    def __init__(self, shelf: ItemShelf, chart: Chart = USUAL_CHART) -> None:
        self.sitting: FollowingSitting = FollowingSitting()
        self.station = StillStation()
        self.premises = StillPremises()
        self.language = Language(I18N)
        self.door = StillDoor()
        self.seat, self.film = TakenSeat(), RunningFilm()
        folder = Path(tempfile.mkdtemp(prefix="keyboard-"))
        self.opened = open_window(
            self.sitting,
            self.station,
            self.premises,
            shelf,
            self.language,
            folder,
            self.door,
            StationKind.POST,
            self.seat,
            self.film,
            CheckPlace(chart, _limits),
        )
        self.shell = self.opened.shell
        self.window = self.opened.surface
        self.window.show()

    def key(self, key: Qt.Key) -> None:
        """A key of the operator's keyboard, down and up."""
        QTest.keyClick(self.window, key)
        QCoreApplication.processEvents()

    def types(self, digits: str) -> None:
        for each in digits:
            self.key(Qt.Key(Qt.Key.Key_0 + int(each)))


def _limits(pack: str, classes: Sequence[str], on: date) -> BodyLimits | None:
    return body_limits(pack, classes, on) if classes else None
