"""kiosk simulate DEVICE: a device simulator on a new pseudo-terminal or port."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.commands.output import EXIT_DONE
from app.domain.errors import WrongInput


def add(groups: Any) -> None:
    parser = groups.add_parser("simulate", help="a device simulator that speaks the real bytes")
    parser.add_argument("device", metavar="DEVICE", choices=sorted(SIMULATORS), help="、".join(sorted(SIMULATORS)))
    parser.add_argument("--card", type=Path, metavar="FILE", help="the card that lies on the reader")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where papers are put as pictures")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="what the camera sees")
    parser.add_argument("--grade", type=int, choices=range(1, 6), metavar="1..5", help="what is pressed when asked")
    parser.set_defaults(act=_serve)


def _serve(args: argparse.Namespace) -> int:
    """Prints the address as the first line, then serves until ended."""
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with SIMULATORS[args.device](args) as simulator:
        print(simulator.address, flush=True)
        ended.wait()
    return EXIT_DONE


def _reader(args: argparse.Namespace) -> Any:
    from hardware.id_card_reader.simulated_card import SimulatedCard
    from hardware.id_card_reader.simulator import IdCardReaderSimulator

    simulator = IdCardReaderSimulator()
    if args.card:
        try:
            simulator.put_card(SimulatedCard.from_file(args.card))
        except (OSError, ValueError) as error:
            raise WrongInput(f"读不了卡片文件 {args.card}：{error}", "字段同 read-card --json") from error
    return simulator


def _keypad(args: argparse.Namespace) -> Any:
    from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator

    return EvaluationKeypadSimulator(press_when_asked=args.grade)


def _receipts(args: argparse.Namespace) -> Any:
    from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

    return ReceiptPrinterSimulator(receipts_dir=args.out)


def _certificates(args: argparse.Namespace) -> Any:
    del args
    from hardware.certificate_printer.simulator import CertificatePrinterSimulator

    return CertificatePrinterSimulator()


def _camera(args: argparse.Namespace) -> Any:
    from hardware.camera.simulator import CameraSimulator

    return CameraSimulator(args.pictures)


def _scanner(args: argparse.Namespace) -> Any:
    del args
    from hardware.code_scanner.simulator import CodeScannerSimulator

    return CodeScannerSimulator()


SIMULATORS: dict[str, Callable[[argparse.Namespace], Any]] = {
    "id-card-reader": _reader,
    "evaluation-keypad": _keypad,
    "receipt-printer": _receipts,
    "certificate-printer": _certificates,
    "camera": _camera,
    "code-scanner": _scanner,
}
