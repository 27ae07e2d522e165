"""Orders from their opening to their end, whatever is killed in between.

An order is a row before the gateway hears of it, under an id that never changes; what the gateway says is looked up,
never taken from a notification; and every look at the same standing makes the same rows. So a lost notification, a
doubled one and a kill between the gateway's word and the row all end alike.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.central import codes
from app.central.adapters.courier import rest
from app.central.payments.hearing import hear
from app.central.payments.interface import Gateway, GatewayAway, GatewayOrder, NewOrder, NotGenuine, Received
from app.central.payments.settling import settled
from app.central.storage import payment_orders
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.payment_orders import Order
from app.domain.ports import PaymentStatus

LIFETIME = timedelta(minutes=30)
POLLED_EVERY_S = 2.0
"""However often a station asks, the gateway is asked about one order no more often than this."""
POLLS_REMEMBERED = 1_000
DUE_AT_ONCE = 100
NOTIFICATIONS = "/payments/notifications"
NOT_OPENED = (PaymentStatus.WAITING, PaymentStatus.REFUSED, PaymentStatus.EXPIRED)


@dataclass(frozen=True, slots=True)
class Asked:
    """`subject` is what the person reads beside the amount."""

    station_id: str
    case_id: str
    item: str
    amount_fen: int
    subject: str


class Cashier:
    """`gateway` None: the centre's own page stands for it and no money moves."""

    def __init__(self, database: Database, gateway: Gateway | None, public_url: str) -> None:
        self._database = database
        self._gateway = gateway
        self._public_url = public_url
        self._polled: dict[str, float] = {}
        self.on_money: Callable[[], None] = _nobody_listens
        """Called when money came that may have to go back, or for which a case has waited."""

    def open(self, asked: Asked) -> Order:
        """The order that stands for the same case and amount, or a new one. Raises GatewayAway, StorageProblem.

        What had run out or was refused is looked at first: it may have been paid after all, and nobody pays twice.
        """
        for before in self._unpaid_before(asked):
            self._look(before)
        order = self._standing_or_new(asked, now())
        if self._gateway is None or order.code_url:
            return order
        told = self._gateway.open(
            NewOrder(
                id=order.id,
                case_id=order.case_id,
                amount_fen=order.amount_fen,
                subject=asked.subject,
                expires_at=order.expires_at,
                notify_url=f"{self._public_url}{NOTIFICATIONS}",
            )
        )
        return self._settle(order, told)

    def url_of(self, order: Order) -> str:
        """What the code on the glass says."""
        return order.code_url or f"{self._public_url}/pay/{order.code}"

    def state(self, order_id: str, station_id: str) -> PaymentStatus | None:
        """As the station hears it; None: it has no such order."""
        with self._database.read() as connection:
            order = payment_orders.look_up(connection, [order_id]).get(order_id)
        if order is None or order.station_id != station_id:
            return None
        if order.by_gateway and order.state in NOT_OPENED and self._is_polled_now(order.id):
            with suppress(GatewayAway):  # then what is known is told; the round and the next question look again
                order = self._look(order)
        return order.told(now())

    def page_order(self, code: str) -> Order | None:
        """Of the centre's own page."""
        with self._database.read() as connection:
            found = payment_orders.by_code(connection, codes.typed(code))
        return None if found is None or found.by_gateway else found

    def press(self, code: str) -> Order | None:
        """The press on the centre's own page: paid, where it is not over."""
        order = self.page_order(code)
        at = now()
        if order is None or order.told(at) is not PaymentStatus.WAITING:
            return order
        received = (Received(order.id, order.amount_fen, at),)
        return self._settle(
            order, GatewayOrder(order.id, order.case_id, order.amount_fen, PaymentStatus.PAID, "", received)
        )

    def notified(self, path: str, headers: Mapping[str, str], body: bytes) -> bool:
        """A gateway says that something happened: it is looked at. False: no such order here.

        Raises NotGenuine, and GatewayAway: then the gateway says it again.
        """
        if self._gateway is None:
            raise NotGenuine
        order_id = self._gateway.notified(path, headers, body)
        with self._database.read() as connection:
            order = payment_orders.look_up(connection, [order_id]).get(order_id)
        if order is None:
            return False
        self._look(order)
        return True

    def look(self, order: Order) -> Order:
        """As it stands by now. Raises GatewayAway, StorageProblem."""
        return self._look(order)

    def round(self, stop: threading.Event) -> None:
        """Every order that is due. A gateway that is away is left alone for the rest of the round."""
        with self._database.read() as connection:
            due = payment_orders.due(connection, now(), DUE_AT_ONCE)
        for order in due:
            if stop.is_set():
                return
            try:
                self._look(order)
            except GatewayAway:
                self._later(order)
                return

    # ------------------------------------------------------------ inside

    def _unpaid_before(self, asked: Asked) -> list[Order]:
        if self._gateway is None:
            return []
        with self._database.read() as connection:
            orders = payment_orders.of_case(connection, asked.case_id)
        at = now()
        return [
            each
            for each in orders
            if each.by_gateway and each.state in NOT_OPENED and each.told(at) is not PaymentStatus.WAITING
            if each.due_at is not None
        ]

    def _standing_or_new(self, asked: Asked, at: datetime) -> Order:
        with self._database.write() as connection:
            for order in _best_first(payment_orders.of_case(connection, asked.case_id), at):
                same = (order.station_id, order.item, order.amount_fen)
                if same == (asked.station_id, asked.item, asked.amount_fen):
                    return order
            order = Order(
                id=str(uuid.uuid4()),
                code=codes.new_code(codes.PAGE_CODE_LENGTH),
                station_id=asked.station_id,
                case_id=asked.case_id,
                item=asked.item,
                amount_fen=asked.amount_fen,
                made_at=at,
                expires_at=at + LIFETIME,
                by_gateway=self._gateway is not None,
                due_at=at + timedelta(seconds=POLLED_EVERY_S) if self._gateway is not None else None,
            )
            payment_orders.add(connection, order)
        return order

    def _look(self, order: Order) -> Order:
        if self._gateway is None or not order.by_gateway:
            return order
        over = order.told(now()) is PaymentStatus.EXPIRED and order.state is PaymentStatus.WAITING
        told = self._gateway.close(order.id) if over else self._gateway.look(order.id)
        if told is None:  # it was never told of it: killed before it could be, or away at that moment
            state = PaymentStatus.EXPIRED if over else order.state
            told = GatewayOrder(order.id, order.case_id, order.amount_fen, state)
        return self._settle(order, told)

    def _settle(self, order: Order, told: GatewayOrder) -> Order:
        """Raises GatewayAway where it speaks of another order than ours."""
        if (told.id, told.case_id, told.amount_fen) != (order.id, order.case_id, order.amount_fen):
            raise GatewayAway("other_order")
        at = now()
        with self._database.write() as connection:
            before = payment_orders.order(connection, order.id)
            if before is None:
                return order  # forgotten meanwhile: nobody paid it
            known = payment_orders.entries(connection, order.id)
            after, entries = settled(before, known, told, at)
            payment_orders.keep(connection, after)
            changed = [each for each in entries if each not in known]
            for each in changed:
                payment_orders.keep_entry(connection, each)
            goes_on = hear(connection, after, at)
        if goes_on or any(each.refund for each in changed):
            self.on_money()
        return after

    def _later(self, order: Order) -> None:
        with self._database.write() as connection:
            before = payment_orders.order(connection, order.id)
            if before is not None:
                tries = before.attempts + 1
                payment_orders.keep(connection, replace(before, attempts=tries, due_at=now() + rest(tries)))

    def _is_polled_now(self, order_id: str) -> bool:
        at = time.monotonic()
        if at - self._polled.get(order_id, -POLLED_EVERY_S) < POLLED_EVERY_S:
            return False
        self._polled.pop(order_id, None)
        self._polled[order_id] = at
        for oldest in list(self._polled)[:-POLLS_REMEMBERED]:
            self._polled.pop(oldest, None)
        return True


def _best_first(orders: list[Order], at: datetime) -> list[Order]:
    """Those that may still stand: what is paid before what waits, the newest first."""
    standing = [each for each in orders if each.told(at) in (PaymentStatus.PAID, PaymentStatus.WAITING)]
    return sorted(standing, key=lambda each: (each.state is PaymentStatus.PAID, each.made_at), reverse=True)


def _nobody_listens() -> None:
    """Until there is somebody."""
