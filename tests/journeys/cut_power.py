"""Run by the power-cut tests in a process of its own: a citizen goes on until the power is cut.

python -m tests.journeys.cut_power DATA_DIR before|saved|printing
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.composition.simulated import sample_card
from app.composition.terminal import Terminal
from app.domain.service_item import StepKind
from app.journeys.states import AtStep, Finishing, Paper
from tests.journeys.hall import Hall, open_hall, open_terminal
from tests.journeys.person import Person

BYTES_OF_THE_RECEIPT = 150


def cut() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def cut_at(where: str, terminal: Terminal, hall: Hall) -> None:
    if where == "printing":
        cut_within_the_receipt(terminal, hall)

    def look() -> None:
        state = terminal.sitting.state
        if where == "before" and isinstance(state, AtStep) and state.step is StepKind.SUBMIT:
            cut()
        if where == "saved" and isinstance(state, Finishing):
            cut()

    terminal.sitting.changed.connect(look)


def cut_within_the_receipt(terminal: Terminal, hall: Hall) -> None:
    """By the printer itself, at a byte: the terminal has begun the receipt and cannot yet have heard how it ended."""
    firmware = hall.simulators.receipt_printer._firmware
    prints = firmware._use_up
    printed = 0

    def prints_until_the_cut(command: object, length: int) -> None:
        nonlocal printed
        prints(command, length)
        if getattr(terminal.sitting.state, "receipt", None) is Paper.PRINTING:
            printed += length
        if printed >= BYTES_OF_THE_RECEIPT:
            cut()

    firmware._use_up = prints_until_the_cut


def main(folder: Path, where: str) -> None:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    with open_hall(folder) as hall, open_terminal(hall.place.settings) as terminal:
        hall.tidy()
        cut_at(where, terminal, hall)
        person = Person(terminal, hall, sample_card(terminal.parts, "temporary-id-card", 1))
        person.until(lambda: terminal.station.online, "no line")
        person.comes_to("PaymentScreen")
        person.touches("pay_later")
        person.finished()
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
