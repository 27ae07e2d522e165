"""The queue of the hall as this station sees it, fetched in the background; and what a desk does with it.

Without a line nothing of it is known: a desk works on without tickets, and what it had called it calls its own again
when the centre answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.domain.errors import CentreUnreachable, TerminalError
from app.domain.tickets import HallQueue, Ticket, TicketAct, TicketOffice, TicketState
from app.journeys.delays import SHUTDOWN_S
from app.journeys.states import AtStep, Browsing, Finished, Finishing, State
from app.runtime.calling import Caller
from app.runtime.errands import Errands, said_failed
from app.runtime.sitting import Sitting
from app.runtime.worker import Failed, Worker

Question = Callable[[TicketOffice], Any]


class TicketQueue(QObject):
    """`changed` when something of it did. `queue` is None while the centre does not answer, or nobody wants to know."""

    changed = Signal()

    def __init__(
        self,
        office: Callable[[], TicketOffice],
        errands: Errands,
        clock: Callable[[], datetime],
        every_s: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.queue: HallQueue | None = None
        self.at_desk: Ticket | None = None
        """What this desk has called and is not through with; kept while the line is down."""
        self.is_silent = False
        """The centre did not answer the last question."""
        self.working = False
        """A call is on its way."""
        self.refused = ""
        """Why the last call came to nothing, in the words of the centre."""
        self.worker = Worker("tickets")
        self._office = office
        self._errands = errands
        self._clock = clock
        self._looking = False
        self._acts = 0
        self._ahead = timedelta(0)
        self._timer = QTimer(QCoreApplication.instance())
        self._timer.setInterval(every_s * 1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Nobody wants to know: what was known is forgotten."""
        self._timer.stop()
        self._take(None, None)

    def be_wanted(self, wanted: bool) -> None:
        if wanted != self.is_started:
            (self.start if wanted else self.stop)()

    @property
    def is_started(self) -> bool:
        return self._timer.isActive()

    def close(self) -> None:
        """In the window's thread: the timer goes with it."""
        self._timer.stop()
        self._timer.deleteLater()
        self.worker.end()
        self.worker.wait(SHUTDOWN_S)

    def now(self) -> datetime:
        """By the centre's clock, which wrote the times of the tickets."""
        return self._clock() + self._ahead

    def look(self) -> None:
        """One question at a time; an answer that an act of this desk has overtaken is dropped."""
        if self._looking or self.working:
            return
        self._looking = True
        acts = self._acts

        def deliver(result: Any) -> None:
            self._looking = False
            if acts == self._acts and self.is_started:
                self._seen(result)

        self._errands.loose(self.worker, lambda _: self._office().queue(), deliver)

    def _seen(self, result: Any) -> None:
        was_silent, self.is_silent = self.is_silent, said_failed(result, TerminalError)
        if self.is_silent:
            self._take(None, self.at_desk)
            if not was_silent:
                self.changed.emit()
            return
        queue: HallQueue = result
        self._ahead = queue.at - self._clock()
        self._take(queue, queue.at_desk)

    def _take(self, queue: HallQueue | None, at_desk: Ticket | None) -> None:
        if (queue, at_desk) != (self.queue, self.at_desk):
            self.queue, self.at_desk = queue, at_desk
            self.changed.emit()

    def ask(self, question: Question, done: Callable[[Ticket | None], None]) -> None:
        """An act of the desk; the next waits until this one is answered. Afterwards the queue is looked at."""
        if self.working:
            return
        self.working, self.refused = True, ""
        self._acts += 1
        self.changed.emit()

        def deliver(result: Any) -> None:
            self.working = False
            if said_failed(result, TerminalError):
                self._refused(result)
            else:
                done(result)
            self.changed.emit()
            self.look()

        self._errands.loose(self.worker, lambda _: question(self._office()), deliver)

    def _refused(self, result: Failed) -> None:
        if isinstance(result.error, CentreUnreachable):
            self.queue, self.is_silent = None, True
        elif isinstance(result.error, TerminalError):
            self.refused = result.error.message


_SITS_STILL = Finished | Finishing | AtStep | Browsing
"""Whoever has another item done after the first sits there still."""


class TicketDesk:
    """叫号 at a desk: each act goes to the centre, and a call is spoken once the centre has given the ticket."""

    def __init__(self, queue: TicketQueue, sitting: Sitting, caller: Caller, new_id: Callable[[], str]) -> None:
        self.queue = queue
        self._caller = caller
        self._new_id = new_id
        self._sitting = sitting
        self._before: State = sitting.state
        self._call_id = ""
        """Of a call whose answer was lost: asked again with it, the same ticket comes."""
        self._spoken = ""
        """The ticket that was called out last."""
        sitting.changed.connect(self._follow)
        queue.changed.connect(self._heard)

    def call_next(self) -> None:
        self._call_id = self._call_id or self._new_id()
        call_id = self._call_id

        def called(ticket: Ticket | None) -> None:
            self._call_id = ""
            self.queue.at_desk = ticket
            if ticket is not None:
                self._speak(ticket)

        self.queue.ask(lambda office: office.call_next(call_id), called)

    def recall(self) -> None:
        self._act(TicketAct.RECALL, self._speak)

    def missed(self) -> None:
        self._act(TicketAct.MISSED)

    def begin(self) -> None:
        self._act(TicketAct.BEGIN)

    def done(self) -> None:
        self._act(TicketAct.DONE)

    def _act(self, act: TicketAct, then: Callable[[Ticket], None] = lambda _: None) -> None:
        ticket = self.queue.at_desk
        if ticket is None:
            return

        def acted(after: Ticket | None) -> None:
            is_here = after is not None and after.state in (TicketState.CALLED, TicketState.SERVING)
            self.queue.at_desk = after if is_here else None
            if after is not None:
                then(after)

        ticket_id = ticket.id
        self.queue.ask(lambda office: office.act(ticket_id, act), acted)

    def _heard(self) -> None:
        """The centre has told what this desk has: a lost answer is lost no more, and whoever it was is called."""
        if self.queue.queue is None or self.queue.working or not self._call_id:
            return
        self._call_id = ""
        ticket = self.queue.at_desk
        if ticket is not None and ticket.state is TicketState.CALLED and ticket.id != self._spoken:
            self._speak(ticket)

    def _speak(self, ticket: Ticket) -> None:
        self._spoken = ticket.id
        self._caller.call(ticket)

    def _follow(self) -> None:
        """The case of whoever was called begins, and ends: the ticket goes along."""
        before, after = self._before, self._sitting.state
        self._before = after
        ticket = self.queue.at_desk
        if ticket is None:
            return
        if isinstance(after, AtStep) and ticket.state is TicketState.CALLED:
            self.begin()
        elif isinstance(before, Finished | Finishing) and not isinstance(after, _SITS_STILL):
            self.done()
