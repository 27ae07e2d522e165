"""Run by the desk's power-cut tests in a process of its own: somebody works at a desk until the power is cut.

python -m tests.journeys.cut_desk DATA_DIR form|film|check|agency OUT

`form`: the power goes with one field kept and the next just left. `film`: it goes some seconds into the film, and OUT
holds the seconds that stood in the head by then. `check`: it goes with one E of the eye test just answered, and OUT
holds what was kept of the check before it. `agency`: somebody acts for another; it goes with the name of the other kept
and the number just left.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.demo import agent, clerk, operator
from app.demo.finger import Finger
from app.demo.recorder import Recorder
from app.domain.agency import NAME, NUMBER
from app.journeys.medical import GlassesTold, HeightTold, Pointed
from app.journeys.medical_events import Examined
from app.journeys.states import AtStep, Film
from tests.journeys.hall import Hall, open_hall, open_terminal

FILMED_S = 4
ANSWERED = 5
PRINCIPAL, PRINCIPALS_NUMBER = "王建国", "330782195503020022"
BANK, HOME = "云溪农村商业银行", "云溪镇柳叶路 18 号 3 栋 502"


def cut() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_the_form(terminal: Terminal, hall: Hall, out: Path) -> None:
    surface = terminal.window.surface
    card = sample_card(terminal.parts, "temporary-id-card", 8)
    who = clerk.Clerk(
        terminal, hall.place, Finger(surface), Recorder(out.parent / "seen", surface, "counter", pictures=False), card
    )
    who.finger.until(lambda: terminal.station.online, "no line")
    who.signs_in()
    who.comes_to_the_form()
    fields = {each.field.name: each for each in terminal.window.shell.model.fields}
    fields["bank"].edit(BANK)
    fields["bank"].leave()
    kept = terminal.parts.drafts.kept
    who.finger.until(lambda: [each.content["form"].get("bank") for each in kept()] == [BANK], "it was not kept")
    fields["household_address"].edit(HOME)
    fields["household_address"].leave()
    cut()


def at_the_branch(terminal: Terminal, hall: Hall, out: Path) -> operator.Operator:
    surface = terminal.window.surface
    who = operator.Operator(
        terminal,
        hall.place,
        Finger(surface),
        Recorder(out.parent / "seen", surface, "post", pictures=False),
        operator.driver_card(operator.MAY),
    )
    who.finger.until(lambda: terminal.station.online, "no line")
    who.signs_in()
    return who


def in_the_check(terminal: Terminal, hall: Hall, out: Path) -> None:
    who = at_the_branch(terminal, hall, out)
    who.comes_to_the_check()
    who.sees("MedicalScreen")
    for finding in (HeightTold(172), GlassesTold(worn=True), *[Pointed(None)] * ANSWERED):
        terminal.sitting.dispatch(Examined(finding, terminal.station.now()))
    kept = terminal.parts.drafts.kept
    who.finger.until(lambda: len(kept()[0].content["medical"]["right"]) == ANSWERED, "it was not kept")
    out.write_text(json.dumps(kept()[0].content["medical"]), encoding="utf-8")
    terminal.sitting.dispatch(Examined(Pointed(None), terminal.station.now()))
    cut()


def in_the_film(terminal: Terminal, hall: Hall, out: Path) -> None:
    who = at_the_branch(terminal, hall, out)
    who.comes_to_the_record()
    who.until_state(lambda state: isinstance(state, AtStep) and state.film is Film.ON, "no film runs")
    clock = terminal.hands.film.clock
    who.finger.until(lambda: (clock.seconds or 0) >= FILMED_S, "the film does not go on")
    out.write_text(str(clock.seconds), encoding="utf-8")
    cut()


def while_asked_for_whom(terminal: Terminal, hall: Hall, out: Path) -> None:
    surface = terminal.window.surface
    card = sample_card(terminal.parts, "temporary-id-card", 8)
    seen = Recorder(out.parent / "seen", surface, "counter", pictures=False)
    who = agent.AgentCase(terminal, hall.place, Finger(surface), seen, card)
    who.finger.until(lambda: terminal.station.online, "no line")
    who.signs_in()
    who.comes_for_another()
    fields = {each.field.name: each for each in terminal.window.shell.model.fields}
    fields[NAME].edit(PRINCIPAL)
    fields[NAME].leave()
    kept = terminal.parts.drafts.kept
    who.finger.until(lambda: [each.content["agency"]["told"].get(NAME) for each in kept()] == [PRINCIPAL], "not kept")
    fields[NUMBER].edit(PRINCIPALS_NUMBER)
    fields[NUMBER].leave()
    cut()


def main(folder: Path, where: str, out: Path) -> None:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    with open_hall(folder) as hall:
        hall.tidy()
        employ = clerk.employ_clerk if where in ("form", "agency") else operator.employ_operator
        work = {"form": in_the_form, "film": in_the_film, "check": in_the_check, "agency": while_asked_for_whom}[where]
        with open_terminal(hall.place.settings) as terminal:
            employ(hall.place, terminal.parts)
            work(terminal, hall, out)
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
