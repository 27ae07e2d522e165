"""While the centre ends: what is under way is finished, what is new is sent elsewhere."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from app.central.api.problems import Problem, answer

RETRY_AFTER_S = 2
"""By then another replica, or the next start of this one, answers at the same address."""


class Closing:
    """Answers 503 to every request that begins after `app.state.closing` was set, also to `/readyz`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["app"].state.closing or scope["path"] == "/healthz":
            await self._app(scope, receive, send)
            return
        headers = {"Retry-After": str(RETRY_AFTER_S), "Connection": "close"}
        await answer(Problem(503, "closing", "中心正在停止，请稍候再试。", headers))(scope, receive, send)
