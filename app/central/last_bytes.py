"""The bytes that came just before a connection broke reach the application too.

uvicorn answers `http.disconnect` as soon as the line is gone, and forgets what had arrived and was not asked for yet:
up to some 300 KB, which a tus client would have to send again after every cut.
"""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LastBytes:
    """Stands directly under uvicorn: its `receive` is a method of the object that holds those bytes in `body`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cycle: Any = getattr(receive, "__self__", None)

        async def all_of_it() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect" and not cycle.response_complete and cycle.body:
                message = {"type": "http.request", "body": bytes(cycle.body), "more_body": cycle.more_body}
                cycle.body = b""
            return message

        await self._app(scope, all_of_it if hasattr(cycle, "body") else receive, send)
