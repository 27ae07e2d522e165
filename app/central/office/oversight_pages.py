"""Bad evaluations, stations, figures: for whoever is in charge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.office.doors import SessionHere, Turned
from app.central.office.figures import GRADE_WORDS, figures, status_titles
from app.central.office.item_names import item_name
from app.central.office.pages import is_fragment, office_page
from app.central.office.places import place_of, place_text
from app.central.office.rights import MANAGER
from app.central.office.sessions import Session
from app.central.office.station_rows import station_row
from app.central.sealing import SealBroken, open_json
from app.central.storage import oversight
from app.central.storage.moment import now
from app.central.storage.oversight import Badly
from app.domain.formats import CHINA

ROWS = 40
STATIONS_AT_ONCE = 200
CHANNEL_WORDS = {"pad": "评价器", "screen": "屏幕", "phone": "手机", "command": "命令"}


def in_charge(session: SessionHere) -> Session:
    """Raises Turned for everybody else."""
    if MANAGER not in session.reviewer.roles:
        raise Turned(403, "这一页不归您看", "差评、工作站和数字由负责人看。")
    return session


InCharge = Annotated[Session, Depends(in_charge)]
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class BadRow:
    number: str
    item: str
    station: str
    grade: str
    reasons: tuple[str, ...]
    text: str = field(repr=False)
    channel: str
    at: datetime


@router.get("/office/evaluations")
def evaluations(
    request: Request, centre: CentreHere, session: InCharge, after: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    with centre.database.read() as connection:
        found = oversight.bad_evaluations(connection, place_of(after), ROWS + 1)
    last = found[ROWS - 1] if len(found) > ROWS else None
    return office_page(
        session,
        "evaluation_rows.html" if is_fragment(request) and after else "evaluations.html",
        rows=[_bad_row(centre, each) for each in found[:ROWS]],
        next=place_text(last.evaluated_at, last.case_id) if last else "",
        page="evaluations",
    )


@router.get("/office/stations")
def stations(centre: CentreHere, session: InCharge, after: Annotated[str, Query(max_length=64)] = "") -> Response:
    at = now()
    with centre.database.read() as connection:
        found = oversight.stations_after(connection, after.replace("\0", ""), STATIONS_AT_ONCE + 1)
    version = centre.catalogue.version
    rows = sorted((station_row(each, at, version) for each in found[:STATIONS_AT_ONCE]), key=lambda each: each.rank)
    return office_page(
        session,
        "stations.html",
        rows=rows,
        china=CHINA,
        next=found[STATIONS_AT_ONCE - 1].id if len(found) > STATIONS_AT_ONCE else "",
        page="stations",
    )


@router.get("/office/figures")
def counts(centre: CentreHere, session: InCharge) -> Response:
    with centre.database.read() as connection:
        shown = figures(connection, centre.catalogue, now())
    return office_page(session, "figures.html", figures=shown, titles=status_titles(), page="figures")


def _bad_row(centre: Centre, each: Badly) -> BadRow:
    return BadRow(
        each.number,
        item_name(centre.catalogue, each.item),
        each.station_id,
        GRADE_WORDS.get(each.grade, str(each.grade)),
        tuple(each.reasons),
        _text(centre, each.payload),
        CHANNEL_WORDS.get(each.channel, each.channel),
        each.evaluated_at.astimezone(CHINA),
    )


def _text(centre: Centre, payload: bytes) -> str:
    try:
        return str(open_json(centre.keys.identity, payload).get("text", ""))
    except SealBroken:
        return ""
