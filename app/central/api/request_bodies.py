"""Bodies are read whole, unpacked (gzip, zstd) and bounded before any route sees them. Uploads stream instead.

The bounds of connections that send no request at all stand here too (`lines.py` keeps them).
"""

from __future__ import annotations

import asyncio
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import zstandard
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.central.api.askers import asker
from app.central.api.doors import STATION
from app.central.api.problems import Problem, answer
from app.central.api.tokens_first import WITH_BODY, unread
from app.central.api.tus_manners import is_upload
from app.central.sealing import ZSTD_WINDOW_BYTES
from app.central.storage.stations import Station

PACKED_LIMIT_BYTES = 16 * 1024 * 1024
PLAIN_LIMIT_BYTES = 32 * 1024 * 1024
ANONYMOUS_LIMIT_BYTES = 64 * 1024
"""Of a body that comes without a token: an enrolment or a form of the pages."""
HELD_LIMIT_BYTES = 256 * 1024 * 1024
"""Of all requests at one time; beyond it they are asked to come again."""
LARGE_BODY_BYTES = 1024 * 1024
LARGE_SHARE = 0.75
"""Of the above for all larger bodies together: the rest is left to the small ones, which then never wait for them."""
STATION_LIMIT_BYTES = 96 * 1024 * 1024
"""Of one station at one time: two of the largest requests, packed and unpacked."""
ADDRESS_LIMIT_BYTES = 1024 * 1024
"""Of one address without tokens at one time."""
UPLOADS_PER_STATION = 16
"""Uploads being received of one station at one time; it sends two, and those of cut lines may be waiting to end."""
UNPACKED_HERE_BYTES = 256 * 1024
"""A larger body is unpacked beside the loop that serves everybody."""
BODY_TIMEOUT_S = 60.0
ANONYMOUS_BODY_TIMEOUT_S = 10.0
ANONYMOUS_BODIES_PER_ADDRESS = 32
"""Being received without a token of one address at one time; a phone's form comes with its head."""
HEAD_TIMEOUT_S = 10.0
"""From a connection, or the first byte of its next request, to the end of the head; as long for a TLS handshake."""
HEADS_PER_ADDRESS = 50
"""Connections of one address without a whole head; then its oldest one gives way. Proxies that are believed: none."""
PASSED_OVER_TIMEOUT_S = 60.0
"""For the rest of a body that was answered without being read."""
UNREAD_TIMEOUT_S = 60.0
"""For the next `READ_LEAST_BYTES` of an answer to be taken; so slow is no line that can do anything with one."""
READ_LEAST_BYTES = 4 * 1024
WAITING_SHARE = 0.5
"""Of the files this process may open, for all connections on which nothing is under way; then the oldest gives way."""
ACCEPT_TOLD_EVERY_S = 60.0
"""So often the log says that no more connections can be accepted."""
_GZIP = 16 + zlib.MAX_WBITS
_CUT = frozenset({408, 503})
"""Answers after which nobody waits for the rest of a stranger's body."""


class BoundedBodies:
    """Stands behind the tokens: a sender is a station, or an address from which somebody without a token asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._held: Counter[str] = Counter()
        self._uploads: Counter[str] = Counter()
        self._anonymous: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in WITH_BODY:
            await self._app(scope, receive, send)
            return
        take = self._stream if is_upload(scope["path"]) else self._read
        try:
            await take(scope, receive, send)
        except Problem as problem:
            await answer(unread(problem, Headers(scope=scope)))(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The bytes of a body count as held from their arrival to the answer, packed and unpacked."""
        sender, holding = _sender(scope), _Holding(self._held)
        try:
            body = await self._arrived(sender, scope, receive, holding)
            if body is not None:
                _say_plain(scope, len(body))
                await self._app(scope, _replay(body, receive), send)
        finally:
            holding.release(sender)

    async def _arrived(self, sender: _Sender, scope: Scope, receive: Receive, holding: _Holding) -> bytes | None:
        """A body of somebody unknown has less time, and few of one address come at once."""

        def hold(count: int) -> None:
            holding.take(sender, count)

        if sender.is_known:
            return await _received(scope, receive, hold, BODY_TIMEOUT_S)
        try:
            with _one_of(self._anonymous, sender.name, ANONYMOUS_BODIES_PER_ADDRESS):
                return await _received(scope, receive, hold, ANONYMOUS_BODY_TIMEOUT_S)
        except Problem as problem:
            if problem.status in _CUT:
                problem.headers["Connection"] = "close"
            raise

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        with _one_of(self._uploads, _sender(scope).name, UPLOADS_PER_STATION):
            await self._app(scope, receive, send)


@contextmanager
def _one_of(counted: Counter[str], name: str, most: int) -> Iterator[None]:
    """Raises Problem 503 where there are `most` already."""
    if counted[name] >= most:
        raise _busy()
    counted[name] += 1
    try:
        yield
    finally:
        counted[name] -= 1
        if not counted[name]:
            del counted[name]


@dataclass(frozen=True, slots=True)
class _Sender:
    name: str
    is_known: bool

    @property
    def limit(self) -> int:
        return STATION_LIMIT_BYTES if self.is_known else ADDRESS_LIMIT_BYTES


def _sender(scope: Scope) -> _Sender:
    station: Station | None = scope.get(STATION)
    if station is not None:
        return _Sender(station.id, is_known=True)
    client = scope.get("client")
    return _Sender(f"address {asker(client[0] if client else None)}", is_known=False)


class _Holding:
    """What one request holds of what all hold together, by sender."""

    def __init__(self, held: Counter[str]) -> None:
        self._held = held
        self._taken = 0

    def take(self, sender: _Sender, count: int) -> None:
        """Raises Problem 503."""
        self._taken += count
        self._held[sender.name] += count
        share = LARGE_SHARE if self._taken > LARGE_BODY_BYTES else 1.0
        if self._held[sender.name] > sender.limit or self._held.total() > HELD_LIMIT_BYTES * share:
            raise _busy()

    def release(self, sender: _Sender) -> None:
        self._held[sender.name] -= self._taken
        if not self._held[sender.name]:
            del self._held[sender.name]


def _busy() -> Problem:
    return Problem(503, "busy", "中心正忙，请过一会儿再试。", {"Retry-After": "2"})


async def _received(scope: Scope, receive: Receive, hold: Callable[[int], None], patience_s: float) -> bytes | None:
    """The plain body; None when the other side went away. Raises Problem."""
    try:
        async with asyncio.timeout(patience_s):
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
    limit = PACKED_LIMIT_BYTES if STATION in scope else ANONYMOUS_LIMIT_BYTES
    declared = Headers(scope=scope).get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise Problem(413, "body_too_large", "请求内容太大。")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        hold(len(chunk))
        body += chunk
        if len(body) > limit:
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
