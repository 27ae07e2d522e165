"""kiosk simulate DEVICE: a device simulator on a new pseudo-terminal or port."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.ending import waiting
from app.commands.output import EXIT_DONE, put
from app.domain.errors import WrongInput

if TYPE_CHECKING:
    from hardware.certificate_printer.simulator import CertificatePrinterSimulator

LOOK_EVERY_S = 0.1
CODE_EVERY_S = 0.5
"""A code that is held before a scanner is read again and again."""
DEVICES = {
    "id-card-reader": ("card", "fault", "script"),
    "evaluation-keypad": ("grade", "fault", "script"),
    "receipt-printer": ("out", "fault", "script"),
    "certificate-printer": ("out", "fault", "script"),
    "camera": ("pictures", "fault", "script"),
    "code-scanner": ("code", "fault", "script"),
    "speaker": ("fault", "script"),
    "power": ("fault", "script"),
    "io-board": ("fault", "script"),
}
"""Which options each understands."""


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("device", metavar="DEVICE", choices=sorted(DEVICES), help="、".join(sorted(DEVICES)))
    parser.add_argument("--card", type=Path, metavar="FILE", help="身份证：放在读卡器上的卡，JSON")
    parser.add_argument("--grade", type=int, choices=range(1, 6), metavar="1..5", help="评价器：一问就按这个")
    parser.add_argument("--out", type=Path, metavar="DIR", help="打印机：打出来的纸写到这里")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="摄像头：看到的图片，文件或文件夹")
    parser.add_argument("--code", metavar="TEXT", help="扫码器：一直举在窗口前的码")
    parser.add_argument("--driver", default="", metavar="NAME", help="说另一种驱动的话，如 framed、screen")
    parser.add_argument("--fault", action="append", default=[], metavar="NAME[=VALUE]", help="一开始就有的故障，可多个")
    parser.add_argument("--script", type=Path, metavar="FILE", help="故障脚本（YAML），按它做动作；按回车做 mend")
    parser.set_defaults(act=_serve, serves=True)


FILL = {"simulate": fill}


def _serve(args: argparse.Namespace) -> int:
    """Prints the address as the first line, then serves until ended."""
    _check_options(args)
    from app.commands.simulator_script import Hands, read_simulation

    simulator, serving = (_plain if args.driver else MAKERS[args.device])(args)
    hands = Hands(room_of(args.device), simulator)
    script = read_simulation(args.script, hands) if args.script else None
    faults = [hands.fault(text) for text in args.fault]
    with waiting() as asked_to_end, ExitStack() as stack:
        try:
            stack.enter_context(simulator)
        except (OSError, ValueError) as error:
            raise WrongInput(f"{args.device} 启动不了：{error}", "检查给它的文件") from error
        for fault in faults:
            fault()
        if script is not None:
            script.begin()
        put(simulator.address)
        if script is not None:
            stack.enter_context(script.going_on(asked_to_end))
        serving(asked_to_end)
    return EXIT_DONE


def room_of(device: str) -> str:
    """`id-card-reader` on the command line is the room id_card_reader."""
    return device.replace("-", "_")


def _check_options(args: argparse.Namespace) -> None:
    known = DEVICES[args.device]
    for name in ("card", "grade", "out", "pictures", "code"):
        if getattr(args, name) is not None and name not in known:
            raise WrongInput(f"{args.device} 用不着 --{name}", f"它可以带：{'、'.join(f'--{each}' for each in known)}")


Serving = Callable[[threading.Event], object]
Made = tuple[Any, Serving]


def _until_ended(asked_to_end: threading.Event) -> None:
    asked_to_end.wait()


def _reader(args: argparse.Namespace) -> Made:
    from app.commands.simulator_script import card_from
    from hardware.id_card_reader.simulator import IdCardReaderSimulator

    return IdCardReaderSimulator(card_from(args.card) if args.card else None), _until_ended


def _keypad(args: argparse.Namespace) -> Made:
    from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator

    return EvaluationKeypadSimulator(press_when_asked=args.grade), _until_ended


def _receipts(args: argparse.Namespace) -> Made:
    from app.commands.files import make_folder
    from hardware.receipt_printer.simulator import ReceiptPrinterSimulator

    return ReceiptPrinterSimulator(receipts_dir=make_folder(args.out) if args.out else None), _until_ended


def _certificates(args: argparse.Namespace) -> Made:
    from app.commands.files import make_folder
    from hardware.certificate_printer.simulator import CertificatePrinterSimulator

    simulator = CertificatePrinterSimulator()
    folder = make_folder(args.out) if args.out else None

    def serving(asked_to_end: threading.Event) -> None:
        """The press moves on when somebody looks; what came out is written as it comes."""
        written = 0
        is_over = False
        while not is_over:
            is_over = asked_to_end.wait(LOOK_EVERY_S)
            written = _write_papers(simulator, folder, written)

    return simulator, serving


def _write_papers(simulator: CertificatePrinterSimulator, folder: Path | None, written: int) -> int:
    from app.commands.files import write_bytes
    from hardware.certificate_printer.page_pictures import page_pictures
    from hardware.certificate_printer.simulator import PAGE_DPI

    documents = simulator.documents
    if folder is None:
        return len(documents)
    for number, pdf in enumerate(documents[written:], written + 1):
        for page, png in enumerate(page_pictures(pdf, PAGE_DPI), 1):
            write_bytes(folder / f"paper-{number:03d}-{page}.png", png)
        write_bytes(folder / f"paper-{number:03d}.pdf", pdf)
    return len(documents)


def _camera(args: argparse.Namespace) -> Made:
    from hardware.camera.simulator import CameraSimulator

    return CameraSimulator(args.pictures), _until_ended


def _scanner(args: argparse.Namespace) -> Made:
    from hardware.code_scanner.simulator import CodeScannerSimulator

    simulator = CodeScannerSimulator()

    def serving(asked_to_end: threading.Event) -> None:
        while not asked_to_end.wait(CODE_EVERY_S):
            simulator.show(args.code)

    return simulator, serving if args.code else _until_ended


def _plain(args: argparse.Namespace) -> Made:
    """A device that is worked by acts alone."""
    from hardware.errors import DriverUnknown
    from hardware.simulators import make_simulator

    try:
        return make_simulator(room_of(args.device), driver=args.driver), _until_ended
    except DriverUnknown as error:
        raise WrongInput(error.message, error.what_to_do) from error


MAKERS: dict[str, Callable[[argparse.Namespace], Made]] = {
    "id-card-reader": _reader,
    "evaluation-keypad": _keypad,
    "receipt-printer": _receipts,
    "certificate-printer": _certificates,
    "camera": _camera,
    "code-scanner": _scanner,
    "speaker": _plain,
    "power": _plain,
    "io-board": _plain,
}
