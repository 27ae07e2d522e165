"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.central.api import templates
from app.central.api.doors import CentreHere, address_of
from app.central.office import sessions
from app.central.office.doors import COOKIE, HOME, SIGN_IN, SentHere, from_here, is_over_tls, session_of
from app.central.office.signing_in import Busy, Reviewer, sign_in
from app.central.storage.moment import now
from app.domain.operators import LockedOut, WrongPin

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_ENDED = "很久没有操作，已经退出。请再登录一次。"


@router.get(SIGN_IN)
def ask(request: Request, centre: CentreHere, ended: bool = False) -> Response:
    if session_of(request, centre) is not None:
        return RedirectResponse(HOME, 303)
    return _asked(_ENDED if ended else "")


@router.post(SIGN_IN, dependencies=[Depends(from_here)])
def enter(
    request: Request,
    centre: CentreHere,
    number: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=256)] = "",
) -> Response:
    guesses, address = request.app.state.office_guesses, address_of(request)
    if not guesses.has_room(address):
        return _asked("从这里登录得太多了。过一分钟再试。", number, status=429)
    at = now()
    guesses.charge(address)
    match sign_in(centre.database, number, password, at):
        case Busy():
            return _asked("现在登录的人太多。过几秒再试。", number, status=503)
        case WrongPin(tries_left=left):
            return _asked(f"工号或密码不对。再错 {left} 次就要等一会儿。", number, status=403)
        case LockedOut(seconds=seconds):
            words = f"输错太多次，这个工号暂时锁住了。{seconds} 秒后再试；忘了密码请找中心重设。"
            answer = _asked(words, number, status=429)
            answer.headers["Retry-After"] = str(seconds)
            return answer
        case Reviewer() as reviewer:
            before = request.cookies.get(COOKIE, "")
            if before:
                sessions.end(centre.database, before)
            session = sessions.begin(centre.database, reviewer, at)
            home = RedirectResponse(HOME, 303)
            home.set_cookie(
                COOKIE, session.token, path=HOME, httponly=True, samesite="strict", secure=is_over_tls(request, centre)
            )
            return home


@router.post("/office/sign-out")
def leave(centre: CentreHere, session: SentHere) -> Response:
    sessions.end(centre.database, session.token)
    gone = RedirectResponse(SIGN_IN, 303)
    gone.delete_cookie(COOKIE, path=HOME, httponly=True, samesite="strict")
    return gone


def _asked(words: str, number: str = "", *, status: int = 200) -> HTMLResponse:
    return templates.page("office/sign_in.html", status=status, words=words, number=number)
