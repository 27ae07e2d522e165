"""A whole station of simulators for `kiosk doctor`, and the hands of the technician before it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from app.documents.readiness_slip import SELF_TEST_CODE
from hardware.camera.simulator import CameraSimulator
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.id_card_reader.simulator import IdCardReaderSimulator, SimulatedCard
from hardware.io_board.simulator import IoBoardSimulator
from hardware.power.simulator import PowerSimulator
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.speaker.simulator import SpeakerSimulator

ROOT = Path(__file__).resolve().parents[4]
FACE = ROOT / "resources" / "demo" / "camera-face" / "1.jpg"
CARD = ROOT / "tests" / "data" / "resident.json"
MAKERS: dict[str, Callable[[], Any]] = {
    "id_card_reader": IdCardReaderSimulator,
    "receipt_printer": ReceiptPrinterSimulator,
    "code_scanner": CodeScannerSimulator,
    "certificate_printer": CertificatePrinterSimulator,
    "evaluation_keypad": EvaluationKeypadSimulator,
    "camera": lambda: CameraSimulator(FACE),
    "document_camera": lambda: CameraSimulator(desk_with_paper()),
    "speaker": SpeakerSimulator,
    "power": PowerSimulator,
    "io_board": IoBoardSimulator,
}


def desk_with_paper() -> np.ndarray:
    """A white sheet with lines of print on a dark desk."""
    picture = np.full((1200, 1600, 3), (70, 60, 50), np.uint8)
    cv2.rectangle(picture, (420, 60), (1180, 1130), (235, 238, 240), -1)
    for line in range(12):
        cv2.putText(picture, "BIANMIN TERMINAL", (480, 160 + 80 * line), 0, 1.8, (20, 20, 20), 3)
    return picture


@contextmanager
def station(data_dir: Path, *rooms: str, more: str = "") -> Iterator[dict[str, Any]]:
    """Simulators of these rooms (all, without one), written into station.toml; room to simulator."""
    with ExitStack() as stack:
        devices = {room: stack.enter_context(MAKERS[room]()) for room in rooms or MAKERS}
        configure(data_dir, {room: device.address for room, device in devices.items()}, more)
        yield devices


def configure(data_dir: Path, addresses: dict[str, str], more: str = "") -> None:
    data_dir.mkdir(exist_ok=True)
    text = "\n".join(f"[devices.{room}]\naddress = {json.dumps(address)}" for room, address in addresses.items())
    (data_dir / "station.toml").write_text(f"{more}\n{text}\n", "utf-8")


class Technician:
    """A terminal with a person at it, who presses `answers` one after the other and then only Enter."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return (self._answers.pop(0) if self._answers else "") + "\n"


@contextmanager
def hands(devices: dict[str, Any], code: str = SELF_TEST_CODE) -> Iterator[None]:
    """A card on the reader, a finger at the pad, the code before the window until the end."""
    over = threading.Event()
    if "id_card_reader" in devices:
        devices["id_card_reader"].put_card(SimulatedCard.from_file(CARD))
    if "evaluation_keypad" in devices:
        devices["evaluation_keypad"].press_when_asked(4)

    def hold_code() -> None:
        while not over.wait(0.2):
            devices["code_scanner"].show(code)

    holding = threading.Thread(target=hold_code, daemon=True)
    if "code_scanner" in devices:
        holding.start()
    try:
        yield
    finally:
        over.set()
        if holding.ident is not None:
            holding.join()


def by_part(document: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["part"]: each for each in document}
