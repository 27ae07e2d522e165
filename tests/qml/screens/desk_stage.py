"""The real `Desk.qml` of a counter, over a sitting that follows the table and carries out nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.domain.operators import Role, SignedIn
from app.domain.service_item import StationKind
from app.viewmodels.facts import ItemShelf
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N, open_window
from tests.qml.screens.branch_stage import BranchStage, FollowingSitting, TakenSeat
from tests.qml.screens.stage import StillDoor, StillKeys, StillPremises, StillStation

DECIDER = SignedIn("0042", "李晓敏", (Role.CLERK, Role.DECIDER))
CLERK = SignedIn("0007", "王二", (Role.CLERK,))


class DeskStage(BranchStage):
    """The window as a counter's terminal opens it; `seat.who` sits there."""

    def __init__(self, shelf: ItemShelf) -> None:
        self.sitting: FollowingSitting = FollowingSitting()
        self.station = StillStation()
        self.premises = StillPremises()
        self.language = Language(I18N)
        self.door = StillDoor()
        self.seat = TakenSeat()
        self.seat.who = DECIDER
        self.keys = StillKeys()
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
            keys=self.keys,
        )
        self.shell = self.opened.shell
        self.window = self.opened.surface
        self.window.show()

    def sits(self, who: SignedIn) -> None:
        self.seat.who = who
        self.seat.changed.emit()
