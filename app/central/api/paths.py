"""Addresses that no route can mean are answered before any of them is asked."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from app.central.api.problems import Problem, answer


class SayablePaths:
    """A NUL in a path is none of our ids, codes and names, and PostgreSQL takes no text with one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "\0" in scope["path"]:
            await answer(Problem(400, "path_malformed", "地址写得不对。"))(scope, receive, send)
            return
        await self._app(scope, receive, send)
