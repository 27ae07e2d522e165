"""Bodies are read whole, unpacked (gzip, zstd) and bounded before any route sees them. Uploads stream instead."""

from __future__ import annotations

import asyncio
import io
import zlib
from collections.abc import Callable

import zstandard
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.central.api.problems import Problem, answer
from app.central.api.tus_manners import is_upload
from app.central.sealing import ZSTD_WINDOW_BYTES

PACKED_LIMIT_BYTES = 16 * 1024 * 1024
PLAIN_LIMIT_BYTES = 32 * 1024 * 1024
HELD_LIMIT_BYTES = 256 * 1024 * 1024
"""Of all requests at one time; beyond it they are asked to come again."""
UNPACKED_HERE_BYTES = 256 * 1024
"""A larger body is unpacked beside the loop that serves everybody."""
BODY_TIMEOUT_S = 60.0
_GZIP = 16 + zlib.MAX_WBITS


class BoundedBodies:
    """`held` counts the bytes of all bodies that are here at the moment, packed and unpacked."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"POST", "PUT", "PATCH"} or is_upload(scope["path"]):
            await self._app(scope, receive, send)
            return
        taken = 0

        def hold(count: int) -> None:
            nonlocal taken
            taken += count
            self._held += count
            if self._held > HELD_LIMIT_BYTES:
                raise Problem(503, "busy", "中心正忙，请过一会儿再试。", {"Retry-After": "2"})

        try:
            body = await _received(scope, receive, hold)
            if body is not None:
                _say_plain(scope, len(body))
                await self._app(scope, _replay(body, receive), send)
        except Problem as problem:
            await answer(problem)(scope, receive, send)
        finally:
            self._held -= taken


async def _received(scope: Scope, receive: Receive, hold: Callable[[int], None]) -> bytes | None:
    """The plain body; None when the other side went away. Raises Problem."""
    try:
        async with asyncio.timeout(BODY_TIMEOUT_S):
            body = await _whole(scope, receive, hold)
    except TimeoutError as error:
        raise Problem(408, "stalled", "请求内容太久没有到齐。") from error
    encoding = Headers(scope=scope).get("content-encoding", "identity").strip().lower()
    if body is None or encoding == "identity":
        return body
    large = len(body) > UNPACKED_HERE_BYTES
    plain = await asyncio.to_thread(unpack, body, encoding) if large else unpack(body, encoding)
    hold(len(plain))
    return plain


def unpack(body: bytes, encoding: str) -> bytes:
    """Raises Problem: 415 for another encoding, 400 for damaged bytes, 413 for what grows beyond the bound."""
    try:
        match encoding:
            case "gzip" | "x-gzip":
                inflater = zlib.decompressobj(_GZIP)
                plain = inflater.decompress(body, PLAIN_LIMIT_BYTES + 1)
                whole = inflater.eof or len(plain) > PLAIN_LIMIT_BYTES
            case "zstd":
                reader = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES).stream_reader(io.BytesIO(body))
                plain, whole = reader.read(PLAIN_LIMIT_BYTES + 1), True
            case _:
                raise Problem(415, "content_encoding", "只接受 gzip 或 zstd。", {"Accept-Encoding": "gzip, zstd"})
    except (zlib.error, zstandard.ZstdError) as error:
        raise Problem(400, "body_damaged", "请求内容解不开。") from error
    if len(plain) > PLAIN_LIMIT_BYTES:
        raise Problem(413, "body_too_large", "请求内容太大。")
    if not whole:
        raise Problem(400, "body_damaged", "请求内容不完整。")
    return plain


async def _whole(scope: Scope, receive: Receive, hold: Callable[[int], None]) -> bytes | None:
    """None when the other side went away."""
    declared = Headers(scope=scope).get("content-length", "0")
    if declared.isdigit() and int(declared) > PACKED_LIMIT_BYTES:
        raise Problem(413, "body_too_large", "请求内容太大。")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        hold(len(chunk))
        body += chunk
        if len(body) > PACKED_LIMIT_BYTES:
            raise Problem(413, "body_too_large", "请求内容太大。")
        if not message.get("more_body", False):
            return bytes(body)


def _say_plain(scope: Scope, length: int) -> None:
    kept = [(name, value) for name, value in scope["headers"] if name not in {b"content-encoding", b"content-length"}]
    scope["headers"] = [*kept, (b"content-length", str(length).encode())]


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
