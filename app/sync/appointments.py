"""Slots that are booked, asked of the centre. Implements the port `AppointmentOffice`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote

from app.domain.appointments import (
    Appointment,
    BookedAlready,
    FreeDay,
    FreeSlot,
    HoldAnswer,
    SlotFull,
    SlotHeld,
)
from app.domain.person import IdentityCard
from app.sync.failures import CentreAnsweredWrongly
from app.sync.json_answers import is_count
from app.sync.proof import proof_of
from app.sync.session import Sessions

PATH = "/api/v1/appointments"


class CentreAppointments:
    def __init__(self, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._clock = clock

    def free(self, item_code: str, place: str, case_id: str) -> tuple[FreeDay, ...]:
        """See the port."""
        params = {"item": item_code, "place": place, "case": case_id}
        days = self._sessions.current().http.send("GET", PATH, params=params).fields().get("days")
        if not isinstance(days, list):
            raise CentreAnsweredWrongly("能约的日子读不懂")
        return tuple(_day(each) for each in days)

    def hold(
        self, item_code: str, case_id: str, wanted: Appointment, card: IdentityCard, *, move: bool = False
    ) -> HoldAnswer:
        """See the port."""
        asked = {"id": case_id, "item": item_code, **wanted.as_data(), "move": move, "sealed": self._sealed(card)}
        return _answer(self._sessions.current().http.post_json(PATH, asked).fields())

    def give_back(self, case_id: str) -> None:
        """See the port."""
        self._sessions.current().http.send("DELETE", f"{PATH}/{quote(case_id, safe='')}")

    def cancel(self, case_id: str, card: IdentityCard) -> None:
        """See the port."""
        http = self._sessions.current().http
        http.post_json(f"{PATH}/{quote(case_id, safe='')}/cancel", {"sealed": self._sealed(card)})

    def _sealed(self, card: IdentityCard) -> str:
        return self._sessions.current().sealer.json_text(proof_of(card, self._clock()))


def _day(told: Any) -> FreeDay:
    slots = told.get("slots") if isinstance(told, dict) else None
    if not isinstance(slots, list):
        raise CentreAnsweredWrongly("能约的日子读不懂")
    return FreeDay(_date(told), tuple(_slot(each) for each in slots))


def _slot(told: Any) -> FreeSlot:
    free = told.get("free") if isinstance(told, dict) else None
    if not is_count(free):
        raise CentreAnsweredWrongly("能约的时间读不懂")
    return FreeSlot(_time(told), free)


def _answer(fields: Mapping[str, Any]) -> HoldAnswer:
    """Raises CentreAnsweredWrongly."""
    match fields.get("outcome"):
        case "held":
            return SlotHeld(_until(fields))
        case "full":
            return SlotFull()
        case "booked_before" | "booked_then" as outcome:
            return _booked(fields.get("booked"), same_item=outcome == "booked_before")
        case _:
            raise CentreAnsweredWrongly("预约的回答读不懂")


def _booked(told: Any, *, same_item: bool) -> BookedAlready:
    if not isinstance(told, dict):
        raise CentreAnsweredWrongly("已有的预约读不懂")
    appointment = Appointment(_text(told, "place"), _date(told), _time(told))
    return BookedAlready(_text(told, "item"), appointment, same_item)


def _until(fields: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(_text(fields, "until"))
    except ValueError:
        raise CentreAnsweredWrongly("until 不是时间") from None


def _date(fields: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(fields, "day"))
    except ValueError:
        raise CentreAnsweredWrongly("day 不是日期") from None


def _time(fields: Mapping[str, Any]) -> time:
    try:
        return time.fromisoformat(_text(fields, "time"))
    except ValueError:
        raise CentreAnsweredWrongly("time 不是时间") from None


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise CentreAnsweredWrongly(f"回答里没有 {name}")
    return value
