"""What a terminal does with each device, and what it may say of it, for pulling the cable in the middle."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from hardware.certificate_printer.driver import open_driver as open_certificate_printer
from hardware.certificate_printer.simulator import CertificatePrinterSimulator
from hardware.code_scanner.driver import open_driver as open_scanner
from hardware.code_scanner.interface import CodeScanned
from hardware.code_scanner.simulator import CodeScannerSimulator
from hardware.errors import HardwareError
from hardware.evaluation_keypad.driver import open_driver as open_keypad
from hardware.evaluation_keypad.interface import Evaluated
from hardware.evaluation_keypad.screen_driver import open_driver as open_screen
from hardware.evaluation_keypad.screen_simulator import ScreenPadSimulator
from hardware.evaluation_keypad.simulator import EvaluationKeypadSimulator
from hardware.id_card_reader.driver import open_driver as open_reader
from hardware.id_card_reader.framed.driver import open_driver as open_framed
from hardware.id_card_reader.framed.simulator import FramedReaderSimulator
from hardware.id_card_reader.interface import CardRead
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.id_card_reader.simulator import IdCardReaderSimulator
from hardware.receipt_printer.driver import open_driver as open_receipt_printer
from hardware.receipt_printer.interface import NotPrinted, Printed, RuleLine, TextLine
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from hardware.status import DeviceState, DeviceStatus
from tests.contract.cut_cable import Borders, CutCable, on_far_end, on_wire

DATA = Path(__file__).parents[1] / "data"
ANSWER_S = 0.5
ASK_S = 3
WHOLE_SLIP = re.compile("办事凭条\n-{48}\n编号 ([0-9]{6})")
CODE = "https://zwfw.yunxi.example/m/0123456789ABCDEFGHJK"


@dataclass(frozen=True, slots=True)
class Bench:
    """One device and its far side. `act` is done as often as wanted; `check` gets what came of it, an error or an
    outcome, and says whether that was a success. It raises AssertionError for what is neither declared nor true.
    """

    device: Any
    hand: Any
    is_gone: Callable[[], bool]
    borders: Borders
    act: Callable[[], Any]
    check: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class PulledAct:
    """`within_s`: the sum of the driver's own limits for the act and the look behind it."""

    name: str
    room: str
    set_up: Callable[[ExitStack], Bench]
    within_s: float


def told(act: Callable[[], Any]) -> Any:
    """The outcome, or the error of the drawn tree."""
    try:
        return act()
    except HardwareError as error:
        return error


def is_online(outcome: Any) -> bool:
    assert isinstance(outcome, DeviceStatus)
    return outcome.state is DeviceState.ONLINE


def on_line(stack: ExitStack, simulator: Any, open_driver: Any, options: dict[str, Any]) -> tuple[Any, Any]:
    stack.enter_context(simulator)
    device = stack.enter_context(closing(open_driver(simulator.address, options)))
    return device, simulator


def bench_of(device: Any, simulator: Any, act: Callable[[], Any], check: Callable[[Any], bool]) -> Bench:
    return Bench(device, simulator, lambda: not simulator._far_end.plugged, on_far_end(simulator), act, check)


def status_of(open_driver: Any, make: Callable[[], Any], options: dict[str, Any]) -> Callable[[ExitStack], Bench]:
    def set_up(stack: ExitStack) -> Bench:
        device, simulator = on_line(stack, make(), open_driver, options)
        return bench_of(device, simulator, device.status, is_online)

    return set_up


def reading(open_driver: Any, make: Callable[[], Any], card_name: str, **options: Any) -> Callable[[ExitStack], Bench]:
    """The whole card or none; only what a reader need not tell may be missing."""

    def set_up(stack: ExitStack) -> Bench:
        device, simulator = on_line(stack, make(), open_driver, {"answer_timeout_s": ANSWER_S, **options})
        card = SimulatedCard.from_file(DATA / f"{card_name}.json")
        right: list[CardRead] = []

        def act() -> Any:
            simulator.put_card(card)
            return device.read(1.0)

        def check(outcome: Any) -> bool:
            if not isinstance(outcome, CardRead):
                assert isinstance(outcome, HardwareError), outcome
                return False
            bare = replace(outcome, sam_id="", new_addresses=None)
            right.append(bare)
            assert bare == right[0]
            assert len(bare.photo_wlt) == 1024
            return True

        return bench_of(device, simulator, act, check)

    return set_up


def asking(kept: list[Evaluated], device: Any) -> tuple[Callable[[], Any], Callable[[Any], bool]]:
    """A grade is counted once, or not at all."""

    def act() -> Any:
        kept.clear()
        return device.ask(ASK_S, "0042", "王芳", keep=kept.append)

    def check(outcome: Any) -> bool:
        if isinstance(outcome, Evaluated):
            assert outcome == Evaluated(4)
            assert kept == [outcome]
            return True
        assert isinstance(outcome, HardwareError), outcome
        assert kept == []
        return False

    return act, check


def keypad(stack: ExitStack) -> Bench:
    device, simulator = on_line(stack, EvaluationKeypadSimulator(press_when_asked=4), open_keypad, {})
    return bench_of(device, simulator, *asking([], device))


