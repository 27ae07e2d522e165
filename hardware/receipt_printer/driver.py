"""Driver `escpos`: a receipt goes out in pieces, the printer's state is heard between them and its end confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from hardware.errors import Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.receipt_printer.conversation import QUICK_LOOK, Conversation
from hardware.receipt_printer.frames import CLEAR_BUFFERS, CUT, Paper, job
from hardware.receipt_printer.interface import NotPrinted, Printed, PrintOutcome, Receipt
from hardware.receipt_printer.options import DEVICE, one_of, paper_width_mm
from hardware.receipt_printer.status_bytes import device_status, end_reports_paper_low
from hardware.receipt_printer.strip import draw_strip, font_files
from hardware.status import DeviceState, DeviceStatus, MendingAction
from hardware.transport.line import Line
from hardware.transport.link import Link

BAUD = 115200
PIECE_BYTES = 768
"""About 67 ms of wire; two pieces at most are under way unheard."""

_ATTEMPTS = 2  # a network printer that was switched off over night has dropped yesterday's connection


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. `answer_limit_s` for a status, `confirm_limit_s` for the end of the mechanical work."""

    answer_limit_s: float = 2.0
    confirm_limit_s: float = 20.0
    look_every_s: float = 0.25


class EscPosPrinter:
    """`confirm_by` is `end` (GS r 1, the printer has worked everything off) or, for printers that do not know it,
    `status` (it is still on-line when the last byte has arrived).
    """

    def __init__(self, line: Line, paper: Paper, fonts: tuple[str, ...], timing: Timing, confirm_by: str) -> None:
        self._line = line
        self._paper = paper
        self._fonts = fonts
        self._timing = timing
        self._confirm_by = confirm_by
        self._half_receipt_hangs_out = False

    def print(self, receipt: Receipt, cancel: Event | None = None) -> PrintOutcome:
        """See the interface. Raises Cancelled only when cancelled before the first byte."""
        pieces = self._pieces(receipt)
        for _ in range(_ATTEMPTS):
            run = _Run(self._timing, self._confirm_by, cancel)
            try:
                with self._line.dialogue() as link:
                    outcome = run.through(link, pieces)
            except LinkLost:
                if not run.begun:
                    continue
                outcome = NotPrinted("no_answer", begun=True)
            except LinkSilent:
                outcome = NotPrinted("no_answer", run.begun)
            except Cancelled:
                if not run.begun:
                    raise
                outcome = NotPrinted("no_answer", begun=True)
            self._half_receipt_hangs_out = _hangs_out(outcome, self._half_receipt_hangs_out)
            return outcome
        return NotPrinted("offline", begun=False)

    def status(self) -> DeviceStatus:
        """Asks all four; silence is `no_answer`, never paper."""
        for _ in range(_ATTEMPTS):
            try:
                with self._line.dialogue() as link:
                    link.flush_input()
                    return device_status(Conversation(link, self._timing.answer_limit_s).look())
            except LinkNotThere:
                return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.CONFIGURATION, detail="not_there")
            except LinkSilent:
                break
            except LinkLost:
                continue
        return DeviceStatus(DeviceState.OFFLINE, action=MendingAction.RESET, detail="no_answer")

    def close(self) -> None:
        self._line.close()

    def _pieces(self, receipt: Receipt) -> tuple[bytes, ...]:
        fonts = font_files(self._fonts)
        strip = partial(draw_strip, files=fonts) if fonts else None
        pieces = tuple(grouped(job(receipt, self._paper, strip), PIECE_BYTES))
        return (CLEAR_BUFFERS + CUT, *pieces) if self._half_receipt_hangs_out else pieces


class _Run:
    """One receipt on one open link."""

    def __init__(self, timing: Timing, confirm_by: str, cancel: Event | None) -> None:
        self.begun = False
        self._timing = timing
        self._confirm_by = confirm_by
        self._cancel = cancel

    def through(self, link: Link, pieces: Iterable[bytes]) -> PrintOutcome:
        link.flush_input()
        talk = Conversation(link, self._timing.answer_limit_s, self._cancel)
        cause = talk.quick_look().cause
        if cause:
            return NotPrinted(cause, begun=False)
        for piece in pieces:
            talk.settle(outstanding=len(QUICK_LOOK))
            if talk.trouble:
                return self._stopped(talk)
            self.begun = True
            talk.send(piece)
        if self._confirm_by == "status":
            return self._confirmed_by_status(talk)
        if talk.await_end(self._timing.confirm_limit_s, self._timing.look_every_s):
            return Printed(talk.report.paper_low or end_reports_paper_low(talk.end or 0))
        return self._stopped(talk)

    def _confirmed_by_status(self, talk: Conversation) -> PrintOutcome:
        talk.settle()
        report = talk.look()
        return self._stopped(talk) if report.cause else Printed(report.paper_low)

    def _stopped(self, talk: Conversation) -> NotPrinted:
        """Ask why, and make the printer forget the rest: it must not come out before the next person."""
        talk.settle()
        cause = talk.look().cause or "no_answer"
        with suppress(LinkLost, LinkSilent, Cancelled):  # the cause is known already
            talk.send(CLEAR_BUFFERS)
            talk.settle()  # whoever answers the questions behind it has forgotten
        return NotPrinted(cause, begun=True)


def _hangs_out(outcome: PrintOutcome, before: bool) -> bool:
    match outcome:
        case Printed():
            return False
        case NotPrinted(begun=begun):
            return before or begun


def grouped(commands: Iterable[bytes], limit_bytes: int) -> Iterator[bytes]:
    """Whole commands, joined up to about `limit_bytes`."""
    group = b""
    for command in commands:
        if group and len(group) + len(command) > limit_bytes:
            yield group
            group = b""
        group += command
    if group:
        yield group


def open_driver(address: str, options: Mapping[str, Any]) -> EscPosPrinter:
    """`options`: width_mm 58 or 80, charset gbk or gb2312, confirm_by end or status, fonts (files for rare
    characters), answer_limit_s, confirm_limit_s, byte_log. Raises AddressInvalid, OptionInvalid; does not touch
    the port.
    """
    width_mm = paper_width_mm(options)
    charset = one_of("charset", options.get("charset", "gbk"), ("gbk", "gb2312"))
    confirm_by = one_of("confirm_by", options.get("confirm_by", "end"), ("end", "status"))
    defaults = Timing()
    timing = Timing(
        float(options.get("answer_limit_s", defaults.answer_limit_s)),
        float(options.get("confirm_limit_s", defaults.confirm_limit_s)),
    )
    line = Line(address, DEVICE, BAUD, bool(options.get("byte_log", False)))
    fonts = tuple(str(each) for each in options.get("fonts", ()))
    return EscPosPrinter(line, Paper(width_mm, charset), fonts, timing, confirm_by)
