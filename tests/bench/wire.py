"""A card and a receipt against the time their bytes alone take on a wire of 115200 baud, 8N1."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from hardware import Printed, Receipt, RuleLine, TextLine
from hardware.id_card_reader.driver import open_driver as open_reader
from hardware.id_card_reader.interface import CardRead
from hardware.id_card_reader.simulator import IdCardReaderSimulator, SimulatedCard
from hardware.receipt_printer.driver import open_driver as open_printer
from hardware.receipt_printer.simulator import ReceiptPrinterSimulator
from tests.bench.sides import compared

BAUD = 115200
BITS_PER_BYTE = 10
BETWEEN_CARDS_S = 0.35
READ_LIMIT_S = 5.0
CARD = Path(__file__).parents[1] / "data" / "resident.json"


class Counter:
    """Bytes over a simulator's wire, by direction."""

    def __init__(self, simulator: Any) -> None:
        self.heard = 0
        self.said = 0
        far_end = simulator._far_end
        receive, send = far_end._receive, far_end.send

        def counting_receive(data: bytes) -> None:
            self.heard += len(data)
            receive(data)

        def counting_send(data: bytes) -> None:
            self.said += len(data)
            send(data)

        far_end._receive, far_end.send = counting_receive, counting_send
        firmware = getattr(simulator, "_firmware", None)
        if firmware is not None:
            firmware._answer = counting_send

    def wire_ms(self, count: int) -> float:
        return count * BITS_PER_BYTE / BAUD * 1000


def measure_card(rounds: int) -> dict[str, Any]:
    """Find, select, read. Question and answer never overlap, so both directions count."""
    card = SimulatedCard.from_file(CARD)
    ours, wire = [], []
    with IdCardReaderSimulator(baud=BAUD) as simulator:
        counter = Counter(simulator)
        reader = open_reader(simulator.address, {})
        for number in range(rounds + 1):
            simulator.put_card(card)
            before = counter.heard + counter.said
            begun = time.perf_counter()
            outcome = reader.read(READ_LIMIT_S)
            took = (time.perf_counter() - begun) * 1000
            if not isinstance(outcome, CardRead):
                raise TypeError(f"the card was not read: {outcome}")
            if number:
                ours.append(took)
                wire.append(counter.wire_ms(counter.heard + counter.said - before))
            simulator.take_card()
            time.sleep(BETWEEN_CARDS_S)
        reader.close()
    return {"target": 1.05, **compared(ours, wire)}


def slip() -> Receipt:
    """25 lines."""
    return (
        TextLine("便民服务终端", "center", bold=True, large=True),
        RuleLine(),
        *(TextLine(f"第 {number:02d} 行　办理事项：临时居民身份证申领　100 元") for number in range(1, 22)),
        RuleLine(),
        TextLine("请妥善保管本凭条", "center"),
    )


def measure_receipt(rounds: int) -> dict[str, Any]:
    """From the order to the printer's own confirmation; only the bytes towards the printer count as the wire's."""
    ours, wire = [], []
    with ReceiptPrinterSimulator(link="pty", baud=BAUD) as simulator:
        counter = Counter(simulator)
        printer = open_printer(simulator.address, {})
        for number in range(rounds + 1):
            before = counter.heard
            begun = time.perf_counter()
            outcome = printer.print(slip())
            took = (time.perf_counter() - begun) * 1000
            if not isinstance(outcome, Printed):
                raise TypeError(f"the receipt was not printed: {outcome}")
            if number:
                ours.append(took)
                wire.append(counter.wire_ms(counter.heard - before))
        printer.close()
    return {"target": 1.1, **compared(ours, wire)}
