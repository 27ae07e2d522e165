"""Works the card reader for a sitting."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from threading import Event as Flag
from typing import Any, assert_never

from app.domain.formats import CHINA
from app.domain.person import IdentityCard
from app.journeys.delays import CARD_READ_S, CARD_WATCH_POLL_MS
from app.journeys.events import (
    CardWasRead,
    CardWasTaken,
    CardWasUnreadable,
    Event,
    NoCardCame,
    ReaderWentAway,
)
from app.journeys.station_events import CardCameLate
from app.runtime.errands import Errands, said_failed
from app.runtime.identity import identity_of
from app.runtime.machine import Machine
from app.runtime.worker import Failed, Worker
from hardware import CardRead, CardUnreadable, HardwareError, IdCardReader, NoCard

GROUP = "card"


class CardHand:
    """`taken` hears of every card that was seen to leave the field."""

    def __init__(self, machine: Machine, errands: Errands, taken: Callable[[], None] = lambda: None) -> None:
        self._machine = machine
        self._taken = taken
        self._errands = errands
        self.worker = Worker("id-card-reader")
        self._unheard = False
        """A reading was begun, and nothing is known of what came of it."""
        self._left: bool | None = False
        """The worker's own: whether what lies in the field is of nobody who stands here; None where a look is due."""

    def read(self, *, after_another: bool = False) -> None:
        """`after_another`: the card that lies there was left behind, or is the agent's of whoever cannot come. It is
        not the one that is waited for: first it goes."""
        reader = self._machine.bench.id_card_reader
        if reader is None:
            self._errands.say(ReaderWentAway())
            return
        self._errands.stop(GROUP)
        self._unheard = True
        portrait_of = self._machine.portrait_of

        def read(stop: Flag) -> IdentityCard | NoCard | CardUnreadable:
            """The portrait too is decoded here: a vendor's decoder takes its time."""
            guarded = after_another or self._left is not False
            if guarded and not self._field_is_free(reader, stop):
                return NoCard()
            outcome = reader.read(CARD_READ_S, stop)
            return identity_of(outcome, portrait_of) if isinstance(outcome, CardRead) else outcome

        self._errands.start(GROUP, self.worker, read, self._read)

    def _field_is_free(self, reader: IdCardReader, stop: Flag) -> bool:
        until = time.monotonic() + CARD_READ_S
        if self._left is None:
            self._left = reader.card_in_field()
        while reader.card_present():
            if time.monotonic() >= until or stop.wait(CARD_WATCH_POLL_MS / 1000):
                return False
            self.worker.is_at_it()
        self._left = False
        self._errands.meanwhile(self.worker, stop, self._gone)
        return True

    def _gone(self) -> Event:
        self._taken()
        return CardWasTaken()

    def _read(self, result: Any) -> Event | None:
        self._unheard = isinstance(result, Failed)
        return card_said(result, self._machine.now().astimezone(CHINA).date())

    def watch(self) -> None:
        """Until the card is out of the field."""
        reader = self._machine.bench.id_card_reader
        if reader is None:
            self._errands.say(CardWasTaken())
            return

        def watch(stop: Flag) -> bool:
            while reader.card_present():
                if stop.wait(CARD_WATCH_POLL_MS / 1000):
                    return False
                self.worker.is_at_it()
            self._left = False
            return True

        self._errands.stop(GROUP)
        self._errands.start(GROUP, self.worker, watch, self._watched)

    def _watched(self, result: Any) -> Event | None:
        if said_failed(result, HardwareError):
            return ReaderWentAway()
        if result:
            self._taken()
        return CardWasTaken() if result else None

    def look(self, done: Callable[[Any], None]) -> None:
        """Once, between sittings: a card that lies there now has to go before another one is read."""
        reader = self._machine.bench.id_card_reader
        if reader is None:
            return

        def look(_: Flag) -> bool:
            self._left = None
            self._left = reader.card_in_field()
            return self._left

        self._errands.loose(self.worker, look, done)

    def sitting_ended(self, *, is_known: bool) -> None:
        """A reading that was called back may have found a card, or one may have been put down at that moment.

        `is_known`: a card is written down as lying there already.
        """
        was_unheard, self._unheard = self._unheard, False
        if was_unheard and not is_known:
            self.look(self._looked)

    def _looked(self, result: Any) -> None:
        if not said_failed(result, HardwareError) and result:
            self._errands.say(CardCameLate())


def card_said(result: Any, today: date) -> Event:
    """What a reading means to the sitting."""
    if said_failed(result, HardwareError):
        return ReaderWentAway()
    outcome: IdentityCard | NoCard | CardUnreadable = result
    match outcome:
        case IdentityCard():
            return CardWasRead(outcome, today)
        case NoCard():
            return NoCardCame()
        case CardUnreadable():
            return CardWasUnreadable()
        case _ as never:
            assert_never(never)
