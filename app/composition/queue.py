"""The station's part in the queue of its hall: a terminal tells how many wait, a counter calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.service_item import StationKind
from app.journeys.delays import QUEUE_POLL_HOME_S, QUEUE_POLL_S
from app.journeys.states import AtTicket, State
from app.runtime.calling import Caller
from app.runtime.clerk import Clerk
from app.runtime.hands import Hands
from app.runtime.machine import Machine
from app.runtime.sitting import Sitting
from app.runtime.ticket_queue import TicketDesk, TicketQueue

if TYPE_CHECKING:
    from app.composition.parts import Parts


@dataclass(frozen=True, slots=True)
class HallPart:
    """`queue` None: this station has no part in it; `calls` only at a counter."""

    queue: TicketQueue | None = None
    calls: TicketDesk | None = None

    def start(self) -> None:
        """A counter's begins when somebody sits down there."""
        if self.queue is not None and self.calls is None:
            self.queue.start()

    def close(self) -> None:
        if self.queue is not None:
            self.queue.close()


def _has_taken(state: State) -> bool:
    """One more waits, and home is to tell it at once."""
    return isinstance(state, AtTicket) and state.taken is not None


def build_hall_part(
    parts: Parts, machine: Machine, hands: Hands, sitting: Sitting, language: Callable[[], str], clerk: Clerk | None
) -> HallPart:
    kind, tickets = parts.settings.station.kind, lambda: parts.tickets
    if kind is StationKind.SELF_SERVICE and parts.settings.tickets.offered:
        told = TicketQueue(tickets, hands.errands, machine.now, QUEUE_POLL_HOME_S, sitting)
        sitting.changed.connect(lambda: told.look() if _has_taken(sitting.state) else None)
        return HallPart(told)
    if kind is StationKind.COUNTER and clerk is not None:
        queue = TicketQueue(tickets, hands.errands, machine.now, QUEUE_POLL_S, sitting)
        calls = TicketDesk(queue, sitting, Caller(machine, hands, language), parts.new_id)
        clerk.changed.connect(lambda: queue.be_wanted(clerk.who is not None))
        return HallPart(queue, calls)
    return HallPart()
