"""Completed cases on their way to the person, whatever is killed in between.

A pick-up is a row before the carrier hears of it, under an id made of case and ordinal; ordering, looking and
cancelling are harmless when repeated; a notification only has it looked at. Where to is opened from the case when it
is needed and kept nowhere else.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.central.adapters.courier import rest
from app.central.case_content import content_of
from app.central.mailings.interface import Carrier, CarrierAway, CarrierRefuses, NewPickUp, NotGenuine, PickUp
from app.central.mailings.settling import settled
from app.central.sealing import SealBroken
from app.central.storage import cases, mailings
from app.central.storage.database import Database
from app.central.storage.mailings import MailingRow
from app.central.storage.moment import now
from app.domain.mailing import UNDER_WAY, MailingState

ROUND_EVERY_S = 10.0
DUE_AT_ONCE = 100
NOTIFICATIONS = "/mailings/notifications"
SEALED, NO_ADDRESS, LOST = "sealed", "no_address", "lost"
"""Why a person must look: the case does not open here, says not where to, the carrier does not know its own order."""
_WHERE = ("recipient", "phone", "address")
_log = logging.getLogger("bianmin.central")


class Sending:
    """`carrier` None: a clerk sends them and types the number."""

    def __init__(self, database: Database, identity: Any, carrier: Carrier | None, public_url: str) -> None:
        self._database = database
        self._identity = identity
        self._carrier = carrier
        self._public_url = public_url

    @property
    def has_carrier(self) -> bool:
        return self._carrier is not None

    def round(self, stop: threading.Event) -> None:
        """Everything that is due. A carrier that is away is left alone for the rest of the round."""
        for row in self._due((MailingState.UNSEEN,)):
            if stop.is_set():
                return
            self._see(row)
        if self._carrier is None:
            return
        for row in self._due((MailingState.WAITING, *UNDER_WAY)):
            if stop.is_set():
                return
            try:
                self._carry_on(self._carrier, row)
            except CarrierAway as away:
                _log.warning("carrier_away %s", away.reason)
                self._later(row)
                return

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> bool:
        """A carrier says that something happened: it is looked at. False: no such pick-up here.

        Raises NotGenuine, and CarrierAway: then the carrier says it again.
        """
        if self._carrier is None:
            raise NotGenuine
        mailing_id = self._carrier.notified(path, headers, body)
        with self._database.read() as connection:
            row = mailings.held(connection, mailing_id[:64])
        if row is None:
            return False
        told = self._carrier.look(row.id)
        if told is not None:
            self._settle(row.id, told)
        return True

    def where_to(self, case_id: str) -> dict[str, str] | None:
        """Recipient, phone and address of a case that is to be mailed; None: it is not. Raises SealBroken."""
        with self._database.read() as connection:
            case = cases.find(connection, case_id)
        if case is None:
            return None
        told = content_of(self._identity, case)["data"].get("delivery")
        if not isinstance(told, dict) or told.get("kind") != "mail":
            return None
        return {name: str(told.get(name) or "").strip() for name in _WHERE}

    # ------------------------------------------------------------ inside

    def _due(self, states: tuple[MailingState, ...]) -> list[MailingRow]:
        with self._database.read() as connection:
            return mailings.due(connection, states, now(), DUE_AT_ONCE)

    def _see(self, row: MailingRow) -> None:
        """Whether a completed case is to be mailed."""
        try:
            where, trouble = self.where_to(row.case_id), ""
        except SealBroken:
            where, trouble = {}, SEALED
        if where is not None and not trouble and not all(where.values()):
            trouble = NO_ADDRESS
        state = MailingState.REFUSED if trouble else MailingState.WAITING
        at = now()
        with self._database.write() as connection:
            before = mailings.held(connection, row.id)
            if before is None or before.state is not MailingState.UNSEEN:
                return
            if where is None:
                mailings.drop(connection, row.id)
                return
            due_at = None if trouble else at
            mailings.keep(connection, replace(before, state=state, reason=trouble, changed_at=at, due_at=due_at))

    def _carry_on(self, carrier: Carrier, row: MailingRow) -> None:
        """Raises CarrierAway."""
        if row.ending:
            self._settle(row.id, carrier.cancel(row.id))
        elif row.state is MailingState.WAITING:
            self._order(carrier, row)
        else:
            told = carrier.look(row.id)
            if told is None:
                self._give_up(row.id, row.state, MailingState.FAILED, LOST)
            else:
                self._settle(row.id, told)

    def _order(self, carrier: Carrier, row: MailingRow) -> None:
        try:
            where = self.where_to(row.case_id)
        except SealBroken:
            where = None
        if where is None:
            self._give_up(row.id, MailingState.WAITING, MailingState.REFUSED, SEALED)
            return
        if not self._is_ours(row):
            return
        with self._database.read() as connection:
            case = cases.find(connection, row.case_id)
        number = case.number if case is not None else ""
        wanted = NewPickUp(row.id, number, **where, notify_url=f"{self._public_url}{NOTIFICATIONS}")
        try:
            told = carrier.order(wanted)
        except CarrierRefuses as refusal:
            self._give_up(row.id, MailingState.WAITING, MailingState.REFUSED, refusal.reason)
            return
        self._settle(row.id, told)

    def _is_ours(self, row: MailingRow) -> bool:
        """Written before the carrier hears of it: from here on no clerk sends this one by hand without its word."""
        with self._database.write() as connection:
            before = mailings.held(connection, row.id)
            if before is None or before.state is not MailingState.WAITING or before.ending:
                return False
            mailings.keep(connection, replace(before, by_carrier=True))
            return True

    def _settle(self, mailing_id: str, told: PickUp) -> None:
        """Raises CarrierAway where it speaks of another pick-up than ours."""
        if told.id != mailing_id:
            raise CarrierAway("other_pick_up")
        with self._database.write() as connection:
            before = mailings.held(connection, mailing_id)
            if before is not None:
                mailings.keep(connection, settled(before, told, now()))

    def _give_up(self, mailing_id: str, was: MailingState, state: MailingState, reason: str) -> None:
        at = now()
        with self._database.write() as connection:
            before = mailings.held(connection, mailing_id)
            if before is not None and before.state is was:
                given_up = replace(before, state=state, reason=reason, changed_at=at, due_at=None, ending=False)
                mailings.keep(connection, given_up)

    def _later(self, row: MailingRow) -> None:
        with self._database.write() as connection:
            before = mailings.held(connection, row.id)
            if before is not None and before.due_at is not None:
                tries = before.attempts + 1
                mailings.keep(connection, replace(before, attempts=tries, due_at=now() + rest(tries)))
