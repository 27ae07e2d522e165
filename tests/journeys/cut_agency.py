"""Run by the test of agency at the glass in a process of its own: the power is cut once the principal has signed.

python -m tests.journeys.cut_agency DATA_DIR
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.composition.simulated import sample_card
from app.demo.acting import Acting
from app.demo.finger import Finger
from app.demo.glass import Glass
from app.domain.service_item import StepKind
from app.journeys.states import AtStep
from tests.journeys.desks import desk_hall
from tests.journeys.hall import open_terminal
from tests.journeys.test_agency_at_glass_whole import AGENT, GLASS, ITEM, PRINCIPAL, comes_to_whom


def main(folder: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    with desk_hall(folder, GLASS) as hall, open_terminal(hall.place.settings) as terminal:
        hall.tidy()

        def look() -> None:
            state = terminal.sitting.state
            if isinstance(state, AtStep) and state.step is StepKind.NOTICE and state.draft.scans:
                os.kill(os.getpid(), signal.SIGKILL)

        terminal.sitting.changed.connect(look)
        finger = Finger(terminal.window.surface)
        finger.until(lambda: terminal.station.online, "no line")
        agent = sample_card(terminal.parts, ITEM, AGENT)
        acting = Acting(Glass(terminal, finger), hall.simulators, hall.place.scenes, agent)
        comes_to_whom(acting)
        acting.lays_their_card(sample_card(terminal.parts, ITEM, PRINCIPAL))
        acting.is_empowered_here()
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
