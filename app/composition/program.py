"""The terminal as a program: lock, application, window, first frame, and then everything that is heavy."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from app.composition.discretion import leave_no_memory_behind, log_faults_without_their_words
from app.composition.parts import Parts
from app.composition.station_log import keep_recent_lines
from app.composition.terminal import Terminal, build_terminal
from app.config import Settings
from app.domain.errors import TerminalError
from app.domain.service_item import StationKind
from app.storage import lock_data_dir
from app.viewmodels.window import prepare_environment

if TYPE_CHECKING:
    from app.composition.simulated import SimulatedPlace

_log = logging.getLogger(__name__)

SIGNAL_LOOK_MS = 200
SWITCH_OFF_LIMIT_S = 10.0
EXIT_RESTART = 75
"""The centre wants the program started anew; the service does that after any end."""
WINDOWED_HEIGHT = 960
WINDOWED_WIDTH = 540


def run_terminal(settings: Settings, *, simulate: bool, windowed: bool, kind: StationKind | None = None) -> int:
    """Until the window is closed or the program is told to end; the exit code. Raises TerminalError.

    `kind` stands for this run in place of the one in the settings; it must be what the station is enrolled as.
    """
    settings = settings if kind is None else replace(settings, station=replace(settings.station, kind=kind))
    leave_no_memory_behind()
    log_faults_without_their_words()
    keep_recent_lines()
    prepare_environment(settings.data_dir)
    with lock_data_dir(settings.data_dir):
        application = QGuiApplication(sys.argv[:1])
        parts = Parts(settings)
        if kind is not None:
            parts.require_kind()
        place = _open_place(settings, parts) if simulate else None
        terminal = build_terminal(place.settings if place else settings, parts, simulate)
        trouble: list[TerminalError] = []

        def failed(error: TerminalError) -> None:
            trouble.append(error)
            application.quit()

        again: list[bool] = []

        def restart() -> None:
            again.append(True)
            application.quit()

        terminal.orders.restart_wanted.connect(restart)
        dark: list[bool] = []

        def power_ends() -> None:
            dark.append(True)
            application.quit()

        terminal.premises.power_ends.connect(power_ends)
        after_first_frame(terminal, failed)
        _show(terminal, windowed)
        panel = _open_panel(terminal, place) if place else None
        _end_on_signals(application)
        application.exec()
        terminal.close()
        del panel
        if place is not None:
            place.close()
        if trouble:
            raise trouble[0]
    if dark:
        switch_off(settings.power.shutdown_command)
    return EXIT_RESTART if again else 0


def switch_off(command: Sequence[str]) -> None:
    """The battery is nearly empty and everything is saved: the machine itself goes down, where it is set up so."""
    if not command:
        return
    import subprocess  # not before the first frame

    try:
        subprocess.run(command, check=False, timeout=SWITCH_OFF_LIMIT_S)  # noqa: S603 - the integrator's own words
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("the machine could not be switched off: %s", type(error).__name__)


def after_first_frame(terminal: Terminal, failed: Callable[[TerminalError], None]) -> None:
    """The home screen first; store, line and devices when it stands."""
    surface = terminal.window.surface

    def stands() -> None:
        surface.frameSwapped.disconnect(stands)
        terminal.open_store_first(failed)
        QTimer.singleShot(0, terminal.start)

    surface.frameSwapped.connect(stands)


def _show(terminal: Terminal, windowed: bool) -> None:
    surface = terminal.window.surface
    if windowed:
        surface.resize(WINDOWED_WIDTH, WINDOWED_HEIGHT)
        surface.show()
    else:
        surface.showFullScreen()


def _open_place(settings: Settings, parts: Parts) -> SimulatedPlace:
    from app.composition.simulated import open_place

    return open_place(settings, parts)


def _open_panel(terminal: Terminal, place: SimulatedPlace) -> Any:
    """The developer panel; a packaged terminal has none."""
    try:
        from app.composition.panel import open_panel
    except ModuleNotFoundError:
        return None
    return open_panel(terminal, place)


def _end_on_signals(application: QGuiApplication) -> None:
    """Ctrl-C and SIGTERM end the program in order; the timer lets Python look at them."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: application.quit())
    timer = QTimer(application)
    timer.timeout.connect(lambda: None)
    timer.start(SIGNAL_LOOK_MS)
