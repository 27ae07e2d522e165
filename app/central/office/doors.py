"""What the office's routes ask for: who is signed in, and that a form was sent by one of our own pages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.central.api.doors import CentreHere
from app.central.centre import Centre
from app.central.office import sessions
from app.central.office.sessions import Session
from app.central.storage.moment import now

HOME = "/office"
SIGN_IN = "/office/sign-in"
COOKIE = "bianmin_office"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""In place of those that every answer of the centre has (`app.central.api.figures`). Without a referrer a browser names
no origin with a form either, and that is looked at here.
"""


class NotSignedIn(Exception):
    """Nobody, or not any more."""


class Turned(Exception):
    """Away from something: a page of this status says so in one title and one sentence."""

    def __init__(self, status: int, title: str, sentence: str) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.sentence = sentence


def no_such_page() -> Turned:
    """The same for what is not there and for what is not this reviewer's."""
    return Turned(404, "没有这一页", "编号不对，或者这个办件不归您的单位看。")


def session_of(request: Request, centre: Centre) -> Session | None:
    token = request.cookies.get(COOKIE, "")
    return sessions.find(centre.database, token, now()) if token else None


def signed_in(request: Request, centre: CentreHere) -> Session:
    """Raises NotSignedIn."""
    session = session_of(request, centre)
    if session is None:
        raise NotSignedIn
    return session


SessionHere = Annotated[Session, Depends(signed_in)]


def from_here(request: Request) -> None:
    """A form that another site's page sent is not taken, whatever it knows. Raises Turned."""
    origin, site = request.headers.get("origin", ""), request.headers.get("sec-fetch-site", "same-origin")
    is_ours = not origin or urlsplit(origin).netloc == request.headers.get("host", "")
    if not is_ours or site not in ("same-origin", "none"):
        raise Turned(403, "这一页不能用了", "请从办公页面里重新打开，再做一次。")


def sent(request: Request, centre: CentreHere, csrf: Annotated[str, Form(max_length=200)] = "") -> Session:
    """Whoever sent this form from a page of this very session. Raises NotSignedIn, Turned."""
    from_here(request)
    session = signed_in(request, centre)
    if not session.has_sent(csrf):
        raise Turned(403, "这一页不能用了", "请从办公页面里重新打开，再做一次。")
    return session


SentHere = Annotated[Session, Depends(sent)]


def is_over_tls(request: Request, centre: Centre) -> bool:
    return request.url.scheme == "https" or centre.public_url.startswith("https:")


class OfficeHeaders:
    """Puts HEADERS on every answer below /office, also on those no route gave."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not (scope["path"] == HOME or scope["path"].startswith(f"{HOME}/")):
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
