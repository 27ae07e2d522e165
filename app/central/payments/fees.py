"""Never a paid fee without its case, nor a case without its fee: what does not meet is sent back or shown to a person.

A case may come long after it was paid for: its station was offline. So money goes back by itself only once the station
has said, well after the payment, that it has nothing more for the centre; until then a person sees it, and may decide.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from app.central import codes
from app.central.acceptance import accept_when_complete
from app.central.adapters.courier import rest
from app.central.payments.cashier import Cashier
from app.central.payments.claims import judged
from app.central.payments.hearing import hear_again
from app.central.payments.interface import Gateway, GatewayAway, GatewayOrder, NewRefund, RefundOutcome
from app.central.payments.sending_back import NO_CASE, send_back
from app.central.payments.settling import TWICE, settled
from app.central.storage import cases, fee_claims, payment_orders
from app.central.storage.database import Database
from app.central.storage.fee_claims import MATCHED, OPEN, WRONG, Claim, Orphan
from app.central.storage.moment import now
from app.central.storage.payment_orders import DONE, REFUSED, Entry, Order
from app.domain.drafts import HELD_KEPT
from app.domain.ports import Catalogue
from app.domain.service_item import StationKind

ROUND_EVERY_S = 5.0
COMPARED_EVERY_S = 300.0
ORPHAN_AFTER = timedelta(hours=1)
"""A sitting at the glass is over by then; so long after a payment its case is not missed."""
HELD_AT_A_DESK = HELD_KEPT + timedelta(days=1)
"""At a desk a draft that was paid for may be held so long."""
SOME = 200
OUR_ID_CHARS = 36


class Fees:
    def __init__(self, database: Database, catalogue: Catalogue, gateway: Gateway | None, cashier: Cashier) -> None:
        self._database = database
        self._catalogue = catalogue
        self._gateway = gateway
        self._cashier = cashier
        self.wake: Callable[[], None] = _nobody_listens
        """Called when something is to go back; it must not wait for anything."""

    def round(self, stop: threading.Event) -> None:
        """Orders that are due, refunds that are due, cases whose fee is open. Raises StorageProblem."""
        self._cashier.round(stop)
        with self._database.read() as connection:
            back = payment_orders.refunds_due(connection, now(), SOME)
            claims = fee_claims.due(connection, now(), SOME)
        for entry in back:
            if not stop.is_set():
                self._give_back(entry)
        for claim in claims:
            if not stop.is_set():
                self._judge(claim)

    def compare(self, stop: threading.Event) -> None:
        """Orders without a case, cases with several orders, orders that were not heard of. Raises StorageProblem."""
        at = now()
        with self._database.read() as connection:
            orphans = fee_claims.orphans(connection, at - ORPHAN_AFTER, SOME)
            several = fee_claims.paid_twice(connection, SOME)
            unheard = fee_claims.unheard(connection, SOME)
        for each in orphans:
            if not stop.is_set() and case_will_not_come(each):
                send_back(self._database, each.order.id, NO_CASE, unless_case=True)
        for orders in several:
            if not stop.is_set():
                self._keep_one(orders)
        for order_id in unheard:
            if not stop.is_set():
                hear_again(self._database, order_id)
        self.wake()

    # ------------------------------------------------------------ inside

    def _keep_one(self, orders: list[Order]) -> None:
        """The one that the case names, else the first that was paid."""
        with self._database.read() as connection:
            claim = fee_claims.claim(connection, orders[0].case_id)
        named = [each for each in orders if claim is not None and each.id == claim.order_id]
        kept = named[0] if named else min(orders, key=lambda each: (each.paid_at or each.made_at, each.id))
        for each in orders:
            if each.id != kept.id:
                send_back(self._database, each.id, TWICE)

    def _give_back(self, entry: Entry) -> None:
        outcome: RefundOutcome | None = RefundOutcome.DONE
        with self._database.read() as connection:
            order = payment_orders.look_up(connection, [entry.order_id]).get(entry.order_id)
        if order is not None and order.by_gateway:
            outcome = self._asked_back(entry)
        after = replace(entry, attempts=entry.attempts + 1, refund_due_at=now() + rest(entry.attempts + 1))
        if outcome is RefundOutcome.DONE:
            after = replace(after, refund=DONE, refunded_at=now(), refund_due_at=None)
        elif outcome is RefundOutcome.REFUSED:
            after = replace(after, refund=REFUSED, refund_due_at=None)
        with self._database.write() as connection:
            payment_orders.keep_entry(connection, after)

    def _asked_back(self, entry: Entry) -> RefundOutcome | None:
        """None: it cannot be asked now."""
        if self._gateway is None:
            return None
        name = hashlib.sha256(f"{entry.order_id} {entry.id}".encode()).hexdigest()[:32]
        try:
            return self._gateway.refund(
                NewRefund(name, entry.order_id, entry.id, entry.amount_fen, entry.refund_because)
            )
        except GatewayAway:
            return None

    def _judge(self, claim: Claim) -> None:
        """A case that says paid, of which no paid order was known when it came."""
        is_away = False
        try:
            self._look_up(claim)
        except GatewayAway:
            is_away = True
        with self._database.write() as connection:
            cases.hold(connection, claim.case_id)
            order = payment_orders.order(connection, claim.order_id)
            before = fee_claims.claim(connection, claim.case_id)
            if before is None or before.verdict != OPEN:
                return  # another replica was faster
            reason = judged(order, claim.case_id, claim.order_id, claim.amount_fen)
            if reason and is_away:
                tries = before.attempts + 1
                fee_claims.keep(connection, replace(before, attempts=tries, due_at=now() + rest(tries)))
                return
            verdict = WRONG if reason else MATCHED
            fee_claims.keep(connection, replace(before, verdict=verdict, reason=reason, due_at=None))
            case = cases.find(connection, claim.case_id)
            if case is not None and not reason:
                accept_when_complete(connection, case.id, case.station_id, self._catalogue, now())

    def _look_up(self, claim: Claim) -> None:
        """Its order, also what only the gateway remembers: this database may be from before. Raises GatewayAway."""
        with self._database.read() as connection:
            order = payment_orders.look_up(connection, [claim.order_id]).get(claim.order_id)
            case = cases.find(connection, claim.case_id)
        if order is not None:
            self._cashier.look(order)
            return
        if self._gateway is None or case is None or not 0 < len(claim.order_id) <= OUR_ID_CHARS:
            return
        told = self._gateway.look(claim.order_id)
        if told is not None and told.case_id == claim.case_id:
            self._remember(told, case.station_id, case.item)

    def _remember(self, told: GatewayOrder, station_id: str, item: str) -> None:
        at = now()
        code = codes.new_code(codes.PAGE_CODE_LENGTH)
        new = Order(told.id, code, station_id, told.case_id, item, told.amount_fen, at, at, by_gateway=True)
        after, entries = settled(new, [], told, at)
        with self._database.write() as connection:
            if payment_orders.order(connection, told.id) is None:
                payment_orders.add(connection, after)
                for each in entries:
                    payment_orders.keep_entry(connection, each)


def case_will_not_come(orphan: Orphan) -> bool:
    """The station has been heard long enough after the payment, and had nothing more for the centre."""
    order, glass = orphan.order, orphan.station_kind == StationKind.SELF_SERVICE
    begun: datetime = order.paid_at or order.made_at
    waits_until = begun + (ORPHAN_AFTER if glass else HELD_AT_A_DESK)
    return orphan.waiting == 0 and orphan.heard_at is not None and orphan.heard_at > waits_until


def _nobody_listens() -> None:
    """Until there is somebody."""
