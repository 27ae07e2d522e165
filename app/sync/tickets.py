"""The queue of this station's hall, asked of the centre. Implements the port `TicketOffice`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.tickets import (
    ByBooking,
    Figures,
    HallQueue,
    Lane,
    Priority,
    TakenTicket,
    Ticket,
    TicketAct,
    TicketState,
)
from app.sync import limits
from app.sync.failures import CentreAnsweredWrongly
from app.sync.json_answers import is_count
from app.sync.proof import proof_of
from app.sync.session import Sessions

PATH = "/api/v1/tickets"


@dataclass(frozen=True, slots=True)
class HallDesk:
    """Where this station stands: the hall, the number on its window, and whether it takes the quick lane first."""

    hall: str
    window: str
    quick_first: bool


class HallTickets:
    def __init__(self, sessions: Sessions, desk: HallDesk, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock
        self._desk = desk

    def take(self, ticket_id: str, item_code: str, priority: Priority) -> TakenTicket:
        """See the port."""
        asked = {"id": ticket_id, "hall": self._desk.hall, "item": item_code, "priority": priority.value}
        return _taken(self._post(PATH, asked))

    def claim(self, ticket_id: str, by: ByBooking) -> TakenTicket | None:
        """See the port."""
        session = self._sessions.current()
        told = proof_of(by.card, self._clock()) if by.card else {"mark": by.mark} if by.mark else {"number": by.number}
        way = "card" if by.card else "code"
        asked = {"id": ticket_id, "hall": self._desk.hall, "by": way, "sealed": session.sealer.json_text(told)}
        taken = session.http.post_json(f"{PATH}/booked", asked).fields().get("taken")
        if taken is not None and not isinstance(taken, dict):
            raise CentreAnsweredWrongly("取的号读不懂")
        return _taken(taken) if taken is not None else None

    def queue(self) -> HallQueue:
        """See the port. Waits no longer than a look at the line does."""
        params = {"hall": self._desk.hall, "quick_first": "true" if self._desk.quick_first else "false"}
        http = self._sessions.current().http
        fields = http.send("GET", PATH, params=params, timeout_s=limits.REACHABLE_S).fields()
        waiting = fields.get("waiting")
        if not isinstance(waiting, list):
            raise CentreAnsweredWrongly("排队情况读不懂")
        return HallQueue(
            waiting=tuple(_ticket(each) for each in waiting),
            figures=_figures(fields.get("figures")),
            at_desk=_ticket_or_none(fields.get("at_desk")),
            at=_moment(fields, "at"),
        )

    def call_next(self, call_id: str) -> Ticket | None:
        """See the port."""
        desk = self._desk
        asked = {"call": call_id, "hall": desk.hall, "window": desk.window, "quick_first": desk.quick_first}
        return _ticket_or_none(self._post(f"{PATH}/next", asked).get("ticket"))

    def act(self, ticket_id: str, act: TicketAct) -> Ticket:
        return _ticket(self._post(f"{PATH}/{ticket_id}/{act.value}", {}))

    def _post(self, path: str, asked: dict[str, Any]) -> Mapping[str, Any]:
        return self._sessions.current().http.post_json(path, asked).fields()


def _taken(fields: Mapping[str, Any]) -> TakenTicket:
    ahead, wait_s = fields.get("ahead"), fields.get("wait_s")
    if not is_count(ahead) or not is_count(wait_s):
        raise CentreAnsweredWrongly("取的号读不懂")
    ticket = _ticket(fields.get("ticket"))
    return TakenTicket(ticket, ahead, timedelta(seconds=wait_s), late=fields.get("late") is True)


def _ticket_or_none(told: Any) -> Ticket | None:
    return None if told is None else _ticket(told)


def _ticket(told: Any) -> Ticket:
    """Raises CentreAnsweredWrongly."""
    if not isinstance(told, dict):
        raise CentreAnsweredWrongly("排队号读不懂")
    try:
        return Ticket(
            id=_text(told, "id"),
            number=_text(told, "number"),
            lane=Lane(_text(told, "lane")),
            item_code=_text(told, "item"),
            priority=Priority(_text(told, "priority")),
            taken_at=_moment(told, "taken_at"),
            state=TicketState(_text(told, "state")),
            window=str(told.get("window") or ""),
            called_at=_moment_or_none(told, "called_at"),
            begun_at=_moment_or_none(told, "begun_at"),
            ended_at=_moment_or_none(told, "ended_at"),
            booked_for=_moment_or_none(told, "booked_for"),
        )
    except ValueError:
        raise CentreAnsweredWrongly("排队号读不懂") from None


def _figures(told: Any) -> Figures:
    values = [told.get(name) for name in ("waiting", "average_s", "longest_s")] if isinstance(told, dict) else []
    counts = [each for each in values if is_count(each)]
    if len(counts) != 3:
        raise CentreAnsweredWrongly("等候情况读不懂")
    return Figures(counts[0], timedelta(seconds=counts[1]), timedelta(seconds=counts[2]))


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise CentreAnsweredWrongly(f"回答里没有 {name}")
    return value


def _moment(fields: Mapping[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(fields, name))
    except ValueError:
        raise CentreAnsweredWrongly(f"{name} 不是时间") from None
    if found.tzinfo is None:
        raise CentreAnsweredWrongly(f"{name} 没有时区")
    return found


def _moment_or_none(fields: Mapping[str, Any], name: str) -> datetime | None:
    return None if fields.get(name) is None else _moment(fields, name)
