"""Photos, papers and films of a case, for the offices that may see them. Opening one leaves a row."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from sqlalchemy import RowMapping

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.office.case_view import Found, find_case, opened, paper_of
from app.central.office.doors import SessionHere, Turned, no_such_page
from app.central.office.film import PieceState, examined, playable
from app.central.office.film_marks import MEDICAL, FilmMark, marks_of
from app.central.office.pages import is_fragment, office_page
from app.central.office.papers import Unshowable, checked, plain_pieces
from app.central.office.ranges import ranged
from app.central.office.sessions import Session
from app.central.storage import office_acts
from app.central.storage.moment import now
from app.central.storage.office_acts import Act, OfficeAct

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

SHOWN_HERE = frozenset({"image/jpeg", "image/png", "application/pdf"})
"""What a browser shows safely; anything else it is only told to keep."""
FILM = "video/"
ONE_LOOK = timedelta(minutes=10)
"""A player asks for piece after piece: all that it asks in this time is one look at the film."""
Office = Annotated[str, Query(max_length=32)]


@router.get("/office/cases/{case_id}/look/{name}")
def look(
    request: Request, case_id: str, name: str, centre: CentreHere, session: SessionHere, office: Office = ""
) -> Response:
    """Whether it is as it was handed in, in words, and then the thing itself."""
    found, row = _asked(centre, session, case_id, name, office)
    film = unshowable = None
    marks: list[FilmMark] = []
    if row["media_type"].startswith(FILM):
        data = opened(centre, found.row) or {}
        judged = examined(centre, row, data)
        marks = marks_of(data, name) if found.sees(MEDICAL) else []
        film, unshowable = (None, judged) if isinstance(judged, Unshowable) else (judged, None)
    else:
        unshowable = checked(centre, row)
    return office_page(
        session,
        "look_part.html" if is_fragment(request) else "look.html",
        status=409 if unshowable and not is_fragment(request) else 200,
        case_id=found.row.id,
        office=found.office,
        paper=paper_of(found.item, row),
        film=film,
        marks=marks,
        altered=film.of(PieceState.ALTERED) if film else [],
        missing=film.of(PieceState.MISSING) if film else [],
        unshowable=unshowable,
        page="cases",
    )


@router.get("/office/cases/{case_id}/files/{name}")
def file(case_id: str, name: str, centre: CentreHere, session: SessionHere, office: Office = "") -> Response:
    found, row = _asked(centre, session, case_id, name, office)
    if unshowable := checked(centre, row):
        raise Turned(409, "这份文件不能看", unshowable.words)
    _note(centre, session, found, name)
    is_shown = row["media_type"] in SHOWN_HERE
    return StreamingResponse(
        plain_pieces(centre, row),
        media_type=row["media_type"] if is_shown else "application/octet-stream",
        headers={
            "Content-Length": str(row["size"]),
            "Content-Disposition": "inline" if is_shown else "attachment",
        },
    )


@router.get("/office/cases/{case_id}/film/{name}")
def film(
    request: Request, case_id: str, name: str, centre: CentreHere, session: SessionHere, office: Office = ""
) -> Response:
    """The good pieces as a film that browsers play and wind."""
    found, row = _asked(centre, session, case_id, name, office)
    if not row["media_type"].startswith(FILM):
        raise no_such_page()
    judged = examined(centre, row, opened(centre, found.row) or {})
    made = judged if isinstance(judged, Unshowable) else playable(judged)
    if isinstance(made, Unshowable):
        raise Turned(409, "录像不能看", made.words)
    _note(centre, session, found, name, once_in=ONE_LOOK)
    return ranged(request, made, "video/mp4")


def _asked(centre: Centre, session: Session, case_id: str, name: str, office: str) -> tuple[Found, RowMapping]:
    """Raises Turned, alike for what is not there and what is not this office's."""
    found = find_case(centre, session.reviewer, case_id, office if office in session.reviewer.roles else "")
    row = found.may_open(name) if found is not None else None
    if found is None or row is None:
        raise no_such_page()
    return found, row


def _note(centre: Centre, session: Session, found: Found, name: str, once_in: timedelta = timedelta(0)) -> None:
    """Within `once_in` the same look is one row."""
    act = OfficeAct(session.reviewer.number, Act.OPENED, found.row.id, name[:100], now())
    with centre.database.write() as connection:
        if not once_in or not office_acts.has_since(connection, act, act.at - once_in):
            office_acts.add(connection, act)
