"""One picture of every screen in every state worth a look: `make gallery`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
LOOKS = {
    "light": {},
    "elder": {"elder": True},
    "low": {"low": True},
    "elder-low": {"elder": True, "low": True},
    "english": {"language": "en"},
    "elder-english": {"elder": True, "language": "en"},
    "elder-low-english": {"elder": True, "low": True, "language": "en"},
}
KEYBOARD_WAIT_S = 2.0
"""The keyboard is loaded a moment after the first screen."""
FRAME_WAIT_S = 0.45
"""A page change takes 200 ms, the icons are drawn on first use."""


def render_gallery(out_dir: Path, looks: Sequence[str] = tuple(LOOKS), only: str = "") -> list[Path]:
    """Writes `<out_dir>/<look>/<state>.png` and returns the paths. Needs a QGuiApplication."""
    from tests.qml.screens.sample_states import SHELF, sample_states
    from tests.qml.screens.stage import Stage, drawn_face, jpeg

    stage = Stage(SHELF)
    states = sample_states(jpeg(drawn_face(260, 378)))
    before_the_camera = drawn_face(1280, 960)
    written = []
    for look in looks:
        (out_dir / look).mkdir(parents=True, exist_ok=True)
        for name, state in states.items():
            if only in name:
                stage.sitting.show(state)
                stage.camera(before_the_camera)
                stage.comfort(**LOOKS[look])
                written.append(_picture(stage, out_dir / look / f"{name}.png"))
    if only in "home-offline":
        written += [_offline(stage, out_dir / look / "home-offline.png", LOOKS[look]) for look in looks]
    written += _faults(stage, out_dir, looks, only)
    written += _waiting(stage, out_dir, looks, only)
    written += _signing_in(stage, out_dir, looks, only)
    stage.close()
    return written


def _faults(stage: object, out_dir: Path, looks: Sequence[str], only: str) -> list[Path]:
    """The technician's page for every fault of every device, a room a picture and six rows at most."""
    from app.journeys.states import AtHome
    from app.journeys.things import Closure
    from tests.qml.screens.sample_conditions import fault_pages

    written = []
    for look in looks:
        for name, conditions in fault_pages().items():
            if only in name:
                stage.station.put(conditions=conditions, unknown_papers=(), left_behind=0)
                stage.sitting.show(AtHome(closures=frozenset({Closure.MAINTENANCE})))
                stage.comfort(**LOOKS[look])
                written.append(_picture(stage, out_dir / look / f"{name}.png"))
    stage.station.put(conditions={})
    return written


def _waiting(stage: object, out_dir: Path, looks: Sequence[str], only: str) -> list[Path]:
    """The technician's page with what waits for the centre."""
    from app.journeys.states import AtHome
    from app.journeys.things import Closure
    from tests.qml.screens.sample_backlogs import sample_backlogs
    from tests.qml.screens.sample_conditions import condition

    written = []
    for look in looks:
        for name, (online, backlog) in sample_backlogs().items():
            if only in name:
                rooms = {room: condition(room) for room in ("id_card_reader", "receipt_printer")}
                stage.station.put(online=online, backlog=backlog, conditions=rooms)
                stage.sitting.show(AtHome(closures=frozenset({Closure.MAINTENANCE})))
                stage.comfort(**LOOKS[look])
                written.append(_picture(stage, out_dir / look / f"{name}.png"))
    stage.begin_anew()
    return written


def _signing_in(stage: object, out_dir: Path, looks: Sequence[str], only: str) -> list[Path]:
    """The sheet for number and PIN, in every state it can be in."""
    from tests.qml.screens.sample_sign_ins import sample_sign_ins

    written = []
    stage.shell.signIn.begin()
    _settle(KEYBOARD_WAIT_S)
    for look in looks:
        for name, bring_about in sample_sign_ins().items():
            if only in name:
                stage.begin_anew()
                stage.comfort(**LOOKS[look])
                _settle(FRAME_WAIT_S)
                stage.shell.signIn.begin()
                bring_about(stage.shell.signIn, stage.door)
                _settle(FRAME_WAIT_S)  # the keyboard comes or goes
                written.append(_picture(stage, out_dir / look / f"{name}.png"))
    stage.begin_anew()
    return written


def _offline(stage: object, path: Path, look: dict[str, object]) -> Path:
    from app.journeys.states import AtHome

    stage.sitting.show(AtHome())
    stage.comfort(**look)
    stage.station.put(online=False, receipt_paper="low")
    return _picture(stage, path)


def _picture(stage: object, path: Path) -> Path:
    _settle(FRAME_WAIT_S)
    stage.window.grabWindow().save(str(path))
    return path


def _settle(seconds: float) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    until = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if time.monotonic() >= until:
            return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=HOUSE / "build" / "gallery")
    parser.add_argument("--look", choices=list(LOOKS), action="append")
    parser.add_argument("--only", default="", help="part of a state's name")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(HOUSE))
    from app.viewmodels.window import prepare_environment

    prepare_environment(arguments.out)
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    paths = render_gallery(arguments.out, arguments.look or tuple(LOOKS), arguments.only)
    sys.stdout.write(f"{len(paths)} pictures in {arguments.out}\n")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
