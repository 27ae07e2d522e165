"""A receipt printer that is not there: real ESC/POS bytes over TCP or a pseudo-terminal, receipts as pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hardware.receipt_printer.firmware import Firmware
from hardware.receipt_printer.slip import Slip
from hardware.status import PaperState
from hardware.transport.far_end import FarEnd
from hardware.transport.opening_far_end import open_serial_far_end
from hardware.transport.tcp_far_end import TcpFarEnd
from hardware.transport.wired_simulator import BYTE_GAP_S, WiredSimulator

MakeFarEnd = Callable[[Callable[[bytes], None]], FarEnd]


class ReceiptPrinterSimulator(WiredSimulator):
    """`link` is `tcp`, `pty`, or makes another far end. `baud` paces the bytes as that wire would; None takes them as
    they come. With a `presenter` a slip is held in the mouth until `take_slip`. With `receipts_dir` every cut receipt
    is also written there as receipt-NNN.png.
    """

    def __init__(
        self,
        *,
        link: str | MakeFarEnd = "tcp",
        width_mm: int = 80,
        baud: int | None = None,
        receipts_dir: Path | None = None,
        presenter: bool = False,
    ) -> None:
        match link:
            case "pty":
                self._far_end = open_serial_far_end("receipt-printer", self._receive, baud=baud)
            case str():
                self._far_end = TcpFarEnd(self._receive, baud=baud)
            case make:
                self._far_end = make(self._receive)
        self._firmware = Firmware(width_mm, self._answer, presenter=presenter)
        self._receipts_dir = receipts_dir
        self._written = 0
        self._silent = False
        self._late_s = 0.0
        self._noise = b""

    # ---------------------------------------------------------------- what came out

    @property
    def slips(self) -> tuple[Slip, ...]:
        """Every receipt that was cut, as what was printed on it."""
        return tuple(self._firmware.finished)

    @property
    def receipts(self) -> list[bytes]:
        """Every receipt that was cut, as PNG."""
        return [slip.png() for slip in self.slips]

    @property
    def torn(self) -> list[bytes]:
        """Receipts that never reached their cut and were torn off or dropped, as PNG."""
        return [slip.png() for slip in tuple(self._firmware.torn)]

    @property
    def retracted(self) -> tuple[Slip, ...]:
        """Slips the presenter drew back: those of `slips` that nobody got."""
        return tuple(self._firmware.mouth.retracted) if self._firmware.mouth else ()

    @property
    def unknown_commands(self) -> tuple[bytes, ...]:
        """What was sent and this printer did not understand: empty, unless the driver is wrong."""
        return tuple(self._firmware.unknown)

    # ---------------------------------------------------------------- the hands

    def set_paper(self, paper: PaperState) -> None:
        """Also the new roll: what was printed on the end of the old one is torn off."""

        def act(printer: Firmware) -> None:
            if printer.paper is PaperState.OUT and paper is not PaperState.OUT:
                printer.tear()
            printer.paper = paper

        self._by_hand(act)

    def paper_out_after(self, n_bytes: int) -> None:
        """The paper ends when so many more bytes have been printed."""
        self._by_hand(lambda printer: setattr(printer, "bytes_to_paper_out", n_bytes))

    def cover_open_after(self, n_bytes: int) -> None:
        """Somebody opens the cover when so many more bytes have been printed."""
        self._by_hand(lambda printer: setattr(printer, "bytes_to_cover_open", n_bytes))

    def open_cover(self) -> None:
        self._by_hand(lambda printer: setattr(printer, "cover_open", True))

    def close_cover(self) -> None:
        self._by_hand(lambda printer: setattr(printer, "cover_open", False))

    def stick_cutter(self, stuck: bool = True) -> None:
        self._by_hand(lambda printer: setattr(printer, "cutter_stuck", stuck))

    def take_slip(self) -> None:
        """Somebody takes what is in the mouth."""
        self._by_hand(lambda printer: printer.take_slip())

    def stick_presenter(self, stuck: bool = True) -> None:
        """The slip is held and comes neither out nor back."""
        self._by_hand(lambda printer: printer.stick_presenter(stuck))

    def lose_power(self) -> None:
        """The plug is drawn: what was in the memory is gone, what hangs out hangs on. `plug` switches it on again."""

        def cut() -> None:
            self._firmware.lose_power()
            self._far_end.unplug()

        self._far_end.call(cut)

    def tell_unasked(self) -> None:
        """As some printers are delivered: automatic status back is on until a host switches it off."""
        self._by_hand(lambda printer: setattr(printer, "tells_unasked", True))

    def go_silent(self, silent: bool = True) -> None:
        """The wire is there and nothing answers or prints, as with the power switched off."""
        self._silent = silent

    def answer_late(self, seconds: float) -> None:
        """Every answer takes so long, and nothing is done meanwhile."""
        self._late_s = seconds

    def add_noise(self, noise: bytes) -> None:
        """These bytes come over the wire before each answer."""
        self._noise = noise

    def speak_one_byte_at_a_time(self) -> None:
        self._far_end.byte_gap_s = BYTE_GAP_S

    def clear_faults(self) -> None:
        """It answers, in time and in good order; paper, cover and cutter are the hand's."""
        self._silent, self._late_s, self._noise, self._far_end.byte_gap_s = False, 0.0, b"", 0.0

    # ---------------------------------------------------------------- the inside

    def _answer(self, data: bytes) -> None:
        if data and not self._silent:
            time.sleep(self._late_s)
            self._far_end.send(self._noise + data)

    def _by_hand(self, act: Callable[[Firmware], Any]) -> None:
        def done_by_the_printer() -> None:
            act(self._firmware)
            self._firmware.work()

        self._far_end.call(done_by_the_printer)

    def _receive(self, data: bytes) -> None:
        if not self._silent:
            self._firmware.receive(data)
            self._write_pictures()

    def _write_pictures(self) -> None:
        if self._receipts_dir is None:
            return
        for slip in self.slips[self._written :]:
            self._written += 1
            self._receipts_dir.mkdir(parents=True, exist_ok=True)
            (self._receipts_dir / f"receipt-{self._written:03d}.png").write_bytes(slip.png())
