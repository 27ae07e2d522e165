"""Errors as RFC 9457 problem documents. They name fields and rules, never the values: those are personal data."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.central.identity import NotIdentified, OtherStationKind
from app.central.intake.refused_body import BodyRefused
from app.central.registers.away import RegisterAway
from app.central.uploads.protocol import Unreadable
from app.domain.errors import CentreRefused, DiskFull, StorageProblem, TerminalError, WrongInput
from app.domain.fault_trail import fault_trail

MEDIA_TYPE = "application/problem+json"
_WORDS = {
    404: ("没有这一页", "看看地址有没有少一段，或者重新扫一次码。"),
    429: ("问得太快了", "过一分钟再来，什么都不会丢。"),
    500: ("这里出了点问题", "已经记下了。过一会儿再试，或者找窗口的人帮忙。"),
}
_NOT_IDENTIFIED = {
    "station_revoked": "这台工作站已经停用，不能再上报。请联系中心；要重新启用，先在中心生成新的登记码。",
    "token_replayed": "这个令牌已经用过一次。请换一个新的再试。",
    "token_expired": "令牌过期了。请检查本机的时钟，再换一个新的。",
    "token_early": "令牌的时间在将来。请检查本机的时钟。",
}
_UNREADABLE = {
    "attachment_seal": "附件的封装打不开，传来的内容坏了。",
    "attachment_recipient": "附件是封给另一把密钥的，这里没有它：请检查中心的 keys 目录。",
    "attachment_size": "附件的大小和登记的不一样。",
    "attachment_sha256": "附件的内容和登记的不一样。",
    "longer_than_declared": "传来的内容比登记的长。",
    "upload_too_large": "附件太大，中心收不下。",
}
_log = logging.getLogger("bianmin.central")


class ProblemDocument(BaseModel):
    """RFC 9457. `code` is stable, `detail` is a sentence for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""


class Problem(Exception):
    """`more`: members of the document beside those every problem has."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = dict(more or {})


def answer(problem: Problem, extra: Mapping[str, Any] | None = None) -> Response:
    body = {
        "type": f"urn:bianmin:problem:{problem.code}",
        "title": _title(problem.status),
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        **problem.more,
        **(extra or {}),
    }
    content = json.dumps(body, ensure_ascii=False)
    return Response(content, problem.status, problem.headers, media_type=MEDIA_TYPE)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route in the OpenAPI document."""
    schema = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    return {status: {"description": _title(status), "content": {MEDIA_TYPE: schema}} for status in statuses}


FAULT = Problem(500, "fault", "中心出了问题，已经记下。")
REGISTER_AWAY = Problem(503, "register_away", "对方的系统现在没有回答，稍后再试。", {"Retry-After": "5"})


def from_error(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case NotIdentified():
            return Problem(401, error.reason, _unknown_because(error.reason), {"WWW-Authenticate": "Bearer"})
        case OtherStationKind():
            return Problem(403, "station_kind_differs", error.words, more={"station_kind": error.meant})
        case RegisterAway():
            return REGISTER_AWAY
        case BodyRefused():
            return Problem(error.status, error.code, error.detail)
        case Unreadable():
            return Problem(error.status, error.reason, _UNREADABLE.get(error.reason, ""))
        case TerminalError():
            return _from_ours(error)
        case _:
            return FAULT


def _from_ours(error: TerminalError) -> Problem:
    match error:
        case CentreRefused():
            return Problem(403, "refused", f"{error.message}{error.what_to_do}")
        case WrongInput():
            return Problem(422, "input_wrong", f"{error.message}{error.what_to_do}")
        case DiskFull():
            return Problem(507, "disk_full", error.message)
        case StorageProblem():
            return Problem(503, "storage", error.message, {"Retry-After": "5"})
        case _:
            return FAULT


def _unknown_because(reason: str) -> str:
    return _NOT_IDENTIFIED.get(reason, "没有认出这台工作站。")


Notice = Callable[[str, int, str, str], Response]
"""Makes a page (path, status, title, sentence) for people's browsers."""


def _reply(request: Request, notice: Notice, problem: Problem, extra: Mapping[str, Any] | None = None) -> Response:
    for_people = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if not for_people:
        return answer(problem, extra)
    page = notice(request.url.path, problem.status, *_WORDS.get(problem.status, _WORDS[500]))
    page.headers.update(problem.headers)
    return page


def install(app: FastAPI, notice: Notice) -> None:
    def reply(request: Request, problem: Problem, extra: Mapping[str, Any] | None = None) -> Response:
        return _reply(request, notice, problem, extra)

    async def known(request: Request, error: Exception) -> Response:
        return reply(request, from_error(error))

    async def http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        code = HTTPStatus(error.status_code).name.lower()
        return reply(request, Problem(error.status_code, code, headers=error.headers))

    async def invalid(request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        fields = [{"at": ".".join(str(step) for step in each["loc"]), "rule": each["type"]} for each in error.errors()]
        return reply(request, Problem(422, "request_invalid", "请求里有一项不对。"), {"errors": fields[:50]})

    for kind in (Problem, BodyRefused, NotIdentified, OtherStationKind, RegisterAway, TerminalError, Unreadable):
        app.add_exception_handler(kind, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)


class LastResort:
    """A defect of ours: told as a problem, to a browser as a page, logged by its kind and the places it passed through.

    The text of the exception is left out of the log: it could hold what somebody sent.
    """

    def __init__(self, app: ASGIApp, notice: Notice) -> None:
        self._app = app
        self._notice = notice

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - nothing lies behind this but the server's log, which prints texts
            _log.error("fault %s", fault_trail(error))
            if not started:
                await self._told(scope, from_error(error))(scope, receive, send)

    def _told(self, scope: Scope, problem: Problem) -> Response:
        return _reply(Request(scope), self._notice, problem) if scope["type"] == "http" else answer(problem)


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Checksum Mismatch"
