"""Rendering: every page of the office has its frame, with who is signed in and where he may go."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.central.api import templates
from app.central.office.doors import SIGN_IN, NotSignedIn, Turned
from app.central.office.rights import LICENSING, MANAGER, POINTS
from app.central.office.sessions import IDLE, Session

NOT_THERE = 404
ASKED_WRONGLY = (405, 422)


def office_page(session: Session, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """`name` is a template of resources/web/office."""
    return templates.page(f"office/{name}", status=status, **frame(session), **values)


def frame(session: Session) -> dict[str, Any]:
    reviewer = session.reviewer
    return {
        "reviewer": reviewer,
        "is_manager": MANAGER in reviewer.roles,
        "sees_mailings": bool({LICENSING, MANAGER} & set(reviewer.roles)),
        "is_points": bool({POINTS, MANAGER} & set(reviewer.roles)),
        "csrf": session.csrf,
        "idle_minutes": int(IDLE.total_seconds() // 60),
    }


def is_fragment(request: Request) -> bool:
    """htmx asks for what it puts into a page that stands."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-history-restore-request") != "true"


async def away(request: Request, error: Exception) -> Response:
    """To the sign-in page; a fragment takes the whole page along."""
    if not isinstance(error, NotSignedIn):
        raise error
    if is_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": f"{SIGN_IN}?ended=1"})
    came = "?ended=1" if request.cookies else ""
    return RedirectResponse(f"{SIGN_IN}{came}", 303)


def fault(status: int, title: str, sentence: str) -> HTMLResponse:
    """What the centre could not answer here, with the way back. A page asked for in the wrong way is not a defect."""
    if status in ASKED_WRONGLY:
        title, sentence = "这一页打不开", "地址不对，或者这一步要从页面里按按钮做。"
    elif status == NOT_THERE:
        title, sentence = "没有这一页", "地址不对。"
    return templates.page("office/turned.html", status=status, title=title, sentence=sentence)


async def turned(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Turned):
        raise error
    return templates.page("office/turned.html", status=error.status, title=error.title, sentence=error.sentence)
