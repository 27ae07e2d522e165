"""Who speaks is asked before a byte of the body is read: whoever has no valid token keeps nobody waiting.

A small refused body is still taken from the line, unread by anybody, so that a station whose clock is wrong hears why;
a larger one, or one without a length, ends the connection.
"""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from fastapi.security.utils import get_authorization_scheme_param
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.central.api.doors import STATION, identified
from app.central.api.problems import Problem, answer, from_error
from app.central.identity import NotIdentified
from app.domain.errors import TerminalError

PASSED_OVER_BYTES = 32 * 1024 * 1024
"""As much as the longest piece a station sends at once."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_STATIONS_ONLY = "/api/v1/"
_ENROLMENT = "/api/v1/stations"


class TokensFirst:
    """Every request with a body below `/api/v1/` but the enrolment itself; routes ask for the station all the same."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scheme, token = get_authorization_scheme_param(headers.get("authorization"))
        try:
            given = token if scheme.lower() == "bearer" else ""
            scope[STATION] = await run_in_threadpool(identified, scope["app"].state, given)
        except (NotIdentified, Problem, TerminalError) as error:
            await answer(unread(from_error(error), headers))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _asks(scope: Scope) -> bool:
    is_ours = scope["type"] == "http" and scope["method"] in WITH_BODY and scope["path"].startswith(_STATIONS_ONLY)
    return is_ours and scope["path"] != _ENROLMENT


def unread(problem: Problem, headers: Headers) -> Problem:
    """The answer to a body that nobody will read."""
    declared = headers.get("content-length", "")
    if "transfer-encoding" in headers or (declared.isdigit() and int(declared) > PASSED_OVER_BYTES):
        problem.headers["Connection"] = "close"
    return problem
