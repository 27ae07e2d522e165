"""Fees that do not meet their case, for whoever is in charge; money that is sent back from here says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.office.doors import SentHere, Turned
from app.central.office.item_names import item_name
from app.central.office.oversight_pages import InCharge
from app.central.office.pages import office_page
from app.central.office.rights import MANAGER
from app.central.office.sessions import Session
from app.central.payments.report import REFUSED_KEPT, WHY, report
from app.central.payments.sending_back import by_a_person
from app.central.storage import office_acts
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct
from app.domain.errors import WrongInput
from app.domain.formats import money

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """`standing` and `tone` are a pill; `payment` empty: nothing can be sent back from here."""

    standing: str
    tone: str
    amount: str
    number: str
    item: str
    station: str
    told: str
    at: datetime | None
    payment: str = ""


@router.get("/office/payments")
def payments(centre: CentreHere, session: InCharge) -> Response:
    return _shown(centre, session)


@router.post("/office/payments/{payment_id}/refund")
def refund(
    payment_id: str,
    centre: CentreHere,
    session: SentHere,
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Shown again with why not, where it cannot be."""
    if MANAGER not in session.reviewer.roles:
        raise Turned(403, "这件事您不能做", "退款由负责人来做。")
    try:
        order = by_a_person(centre.database, payment_id[:64], reason)
    except WrongInput as error:
        return _shown(centre, session, f"{error.message}{error.what_to_do}")
    with centre.database.write() as connection:
        act = OfficeAct(session.reviewer.number, Act.SENT_BACK, order.case_id, order.id, now())
        office_acts.add(connection, act)
    centre.fees.wake()
    return RedirectResponse("/office/payments", 303)


def _shown(centre: Centre, session: Session, trouble: str = "") -> HTMLResponse:
    told = report(centre.database)
    rows = [
        *(_orphan(centre, each) for each in told["without_case"]),
        *(_doubted(centre, each) for each in told["in_doubt"]),
        *(_refused(centre, each) for each in told["refused"]),
        *(_back(centre, each) for each in told["going_back"]),
    ]
    status = 409 if trouble else 200
    return office_page(session, "payments.html", status=status, rows=rows, trouble=trouble, page="payments")


def _orphan(centre: Centre, each: Mapping[str, Any]) -> FeeRow:
    waiting = each["waiting"]
    told = f"工作站还有 {waiting} 条没传完，办件可能还会来" if waiting else "工作站付款以后还没有消息"
    if waiting == 0:
        told = "工作站没有要传的了，到时候自己退"
    return FeeRow(
        "付了，没有办件",
        "warn",
        money(each["amount_fen"]),
        "",
        item_name(centre.catalogue, each["item"]),
        each["station"],
        told,
        _moment(each["paid_at"]),
        each["payment"],
    )


def _doubted(centre: Centre, each: Mapping[str, Any]) -> FeeRow:
    return FeeRow(
        "说付了，没对上" if each["checked"] else "正在核对",
        "bad" if each["checked"] else "",
        money(each["amount_fen"]),
        each["case"],
        item_name(centre.catalogue, each["item"]),
        each["station"],
        WHY.get(each["reason"], each["reason"]),
        None,
    )


def _refused(centre: Centre, each: Mapping[str, Any]) -> FeeRow:
    return FeeRow(
        REFUSED_KEPT,
        "warn",
        money(each["amount_fen"]),
        each["case"],
        item_name(centre.catalogue, each["item"]),
        each["station"],
        "不会自己退，该退的在这里退",
        _moment(each["paid_at"]),
        each["payment"],
    )


def _back(centre: Centre, each: Mapping[str, Any]) -> FeeRow:
    refused = each["refund"] == "refused"
    return FeeRow(
        "退不回去" if refused else "正在退",
        "bad" if refused else "",
        money(each["amount_fen"]),
        "",
        item_name(centre.catalogue, each["item"]),
        each["station"],
        WHY.get(each["because"], each["because"]),
        _moment(each["paid_at"]),
    )


def _moment(told: str) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
