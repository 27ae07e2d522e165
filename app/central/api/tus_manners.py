"""What tus asks of every answer and request, whatever the route: its version, the method a proxy drops."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.central.uploads import protocol

UPLOADS_PATH = "/api/v1/uploads"
_OVERRIDES = {"PATCH", "DELETE", "HEAD"}


def is_upload(path: str) -> bool:
    return path == UPLOADS_PATH or path.startswith(UPLOADS_PATH + "/")


class TusManners:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_upload(scope["path"]):
            await self._app(scope, receive, send)
            return
        meant = Headers(scope=scope).get("x-http-method-override", "").upper()
        if scope["method"] == "POST" and meant in _OVERRIDES:
            scope = {**scope, "method": meant}  # a copy: the server answers a POST, whose answer has a body

        async def versioned(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Tus-Resumable", protocol.VERSION)
                if message["status"] == 412:
                    headers.setdefault("Tus-Version", protocol.VERSION)
            await send(message)

        await self._app(scope, receive, versioned)
