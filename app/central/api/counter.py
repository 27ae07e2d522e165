"""Payments and mailing slips, as the station asks for them; the phone's side is in `pages`."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.central import codes
from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.api.registers import Recipient
from app.central.intake.messages import Id, Word
from app.central.sealing import is_recipient, to_base64
from app.central.storage import counter_pages
from app.central.storage.counter_pages import Payment, Slip
from app.central.storage.moment import now
from app.domain.errors import ItemUnknown

router = APIRouter(prefix="/api/v1", tags=["counter"])

PAYMENT_LIFETIME = timedelta(minutes=30)
SLIP_LIFETIME = timedelta(minutes=30)
MAX_AMOUNT_FEN = 10_000_000


class PaymentAsked(BaseModel):
    case_id: Id
    item: Word
    amount_fen: Annotated[int, Field(ge=1, le=MAX_AMOUNT_FEN)]


class PaymentOpened(BaseModel):
    """`code_url` is shown as a QR code and opened on the phone."""

    id: str
    code_url: str


class PaymentState(BaseModel):
    status: Literal["waiting", "paid"]


class SlipAsked(BaseModel):
    case_id: Id
    reply_to: Recipient


class SlipOpened(BaseModel):
    code: str
    url: str


class SlipState(BaseModel):
    """`sealed` opens to `{recipient, phone, address}` for the `reply_to` that was given, and for nobody else."""

    filled: bool
    sealed: str | None


@router.post("/payments", status_code=201, responses=documented(401, 422))
def open_payment(asked: PaymentAsked, centre: CentreHere, station: StationHere) -> PaymentOpened:
    """An order to pay; the same case and amount again gives the order that stands."""
    try:
        centre.catalogue.item(asked.item)
    except ItemUnknown as error:
        raise Problem(422, "item_unknown", "没有这个事项。") from error
    at = now()
    order = Payment(
        id=str(uuid.uuid4()),
        code=codes.new_code(codes.PAGE_CODE_LENGTH),
        station_id=station.id,
        case_id=asked.case_id,
        item=asked.item,
        amount_fen=asked.amount_fen,
        paid=False,
        made_at=at,
        expires_at=at + PAYMENT_LIFETIME,
    )
    with centre.database.write() as connection:
        standing = counter_pages.open_payment_of(connection, order)
        if standing is None:
            counter_pages.add_payment(connection, order)
    order = standing or order
    return PaymentOpened(id=order.id, code_url=f"{centre.public_url}/pay/{order.code}")


@router.get("/payments/{payment_id}", responses=documented(401, 404))
def payment_state(payment_id: str, centre: CentreHere, station: StationHere) -> PaymentState:
    with centre.database.read() as connection:
        order = counter_pages.payment(connection, payment_id)
    if order is None or order.station_id != station.id:
        raise Problem(404, "payment_unknown", "没有这笔缴费。")
    return PaymentState(status="paid" if order.paid else "waiting")


@router.post("/mailing-slips", status_code=201, responses=documented(401, 422))
def open_slip(asked: SlipAsked, centre: CentreHere, station: StationHere) -> SlipOpened:
    """A form for the phone; what is written there is sealed to `reply_to` at once."""
    if not is_recipient(asked.reply_to):
        raise Problem(422, "reply_to_wrong", "回信公钥不对。")
    at = now()
    slip = Slip(
        code=codes.new_code(codes.PAGE_CODE_LENGTH),
        station_id=station.id,
        case_id=asked.case_id,
        reply_to=asked.reply_to,
        sealed=None,
        made_at=at,
        expires_at=at + SLIP_LIFETIME,
    )
    with centre.database.write() as connection:
        counter_pages.add_slip(connection, slip)
    return SlipOpened(code=slip.code, url=f"{centre.public_url}/m/{slip.code}")


@router.get("/mailing-slips/{code}", responses=documented(401, 404))
def slip_state(code: str, centre: CentreHere, station: StationHere) -> SlipState:
    with centre.database.read() as connection:
        slip = counter_pages.slip(connection, codes.typed(code))
    if slip is None or slip.station_id != station.id:
        raise Problem(404, "slip_unknown", "没有这张邮寄单。")
    return SlipState(filled=slip.sealed is not None, sealed=to_base64(slip.sealed) if slip.sealed else None)
