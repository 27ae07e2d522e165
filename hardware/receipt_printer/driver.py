"""Driver `escpos`: prints a receipt as a whole or says how far it came, and knows what hangs out of the printer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from enum import Enum
from functools import partial
from threading import Event, Lock
from typing import Any, TypeVar

from hardware.errors import Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.faults import status_of
from hardware.receipt_printer.conversation import Conversation
from hardware.receipt_printer.frames import CLEAR_BUFFERS, CUT, END_OF_TORN, INITIALIZE, crossed_out, job
from hardware.receipt_printer.interface import NotPrinted, Printed, PrintOutcome, Receipt
from hardware.receipt_printer.options import DEVICE, Options, read_options
from hardware.receipt_printer.run import PIECE_BYTES, Job, Run, grouped
from hardware.receipt_printer.status_bytes import device_status
from hardware.receipt_printer.strip import draw_strip, font_files
from hardware.status import DeviceState, DeviceStatus
from hardware.transport.line import Line
from hardware.transport.link import Link

BAUD = 115200
AnyLink = TypeVar("AnyLink", Link, Link | None)

_ATTEMPTS = 2  # a network printer that was switched off over night has dropped yesterday's connection
_MENDED_BY_HAND = ("paper_out", "cover_open")


class _Hanging(Enum):
    NOTHING = 0
    HALF = 1
    WHOLE = 2  # all its lines, the cut not confirmed


class EscPosPrinter:
    """A printer on a line. One job at a time; `status` may be asked from any thread."""

    def __init__(self, line: Line, options: Options) -> None:
        self._line = line
        self._options = options
        self._hanging = _Hanging.NOTHING
        self._one_job = Lock()
        self._one_look = Lock()
        """Looks take turns; none of them waits for a job."""
        self._may_be_torn = True
        """A dialogue broke off: the printer may still wait for the end of a command, and would swallow a question."""

    def print(self, receipt: Receipt, cancel: Event | None = None, *, after_half: bool = False) -> PrintOutcome:
        """See the interface. With `wait_for_hand_s`, paper that is out and a cover that is open are waited for."""
        work = self._job(receipt)
        with self._one_job:
            if after_half and self._hanging is _Hanging.NOTHING:
                self._hanging = _Hanging.HALF
            until = time.monotonic() + self._options.timing.wait_for_hand_s
            outcome = self._once(work, cancel)
            while isinstance(outcome, NotPrinted) and self._is_mended(outcome, until, cancel):
                outcome = self._again(work, outcome, cancel)
            return outcome

    def status(self) -> DeviceStatus:
        """Asks all four; silence is `no_answer`, never paper; busy while a job is under way."""
        for _ in range(_ATTEMPTS):
            try:
                with self._one_look, self._from_the_start(self._line.try_dialogue()) as link:
                    return self._look(link) if link is not None else DeviceStatus(DeviceState.BUSY)
            except LinkNotThere:
                return status_of(DEVICE, "not_there")
            except LinkSilent:
                break
            except LinkLost:
                continue
        return status_of(DEVICE, "no_answer")

    def close(self) -> None:
        self._line.close()

    # ---------------------------------------------------------------- one attempt

    def _once(self, work: Job, cancel: Event | None) -> PrintOutcome:
        return self._tried(lambda run, link: run.through(link, self._clearing(), work), cancel)

    def _tried(self, act: Callable[[Run, Link], PrintOutcome], cancel: Event | None) -> PrintOutcome:
        for _ in range(_ATTEMPTS):
            run = Run(self._options, cancel)
            try:
                with self._from_the_start(self._line.dialogue()) as link:
                    outcome = act(run, link)
            except LinkLost:
                if not run.begun:
                    continue
                outcome = NotPrinted("no_answer", True, run.whole)
            except LinkSilent:
                outcome = NotPrinted("no_answer", run.begun, run.whole)
            except Cancelled:
                if not run.begun:
                    raise
                outcome = NotPrinted("no_answer", True, run.whole)
            self._remember(run, outcome)
            return outcome
        return NotPrinted("offline", begun=False)

    @contextmanager
    def _from_the_start(self, dialogue: AbstractContextManager[AnyLink]) -> Iterator[AnyLink]:
        """A dialogue in which the printer waits for nothing of an earlier one."""
        with dialogue as link:
            if link is None:  # somebody else is talking
                yield link
                return
            if self._may_be_torn:
                link.write(END_OF_TORN)
            self._may_be_torn = True
            yield link
            self._may_be_torn = False

    def _remember(self, run: Run, outcome: PrintOutcome) -> None:
        match outcome:
            case Printed():
                self._hanging = _Hanging.NOTHING
            case NotPrinted(begun=True, whole=whole):
                self._hanging = _Hanging.WHOLE if whole else _Hanging.HALF
            case NotPrinted():
                self._hanging = _Hanging.NOTHING if run.cleared else self._hanging

    def _job(self, receipt: Receipt) -> Job:
        fonts = font_files(self._options.fonts)
        strip = partial(draw_strip, files=fonts) if fonts else None
        *lines, cut = job(receipt, self._options.paper, strip)
        presenter = self._options.presenter
        return Job(tuple(grouped(lines, PIECE_BYTES)), cut + (presenter.present if presenter else b""))

    def _clearing(self) -> bytes:
        """Nobody gets a piece of another person's receipt, nor takes a half one for a whole one."""
        retract = self._options.presenter.retract if self._options.presenter else b""
        match self._hanging:
            case _Hanging.NOTHING:
                return b""
            case _Hanging.HALF:
                return CLEAR_BUFFERS + crossed_out(self._options.paper) + retract
            case _Hanging.WHOLE:
                return CLEAR_BUFFERS + INITIALIZE + CUT + retract

    # ---------------------------------------------------------------- waiting for a hand

    def _is_mended(self, outcome: NotPrinted, until: float, cancel: Event | None) -> bool:
        """Waits for it; the line is free between two looks, so the status can be asked. Raises Cancelled where
        nothing was begun.
        """
        if outcome.cause not in _MENDED_BY_HAND:
            return False
        sleeping = cancel or Event()
        while (left := until - time.monotonic()) > 0:
            if sleeping.wait(min(self._options.timing.look_for_hand_every_s, left)):
                if outcome.begun:
                    return False
                raise Cancelled("操作已取消", device=DEVICE, address=self._line.url)
            if self.status().state is DeviceState.ONLINE:
                return True
        return False

    def _again(self, work: Job, before: NotPrinted, cancel: Event | None) -> PrintOutcome:
        """The whole receipt anew; only where all lines are on the paper already, just its ending."""
        try:
            if before.whole:
                return self._tried(lambda run, link: run.finish(link, CLEAR_BUFFERS + INITIALIZE + work.ending), cancel)
            outcome = self._once(work, cancel)
        except (Cancelled, LinkNotThere):
            if not before.begun:
                raise
            return before
        return replace(outcome, begun=before.begun or outcome.begun) if isinstance(outcome, NotPrinted) else outcome

    # ---------------------------------------------------------------- looking

    def _look(self, link: Link) -> DeviceStatus:
        link.flush_input()
        return self._seen(Conversation(link, self._options.timing.answer_limit_s))

    def _seen(self, talk: Conversation) -> DeviceStatus:
        return device_status(talk.look())


def open_driver(address: str, options: Mapping[str, Any]) -> EscPosPrinter:
    """`options`: see docs/devices/receipt-printer.md. Raises AddressInvalid, OptionInvalid; does not touch the port."""
    wanted = read_options(options)
    return printer_on(Line(address, DEVICE, BAUD, wanted.byte_log), wanted)


def printer_on(line: Line, options: Options) -> EscPosPrinter:
    """The printer at the other end of a line; one with a presenter has its verbs, too."""
    if options.presenter is None:
        return EscPosPrinter(line, options)
    from hardware.receipt_printer.presenting_driver import PresentingEscPosPrinter

    return PresentingEscPosPrinter(line, options, options.presenter)
