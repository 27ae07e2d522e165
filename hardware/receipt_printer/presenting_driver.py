"""A receipt printer whose presenter holds the slip until it is taken: whether it was, and drawing it back."""

from __future__ import annotations

import time
from threading import Event

from hardware.errors import Cancelled, LinkLost, LinkNotThere, LinkSilent
from hardware.receipt_printer.conversation import Conversation
from hardware.receipt_printer.driver import EscPosPrinter
from hardware.receipt_printer.interface import (
    NotKnown,
    NotRetracted,
    Retracted,
    RetractOutcome,
    SlipOutcome,
    StillThere,
    Taken,
)
from hardware.receipt_printer.options import Options
from hardware.receipt_printer.presenter import PresenterWords
from hardware.receipt_printer.status_bytes import device_status
from hardware.status import DeviceStatus, MediaState
from hardware.transport.line import Line

LOOK_EVERY_S = 0.3
RETRACT_LIMIT_S = 5.0


class PresentingEscPosPrinter(EscPosPrinter):
    def __init__(self, line: Line, options: Options, words: PresenterWords) -> None:
        super().__init__(line, options)
        self._words = words

    def slip_taken(self, timeout_s: float, cancel: Event | None = None) -> SlipOutcome:
        """See the interface. A look that fails is borne until the time is over."""
        return self._until_empty(timeout_s, cancel or Event())

    def retract(self) -> RetractOutcome:
        """Looks first, asks for it, then watches the mouth until it is empty."""
        with self._one_job:
            match self._slip():
                case Taken():
                    return NotRetracted("nothing_there")
                case NotKnown(cause=cause):
                    return NotRetracted(cause)
            try:
                with self._from_the_start(self._line.dialogue()) as link:
                    link.write(self._words.retract)
            except LinkNotThere:
                return NotRetracted("not_there")
            except (LinkLost, LinkSilent):
                return NotRetracted("no_answer")
            return self._drawn_in()

    def _drawn_in(self) -> RetractOutcome:
        match self._until_empty(RETRACT_LIMIT_S, Event()):
            case Taken():
                return Retracted()
            case StillThere():
                return NotRetracted("still_there")
            case NotKnown(cause=cause):
                return NotRetracted(cause)

    def _until_empty(self, timeout_s: float, cancel: Event) -> SlipOutcome:
        until = time.monotonic() + timeout_s
        while True:
            seen = self._slip()
            left = until - time.monotonic()
            if isinstance(seen, Taken) or left <= 0:
                return seen
            if cancel.wait(min(LOOK_EVERY_S, left)):
                raise Cancelled("操作已取消", device=self._line.device, address=self._line.url)

    def _slip(self) -> SlipOutcome:
        """One look at the mouth, which never waits for a job."""
        try:
            with self._one_look, self._from_the_start(self._line.try_dialogue()) as link:
                if link is None:
                    return NotKnown("busy")
                link.flush_input()
                talk = Conversation(link, self._options.timing.answer_limit_s)
                return StillThere() if talk.ask_presenter(self._words) else Taken()
        except LinkNotThere:
            return NotKnown("not_there")
        except (LinkLost, LinkSilent):
            return NotKnown("no_answer")

    def _seen(self, talk: Conversation) -> DeviceStatus:
        report = talk.look()
        try:
            in_mouth = talk.ask_presenter(self._words)
        except LinkSilent:  # the four answers came: it lives, and does not know this question
            return device_status(report)
        return device_status(report, MediaState.PRESENT if in_mouth else MediaState.NOT_PRESENT)
