"""The list of what waits, one case, and deciding it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.central import decisions
from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.decisions import WHOLE, Decider, Decision
from app.central.office.case_view import Found, find_case, status_word, view
from app.central.office.deadlines import NONE, Deadline, deadline
from app.central.office.doors import HOME, SentHere, SessionHere, Turned, no_such_page
from app.central.office.item_names import item_name
from app.central.office.pages import is_fragment, office_page
from app.central.office.places import place_of, place_text
from app.central.office.rights import Seat, office_name, seat, seats
from app.central.office.sessions import Session
from app.central.storage import office_acts, office_lists
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct
from app.central.storage.office_lists import Asked, Listed, Place, State
from app.domain.errors import WrongInput
from app.domain.formats import CHINA

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

ROWS = 40
"""Of the list at a time."""
COUNTED_AT_MOST = 1_000
FULL_VIEW_S = 30
"""So long everything is shown; then the page masks it again."""
_NUMBER = re.compile(r"[A-Z0-9-]{4,40}")
NO_NUMBER = "-"
"""No case bears it."""
PASSED_ON = "已受理，待办结"
STATES = {State.WAITING: "等我们审", State.DECIDED: "我们审过", State.CLOSED: "已审完", State.ALL: "全部"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; nothing in it is of a person."""

    id: str
    number: str
    former_number: str
    item: str
    station: str
    since: datetime
    status: str
    tone: str
    deadline: Deadline


@router.get(HOME)
def home(
    request: Request,
    centre: CentreHere,
    session: SessionHere,
    office: Annotated[str, Query(max_length=32)] = "",
    state: State = State.WAITING,
    number: Annotated[str, Query(max_length=64)] = "",
    after: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    mine = seats(session.reviewer)
    if not mine or (office and office not in mine):
        raise no_such_page()
    chosen = seat(centre.catalogue, office or mine[0])
    typed = number.strip().upper()
    asked = _asked(chosen, state, typed if _NUMBER.fullmatch(typed) else NO_NUMBER if typed else "", after)
    goes_on = is_fragment(request) and bool(after)
    with centre.database.read() as connection:
        found = office_lists.page(connection, asked, ROWS + 1)
        counted = _asked(chosen, State.WAITING)
        waiting = 0 if goes_on else office_lists.waiting(connection, counted, COUNTED_AT_MOST)
    listed_as_waiting = asked.state is State.WAITING and not asked.number
    rows = [_row(centre, each, now(), waits=listed_as_waiting) for each in found[:ROWS]]
    told: dict[str, Any] = {
        "office": chosen.office,
        "seats": [(each, office_name(centre.catalogue, each)) for each in mine],
        "state": asked.state,
        "states": STATES,
        "number": typed,
        "rows": rows,
        "waiting": waiting,
        "counted_at_most": COUNTED_AT_MOST,
        "next": place_text(found[ROWS - 1].received_at, found[ROWS - 1].id) if len(found) > ROWS else "",
        "page": "cases",
    }
    return office_page(session, "rows.html" if goes_on else "list.html", **told)


@router.get("/office/cases/{case_id}")
def one(
    case_id: str, centre: CentreHere, session: SessionHere, office: Annotated[str, Query(max_length=32)] = ""
) -> Response:
    return _shown(centre, session, _found(centre, session, case_id, office))


@router.post("/office/cases/{case_id}/full")
def in_full(
    case_id: str, centre: CentreHere, session: SentHere, office: Annotated[str, Form(max_length=32)] = ""
) -> Response:
    """Everything unmasked for a while; who looked stands in a row before it is shown."""
    found = _found(centre, session, case_id, office)
    with centre.database.write() as connection:
        act = OfficeAct(session.reviewer.number, Act.SAW_ALL, found.row.id, found.office, now())
        office_acts.add(connection, act)
    return _shown(centre, session, found, in_full=True)


@router.post("/office/cases/{case_id}/decide")
def decide(
    case_id: str,
    centre: CentreHere,
    session: SentHere,
    office: Annotated[str, Form(max_length=32)] = "",
    decision: Annotated[str, Form(max_length=16)] = "",
    part: Annotated[str, Form(max_length=100)] = "",
    reason: Annotated[str, Form(max_length=2_000)] = "",
    seen: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Shown again with the reason where it could not be taken; else back to the list."""
    found = _found(centre, session, case_id, office)
    if decision == "complete" and not found.review.sees_all:
        raise Turned(403, "这件事您不能做", "办结由看得到整个办件的单位来做。")
    acting = WHOLE if found.review.office == WHOLE else found.office
    by = Decider(session.reviewer.number, acting, seen if decision != "complete" else "")
    parts = (part,) if decision == "return" and part else ()
    meant = Decision(decision, "" if decision == "accept" else reason, parts)
    try:
        with centre.database.write() as connection:
            decisions.decide(connection, centre.catalogue, found.row.id, meant, by, now())
        centre.rechecker.wake()
    except WrongInput as error:
        again = _found(centre, session, case_id, office)
        return _shown(centre, session, again, trouble=f"{error.message}{error.what_to_do}", typed=meant)
    return RedirectResponse(f"/office/cases/{found.row.id}?office={found.office}", 303)


def _found(centre: Centre, session: Session, case_id: str, office: str) -> Found:
    """Raises Turned."""
    if office and office not in session.reviewer.roles:
        raise no_such_page()
    found = find_case(centre, session.reviewer, case_id, office)
    if found is None:
        raise no_such_page()
    return found


def _shown(
    centre: Centre,
    session: Session,
    found: Found,
    *,
    in_full: bool = False,
    trouble: str = "",
    typed: Decision | None = None,
) -> HTMLResponse:
    return office_page(
        session,
        "case.html",
        status=409 if trouble else 200,
        case=view(centre, found, now(), in_full=in_full),
        status_word=status_word(found.row.status),
        trouble=trouble,
        typed=typed or Decision(""),
        full_view_s=FULL_VIEW_S,
        page="cases",
    )


def _asked(chosen: Seat, state: State, number: str = "", after: str = "") -> Asked:
    behind = place_of(after)
    place = Place(*behind) if behind else None
    only, others, unattended = chosen.only, chosen.others, chosen.unattended
    return Asked(chosen.office, only, others, unattended, state, number, place, chosen.waits, chosen.passed_on)


def _row(centre: Centre, each: Listed, at: datetime, *, waits: bool) -> Row:
    """`waits`: known to wait, also where its status alone does not say so (a desk passed it on)."""
    under_review = each.status in decisions.UNDER_REVIEW
    passed_on = waits and not under_review
    return Row(
        each.id,
        each.number,
        each.former_number,
        item_name(centre.catalogue, each.item),
        each.station_id,
        each.received_at.astimezone(CHINA),
        PASSED_ON if passed_on else status_word(each.status),
        {"returned": "warn", "refused": "bad", "accepted": "ok", "completed": "ok"}.get(each.status, ""),
        deadline(centre.catalogue, each.item, each.received_at, at) if under_review or passed_on else NONE,
    )
