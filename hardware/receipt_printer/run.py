"""One receipt on one open link: sent in pieces, heard between them, its end confirmed by the printer itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event

from hardware.errors import Cancelled, LinkLost, LinkSilent
from hardware.receipt_printer.conversation import QUICK_LOOK, Conversation
from hardware.receipt_printer.frames import ASK_END, CLEAR_BUFFERS
from hardware.receipt_printer.interface import NotPrinted, Printed, PrintOutcome
from hardware.receipt_printer.options import Options
from hardware.receipt_printer.status_bytes import end_reports_paper_low
from hardware.transport.link import Link

PIECE_BYTES = 768
"""About 67 ms of wire; two pieces at most are under way unheard."""

_HARMLESS_AT_THE_END = ("", "paper_out", "cover_open")


@dataclass(frozen=True, slots=True)
class Job:
    """`lines` in pieces of whole commands; `ending` is the cut and, where there is a presenter, the presenting."""

    lines: tuple[bytes, ...]
    ending: bytes


class Run:
    """`cleared`: what hung out before is off. `begun` and `whole` as in NotPrinted. They hold after an error, too."""

    def __init__(self, options: Options, cancel: Event | None) -> None:
        self.cleared = False
        self.begun = False
        self._options = options
        self._cancel = cancel
        self._talk: Conversation | None = None
        self._ends_before: int | None = None
        """Answers to GS r 1 that belong to what was sent before the ending; None: the ending was not sent."""

    @property
    def whole(self) -> bool:
        return self._answered >= 1

    def through(self, link: Link, clearing: bytes, job: Job) -> PrintOutcome:
        """`clearing` is what takes away what hangs out; empty where nothing does."""
        talk = self._begin(link)
        cause = talk.quick_look().cause
        if cause:
            return NotPrinted(cause, begun=False)
        if clearing and not self._worked_off(talk, clearing):
            return self._stopped(talk)
        self.cleared = True
        try:
            return self._printed(talk, job)
        except Cancelled:
            if self._ends_before is None:  # else all of it is sent, and had better come out whole
                self._forget(link)
            raise

    def finish(self, link: Link, ending: bytes) -> PrintOutcome:
        """All lines are on the paper already, only the ending was not confirmed: do it once more."""
        self.begun = True
        talk = self._begin(link)
        return self._end_of(talk) if self._worked_off(talk, ending) else replace(self._stopped(talk), whole=True)

    def _begin(self, link: Link) -> Conversation:
        link.flush_input()
        self._talk = Conversation(link, self._options.timing.answer_limit_s, self._cancel)
        return self._talk

    def _printed(self, talk: Conversation, job: Job) -> PrintOutcome:
        for piece in job.lines:
            talk.settle(outstanding=len(QUICK_LOOK))
            if talk.trouble:
                return self._stopped(talk)
            self.begun = True
            talk.send(piece)
        if self._options.confirm_by == "status":
            return self._end_of(talk) if self._worked_off(talk, job.ending) else self._stopped(talk)
        self._ends_before = len(talk.ends)
        timing = self._options.timing
        talk.await_ends(ASK_END + job.ending + ASK_END, 2, timing.confirm_limit_s, timing.look_every_s)
        return self._end_of(talk) if self._answered == 2 else self._stopped(talk)

    @property
    def _answered(self) -> int:
        """1: the printer's word that the lines are out; 2: that the ending is done, too."""
        if self._talk is None or self._ends_before is None:
            return 0
        return len(self._talk.ends) - self._ends_before

    def _worked_off(self, talk: Conversation, data: bytes) -> bool:
        if self._options.confirm_by == "status":
            talk.send(data)
            talk.settle()
            return not talk.look().cause
        timing = self._options.timing
        return talk.await_ends(data + ASK_END, 1, timing.confirm_limit_s, timing.look_every_s)

    def _end_of(self, talk: Conversation) -> PrintOutcome:
        """A printer that lost its power in the last moment leaves a byte on the wire that looks like an answer to
        GS r: so it must still answer another question, and nothing may be wrong with what it cuts by.
        """
        if talk.last_look().cause not in _HARMLESS_AT_THE_END:
            return self._stopped(talk)
        low = talk.report.paper_low or talk.report.paper_out or any(map(end_reports_paper_low, talk.ends))
        return Printed(low, self._presented(talk))

    def _presented(self, talk: Conversation) -> bool | None:
        words = self._options.presenter
        if words is not None:
            with suppress(LinkLost, LinkSilent, Cancelled):  # printed it is; what is in the mouth is not known
                return talk.ask_presenter(words)
        return None

    def _stopped(self, talk: Conversation) -> NotPrinted:
        """Ask why, and make the printer forget the rest: it must not come out before the next person."""
        talk.settle()
        cause = talk.look().cause or "no_answer"
        with suppress(LinkLost, LinkSilent, Cancelled):  # the cause is known already
            talk.send(CLEAR_BUFFERS)
            talk.settle()  # whoever answers the questions behind it has forgotten
        return NotPrinted(cause, self.begun, self.whole)

    def _forget(self, link: Link) -> None:
        """Stop at once; the cancel event is set, so nobody listens."""
        with suppress(LinkLost, LinkSilent):
            link.write(CLEAR_BUFFERS)


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
