"""Fees: orders as the station asks for them, the page a phone pays on, and what a gateway has to say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from app.central.api import templates
from app.central.api.doors import CentreHere, StationHere, not_too_often
from app.central.api.problems import Problem, documented
from app.central.centre import Centre
from app.central.intake.messages import Id, Word
from app.central.payments.cashier import NOTIFICATIONS, Asked
from app.central.payments.interface import GatewayAway, NotGenuine
from app.central.storage.moment import now
from app.central.storage.payment_orders import Order
from app.domain.errors import ItemUnknown
from app.domain.formats import money
from app.domain.ports import PaymentStatus

MAX_AMOUNT_FEN = 10_000_000
MOST_NOTIFIED_BYTES = 64 * 1024
router = APIRouter(prefix="/api/v1", tags=["counter"])
pages = APIRouter(dependencies=[Depends(not_too_often)], default_response_class=HTMLResponse, include_in_schema=False)
notices = APIRouter(include_in_schema=False)


class PaymentAsked(BaseModel):
    case_id: Id
    item: Word
    amount_fen: Annotated[int, Field(ge=1, le=MAX_AMOUNT_FEN)]


class PaymentOpened(BaseModel):
    """`code_url` is shown as a QR code and opened on the phone."""

    id: str
    code_url: str


class PaymentState(BaseModel):
    """`refused`: what was tried did not go through; `expired`: another code is needed."""

    status: PaymentStatus


@router.post("/payments", status_code=201, responses=documented(401, 422, 503))
def open_payment(asked: PaymentAsked, centre: CentreHere, station: StationHere) -> PaymentOpened:
    """An order to pay; the same case and amount again gives the order that stands."""
    try:
        subject = centre.catalogue.item(asked.item).name.zh_cn
    except ItemUnknown as error:
        raise Problem(422, "item_unknown", "没有这个事项。") from error
    wanted = Asked(station.id, asked.case_id, asked.item, asked.amount_fen, subject)
    try:
        order = centre.cashier.open(wanted)
    except GatewayAway as error:
        raise Problem(503, "gateway_away", "现在连不上支付平台。", {"Retry-After": "5"}) from error
    return PaymentOpened(id=order.id, code_url=centre.cashier.url_of(order))


@router.get("/payments/{payment_id}", responses=documented(401, 404))
def payment_state(payment_id: str, centre: CentreHere, station: StationHere) -> PaymentState:
    state = centre.cashier.state(payment_id, station.id)
    if state is None:
        raise Problem(404, "payment_unknown", "没有这笔缴费。")
    return PaymentState(status=state)


@notices.post(NOTIFICATIONS)
async def notified(request: Request, centre: CentreHere) -> Response:
    """204: heard, also where nothing is known of the order; 503: to be said again later."""
    body = await request.body()
    headers = dict(request.headers.items())
    try:
        await run_in_threadpool(centre.cashier.notified, request.url.path, headers, body)
    except NotGenuine as error:
        raise Problem(401, "signature", "签名不对。") from error
    except GatewayAway as error:
        raise Problem(503, "gateway_away", "现在连不上支付平台。", {"Retry-After": "5"}) from error
    return Response(status_code=204)


@pages.get("/pay/{code}")
def payment_page(code: str, centre: CentreHere) -> HTMLResponse:
    return _page(centre, centre.cashier.page_order(code))


@pages.post("/pay/{code}")
def pay(code: str, centre: CentreHere) -> HTMLResponse:
    return _page(centre, centre.cashier.press(code))


def _page(centre: Centre, order: Order | None) -> HTMLResponse:
    if order is None:
        return templates.notice(404, "没有这笔缴费", "请回到办理点，重新扫一次屏幕上的码。")
    match order.told(now()):
        case PaymentStatus.PAID:
            return templates.page("pay_done.html", amount=money(order.amount_fen))
        case PaymentStatus.REFUNDED:
            return templates.notice(410, "这笔钱退回去了", "要办这件事，请回到办理点重新办。")
        case PaymentStatus.WAITING:
            return templates.page("pay.html", item=_item_name(centre, order.item), amount=money(order.amount_fen))
        case PaymentStatus.EXPIRED | PaymentStatus.REFUSED:
            return templates.notice(410, "这个付款码过期了", "请回到办理点，重新扫一次屏幕上的码。")


def _item_name(centre: Centre, code: str) -> str:
    try:
        return centre.catalogue.item(code).name.zh_cn
    except ItemUnknown:
        return code