@contextmanager
def screen_pad() -> Iterator[tuple[Any, CutCable]]:
    with ScreenPadSimulator(press_when_asked=4) as simulator, CutCable(simulator._port) as cable:
        address = f"http://127.0.0.1:{cable.port}/"
        with closing(open_screen(address, {"answer_limit_s": ANSWER_S * 4})) as device:
            yield device, cable


def screen_asks(stack: ExitStack) -> Bench:
    device, cable = stack.enter_context(screen_pad())
    return Bench(device, cable, lambda: not cable.plugged, cable.borders, *asking([], device))


def screen_status(stack: ExitStack) -> Bench:
    device, cable = stack.enter_context(screen_pad())
    return Bench(device, cable, lambda: not cable.plugged, cable.borders, device.status, is_online)


def scanning(stack: ExitStack) -> Bench:
    """A person shows the code while it is waited for: the whole code or none, never its half."""
    device, simulator = on_line(stack, CodeScannerSimulator(), open_scanner, {})

    def show(asked: threading.Event) -> None:
        end = time.monotonic() + 10
        while not device._scanning and not asked.is_set() and time.monotonic() < end:
            time.sleep(0.001)
        simulator.show(CODE)

    def act() -> Any:
        over = threading.Event()
        person = threading.Thread(target=show, args=(over,))
        person.start()
        try:
            return device.scan(5.0)
        finally:
            over.set()
            person.join()

    def check(outcome: Any) -> bool:
        if isinstance(outcome, CodeScanned):
            assert outcome.text == CODE
            return True
        assert isinstance(outcome, HardwareError), outcome
        return False

    return bench_of(device, simulator, act, check)


def slip_of(number: int) -> tuple[TextLine | RuleLine, ...]:
    return (TextLine("办事凭条", "center", bold=True), RuleLine(), TextLine(f"编号 {number:06d}"))


def printing_a_receipt(stack: ExitStack) -> Bench:
    """Each receipt has a number of its own: `Printed` came out once, `not begun` never, none ever twice."""
    device, simulator = on_line(
        stack, ReceiptPrinterSimulator(), open_receipt_printer, {"answer_limit_s": ANSWER_S * 4, "confirm_limit_s": 4}
    )
    numbers = count()
    number = next(numbers)

    def act() -> Any:
        nonlocal number
        number = next(numbers)
        return device.print(slip_of(number))

    def check(outcome: Any) -> bool:
        came_out = Counter(simulator_slips())
        assert not came_out or max(came_out.values()) == 1
        match outcome:
            case Printed():
                assert came_out[number] == 1
                return True
            case NotPrinted(begun=begun):
                assert begun or came_out[number] == 0
            case _:
                assert isinstance(outcome, HardwareError), outcome
                assert came_out[number] == 0
        return False

    def simulator_slips() -> list[int]:
        """Whole ones; a half one is crossed out."""
        found = (WHOLE_SLIP.fullmatch(slip.text) for slip in simulator.slips)
        return [int(each[1]) for each in found if each]

    return bench_of(device, simulator, act, check)


def asking_the_a4_printer(stack: ExitStack) -> Bench:
    device, simulator = on_line(
        stack, CertificatePrinterSimulator(), open_certificate_printer, {"answer_limit_s": ANSWER_S * 4}
    )
    return Bench(device, simulator, lambda: simulator.is_gone, on_wire(simulator), device.status, is_online)


_QUICK = {"answer_timeout_s": ANSWER_S}
ACTS = (
    PulledAct("sdt-status", "id_card_reader", status_of(open_reader, IdCardReaderSimulator, _QUICK), 15),
    *(
        PulledAct(f"sdt-read-{card}", "id_card_reader", reading(open_reader, IdCardReaderSimulator, card), 20)
        for card in ("resident", "hmt", "foreign_2017", "foreign_2023")
    ),
    PulledAct(
        "sdt-read-base",
        "id_card_reader",
        reading(open_reader, IdCardReaderSimulator, "resident", fingerprint=False, new_address=True),
        20,
    ),
    PulledAct("framed-status", "id_card_reader", status_of(open_framed, FramedReaderSimulator, _QUICK), 10),
    PulledAct("framed-read", "id_card_reader", reading(open_framed, FramedReaderSimulator, "resident"), 15),
    PulledAct("keypad-status", "evaluation_keypad", status_of(open_keypad, EvaluationKeypadSimulator, {}), 5),
    PulledAct("keypad-ask", "evaluation_keypad", keypad, 10),
    PulledAct("screen-status", "evaluation_keypad", screen_status, 10),
    PulledAct("screen-ask", "evaluation_keypad", screen_asks, 15),
    PulledAct("scanner-scan", "code_scanner", scanning, 10),
    PulledAct("receipt-status", "receipt_printer", status_of(open_receipt_printer, ReceiptPrinterSimulator, {}), 10),
    PulledAct("receipt-print", "receipt_printer", printing_a_receipt, 20),
    PulledAct("a4-status", "certificate_printer", asking_the_a4_printer, 10),
)
