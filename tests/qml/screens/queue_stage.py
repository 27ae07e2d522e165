"""The real `Desk.qml` of a counter with a queue beside it, which shows what it is given."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.domain.service_item import StationKind
from app.viewmodels.facts import ItemShelf
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N, open_window
from tests.qml.screens.branch_stage import BranchStage, FollowingSitting, TakenSeat
from tests.qml.screens.stage import StillDoor, StillPremises, StillStation
from tests.unit.app.viewmodels.standing_queue import Calls


class QueueStage(BranchStage):
    def __init__(self, shelf: ItemShelf) -> None:
        self.sitting: FollowingSitting = FollowingSitting()
        self.station = StillStation()
        self.premises = StillPremises()
        self.language = Language(I18N)
        self.door = StillDoor()
        self.seat = TakenSeat()
        self.calls = Calls()
        folder = Path(tempfile.mkdtemp(prefix="keyboard-"))
        self.opened = open_window(
            self.sitting,
            self.station,
            self.premises,
            shelf,
            self.language,
            folder,
            self.door,
            StationKind.COUNTER,
            self.seat,
            tickets=self.calls.queue,
            calls=self.calls,
        )
        self.shell = self.opened.shell
        self.window = self.opened.surface
        self.window.show()
