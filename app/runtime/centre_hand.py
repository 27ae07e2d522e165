"""Asks the centre for a sitting: records, licences, payments, mailing slips; and whether it took the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from threading import Event as Flag
from typing import Any, TypeVar

import uuid_utils
from PySide6.QtCore import QTimer

from app.domain.case import CaseStatus
from app.domain.errors import CentreRefused, CentreUnreachable, NothingOnRecord, TerminalError
from app.domain.person import IdentityCard
from app.domain.ports import PaymentStatus, SyncReport
from app.domain.tickets import ByBooking, Priority
from app.journeys.delays import CENTRE_ANSWER_S, LATE_PAYMENT_POLL_S, MAILING_POLL_S, MISSED_POLL_S, PAYMENT_POLL_S
from app.journeys.events import (
    CentreDidNotAnswer,
    CentreSaidNo,
    CentreTookCase,
    CentreTookTooLong,
    Event,
    LicencesCame,
    NothingFound,
    PaymentArrived,
    PaymentExpired,
    PaymentOpened,
    PaymentRefused,
    RecordCame,
    SlipFilled,
    SlipOpened,
)
from app.journeys.ticket_events import BookedTicketTaken, NothingBooked, TicketWasTaken
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Failed, Worker

T = TypeVar("T")
GROUP = "centre"
SYNC = "sync"
MISSES_BORNE = 2


class CentreHand:
    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.questions = Worker("centre")
        self.sync = Worker("sync")
        self.large = Worker("large-files")
        """A video takes minutes: it goes beside everything else, and stands back between its pieces."""
        self.listeners: list[Callable[[], None]] = []
        """Called in the window's thread after every exchange for the station, whatever came of it."""
        self._syncing = False
        self._hurried = False

    def stop(self) -> None:
        self._errands.stop(GROUP)

    def ask(self, question: Callable[[Flag], Any], answer: Callable[[Any], Event | None]) -> None:
        """One question at a time; a failure is said as the centre's silence, or its no."""
        self._errands.stop(GROUP)
        self._errands.start(GROUP, self.questions, question, lambda result: _refusal(result) or answer(result))

    def fetch_record(self, item_code: str, card: IdentityCard, answers: Mapping[str, str]) -> None:
        self.ask(lambda _: self._machine.services().query(item_code, card, answers), RecordCame)

    def fetch_licences(self, codes: tuple[str, ...], card: IdentityCard) -> None:
        self.ask(lambda _: self._machine.services().licences(card, codes), lambda found: LicencesCame(tuple(found)))

    def take_ticket(self, ticket_id: str, item_code: str, priority: Priority) -> None:
        office = self._machine.tickets
        if office is None:
            self._errands.say(CentreDidNotAnswer())
            return
        self.ask(lambda _: office().take(ticket_id, item_code, priority), TicketWasTaken)

    def claim_ticket(self, by: ByBooking) -> None:
        """The booking is what makes it one and the same: each question may carry an id of its own."""
        office, item_of = self._machine.tickets, self._machine.item_of
        if office is None or item_of is None:
            self._errands.say(CentreDidNotAnswer())
            return

        def take(_: Flag) -> Event:
            taken = office().claim(str(uuid_utils.uuid7()), by)
            return BookedTicketTaken(item_of(taken.ticket.item_code), taken) if taken is not None else NothingBooked()

        self.ask(take, lambda event: event)

    def open_payment(self, case_id: str, item_code: str, amount_fen: int) -> None:
        """Watched until it is paid or refused; also after it has run out, for money may come late."""

        def pay(stop: Flag) -> Event | None:
            services = self._machine.services()
            order = services.open_payment(case_id, item_code, amount_fen)
            self._errands.meanwhile(self.questions, stop, lambda: PaymentOpened(order))
            rest = PAYMENT_POLL_S
            while not stop.is_set():
                match patiently(lambda: services.payment_status(order.id), stop):
                    case PaymentStatus.PAID:
                        return PaymentArrived()
                    case PaymentStatus.REFUSED | PaymentStatus.REFUNDED:
                        return PaymentRefused()
                    case PaymentStatus.EXPIRED if rest == PAYMENT_POLL_S:
                        rest = LATE_PAYMENT_POLL_S
                        self._errands.meanwhile(self.questions, stop, PaymentExpired)
                stop.wait(rest)
            return None

        self.ask(pay, lambda told: told)

    def open_slip(self, case_id: str) -> None:
        def fill(stop: Flag) -> Any:
            services = self._machine.services()
            slip = services.open_mailing_slip(case_id)
            self._errands.meanwhile(self.questions, stop, lambda: SlipOpened(slip))
            while not (now := patiently(lambda: services.mailing_slip(slip.code), stop)).filled:
                if stop.wait(MAILING_POLL_S):
                    return None
            return now

        self.ask(fill, lambda slip: SlipFilled(slip) if slip is not None else None)

    def await_centre(self, case_id: str) -> None:
        """Whether the centre has it, and whether it said no at once."""
        taken = partial(_word, case_id)
        self.await_word(lambda: self._standing(case_id), taken, CentreTookTooLong(case_id))

    def _standing(self, case_id: str) -> CentreTookCase | None:
        """None where not every event of it was taken; where its decision cannot be read, it arrived all the same."""
        if not self._machine.outbox().taken(case_id):
            return None
        with suppress(TerminalError):
            case = self._machine.store().case(case_id)
            if case is not None:
                refused = case.reason if case.status is CaseStatus.REFUSED else ""
                return CentreTookCase(case_id, refused, completed=case.status is CaseStatus.COMPLETED)
        return CentreTookCase(case_id)

    def await_word(self, look: Callable[[], T], word: Callable[[T | Failed], Event], too_long: Event) -> None:
        """What is known after an exchange, by `look`, or that it takes too long; whichever comes first counts."""

        def send(stop: Flag) -> T:
            del stop
            with suppress(TerminalError):  # may be about another case: what became of this one the outbox knows
                self._machine.synchronizer().once(large=False)
            return look()

        self._errands.start(SYNC, self.sync, send, word)
        QTimer.singleShot(CENTRE_ANSWER_S * 1000, self._errands.later(lambda: too_long))

    def sync_quietly(self, *, due_only: bool = True) -> None:
        """For the station, not for the sitting; one at a time. With `due_only` False nothing rests any longer."""
        self._hurried = self._hurried or not due_only
        if self._syncing:
            return
        self._syncing = True
        hurried, self._hurried = self._hurried, False
        self._errands.loose(self.sync, lambda _: self._sync(due_only=not hurried), self._synced)

    def _sync(self, *, due_only: bool) -> SyncReport:
        self._machine.tend_data()
        return self._machine.synchronizer().once(due_only=due_only, large=False)

    def _synced(self, result: Any) -> None:
        said_failed(result, TerminalError)
        self._syncing = False
        for each in self.listeners:
            each()
        if self.large.is_idle:
            self._errands.loose(self.large, lambda _: self._machine.synchronizer().send_large(), self._large_sent)
        if self._hurried:
            self.sync_quietly()

    def _large_sent(self, result: Any) -> None:
        said_failed(result, TerminalError)
        for each in self.listeners:
            each()

    def stand_back(self) -> None:
        """The program ends: a large file on its way goes on from where it is another time."""
        if not self.large.is_idle:
            self._machine.synchronizer().stop_large()


def patiently(ask: Callable[[], T], stop: Flag) -> T:
    """Ask again after a miss: a person who pays on the phone is not told of every hiccup of the line."""
    for _ in range(MISSES_BORNE):
        try:
            return ask()
        except CentreUnreachable:
            if stop.wait(MISSED_POLL_S):
                raise
    return ask()


def _refusal(result: Any) -> Event | None:
    if not said_failed(result, TerminalError):
        return None
    match result:
        case Failed(error=NothingOnRecord()):
            return NothingFound()
        case Failed(error=CentreRefused()):
            return CentreSaidNo()
        case _:
            return CentreDidNotAnswer()


def _word(case_id: str, result: Any) -> Event:
    if said_failed(result, TerminalError) or result is None:
        return CentreTookTooLong(case_id)
    took: CentreTookCase = result
    return took
