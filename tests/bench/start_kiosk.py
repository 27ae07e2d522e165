"""The terminal as it starts in the field (`kiosk run`); tells when its home screen stood with its tiles, then ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

from app.cli import main


def tile_names(item: Any) -> Iterator[str]:
    for child in item.childItems():
        if child.objectName().startswith("tile_"):
            yield child.objectName()
        yield from tile_names(child)


def watch(stay_ms: int) -> None:
    """Listen to the first frames of the window that the program is about to show."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from app.composition import program
    from tests.bench.start_reports import tell

    as_it_is = program.after_first_frame

    def listening(terminal: Any, failed: Any) -> None:
        surface = terminal.window.surface

        def swapped() -> None:
            instant = time.monotonic()
            if any(tile_names(surface.contentItem())):
                surface.frameSwapped.disconnect(swapped)
                tell("stands", instant)
                QTimer.singleShot(stay_ms, QCoreApplication.quit)

        surface.frameSwapped.connect(swapped)
        as_it_is(terminal, failed)

    program.after_first_frame = listening


if __name__ == "__main__":
    from tests.bench.start_reports import tell as tell_end

    watch(int(sys.argv[2]))
    code = main(["run", "--data-dir", sys.argv[1]])
    tell_end("settled")
    sys.exit(code)
