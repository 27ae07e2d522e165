"""What is to be mailed and where to, for whoever packs it; what failed stands first.

Somebody sees where to only of items whose delivery his office sees; whoever is in charge sees that the rest is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.mailings import by_hand
from app.central.mailings.report import STATE_WORDS, why
from app.central.office.doors import SentHere, SessionHere, Turned
from app.central.office.item_names import item_name
from app.central.office.pages import office_page
from app.central.office.rights import DECIDE_WHOLE, MANAGER, review_for, seats
from app.central.office.sessions import Session
from app.central.sealing import SealBroken
from app.central.storage import mailings, office_acts
from app.central.storage.mailings import MailingRow
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct
from app.domain.errors import WrongInput
from app.domain.formats import CHINA
from app.domain.mailing import TO_A_PERSON, MailingState

PAGE = "mailings"
ROWS = 200
DELIVERY = "delivery"
NOTED_EVERY = timedelta(minutes=10)
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def of_the_post(session: SessionHere) -> Session:
    """Raises Turned for everybody else."""
    if not set(DECIDE_WHOLE) & set(session.reviewer.roles):
        raise Turned(403, "这一页不归您看", "邮寄由车管所和负责人来办。")
    return session


OfThePost = Annotated[Session, Depends(of_the_post)]


@dataclass(frozen=True, slots=True)
class Row:
    """`standing` and `tone` are a pill; `acts` are the forms that fit how it stands."""

    id: str
    case_id: str
    standing: str
    tone: str
    told: str
    number: str
    item: str
    waybill: str
    since: datetime
    acts: frozenset[str]
    is_his: bool
    recipient: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@router.get("/office/mailings")
def shown(centre: CentreHere, session: OfThePost) -> Response:
    return _page(centre, session)


@router.post("/office/mailings/{mailing_id}/{act}")
def acted(
    mailing_id: str,
    act: str,
    centre: CentreHere,
    session: SentHere,
    waybill: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Shown again with why not, where it cannot be."""
    of_the_post(session)
    database, name = centre.database, mailing_id[:64]
    deeds: dict[str, Callable[[], MailingRow]] = {
        "waybill": lambda: by_hand.typed(database, name, waybill),
        "again": lambda: by_hand.again(database, name),
        "stop": lambda: by_hand.stop(database, name, has_carrier=centre.sending.has_carrier),
        "delivered": lambda: by_hand.close(database, name, MailingState.DELIVERED),
        "failed": lambda: by_hand.close(database, name, MailingState.FAILED),
        "ended": lambda: by_hand.close(database, name, MailingState.ENDED),
    }
    if act not in deeds or not _may_see(centre, session, name):
        raise Turned(404, "没有这一页", "这一件不在这里，或者不归您的单位办。")
    try:
        row = deeds[act]()
    except WrongInput as error:
        return _page(centre, session, f"{error.message}{error.what_to_do}", name, waybill)
    with database.write() as connection:
        office_acts.add(connection, OfficeAct(session.reviewer.number, Act.MAILED, row.case_id, act, now()))
    return RedirectResponse("/office/mailings", 303)


def _page(centre: Centre, session: Session, trouble: str = "", typed_for: str = "", typed: str = "") -> HTMLResponse:
    """`typed` is shown again at the mailing `typed_for`."""
    with centre.database.read() as connection:
        found = mailings.open_ones(connection, ROWS)
    in_charge = MANAGER in session.reviewer.roles
    listed = [(row, case, _is_his(centre, session, case)) for row, case in found]
    rows = [_row(centre, row, case, is_his=is_his) for row, case, is_his in listed if is_his or in_charge]
    _note(centre, session, [each.case_id for each in rows if each.address])
    told: dict[str, Any] = {"rows": rows, "trouble": trouble, "typed_for": typed_for, "typed": typed, "page": PAGE}
    return office_page(session, "mailings.html", status=409 if trouble else 200, **told)


def _row(centre: Centre, row: MailingRow, case: Any, *, is_his: bool) -> Row:
    acts = _acts(row, has_carrier=centre.sending.has_carrier) if is_his else frozenset()
    where = _where_to(centre, row.case_id) if "waybill" in acts else {}
    words = STATE_WORDS[row.state]
    return Row(
        id=row.id,
        case_id=row.case_id,
        standing="正在取消" if row.ending else words,
        tone="bad" if row.state in TO_A_PERSON else "warn" if row.state is MailingState.WAITING else "",
        told=why(row.reason),
        number=case.number,
        item=item_name(centre.catalogue, case.item),
        waybill=row.waybill,
        since=row.changed_at.astimezone(CHINA),
        acts=acts,
        is_his=is_his,
        **where,
    )


def _acts(row: MailingRow, *, has_carrier: bool) -> frozenset[str]:
    match row.state:
        case MailingState.WAITING if not row.by_carrier:
            return frozenset() if has_carrier and not row.attempts else frozenset({"waybill", "ended"})
        case MailingState.WAITING | MailingState.ORDERED if row.by_carrier and not row.ending:
            return frozenset({"stop"})
        case MailingState.PICKED_UP if not row.by_carrier:
            return frozenset({"delivered", "failed"})
        case MailingState.FAILED | MailingState.REFUSED | MailingState.CANCELLED:
            return frozenset({"waybill", "ended"} | ({"again"} if has_carrier else set()))
    return frozenset()


def _where_to(centre: Centre, case_id: str) -> dict[str, str]:
    try:
        return centre.sending.where_to(case_id) or {}
    except SealBroken:
        return {}


def _note(centre: Centre, session: Session, case_ids: list[str]) -> None:
    """Who saw where somebody lives, once for a while."""
    at = now()
    with centre.database.write() as connection:
        for each in case_ids:
            act = OfficeAct(session.reviewer.number, Act.SAW_ADDRESS, each, "", at)
            if not office_acts.has_since(connection, act, at - NOTED_EVERY):
                office_acts.add(connection, act)


def _is_his(centre: Centre, session: Session, case: Any) -> bool:
    for office in seats(session.reviewer):
        review = review_for(centre.catalogue, case.item, office, case.item_version)
        if review is not None and (review.sees_all or DELIVERY in review.parts):
            return True
    return False


def _may_see(centre: Centre, session: Session, mailing_id: str) -> bool:
    with centre.database.read() as connection:
        found = [case for row, case in mailings.open_ones(connection, ROWS) if row.id == mailing_id]
    return bool(found) and _is_his(centre, session, found[0])
