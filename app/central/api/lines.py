"""Connections on which nothing is under way are ended in their time.

uvicorn itself ends those only that have answered and hear nothing more (keep-alive). One that never ends the head of
its request, or never reads its answer, would be held as long as it likes, and a thousand of them are all the files a
process may open.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

import h11
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.central.api import request_bodies
from app.central.api.unread_bytes import unread_bytes
from app.central.api.waiting_lines import Awaited, WaitingLines

ACCEPT_FAILED = "socket.accept() out of system resource"
"""asyncio's words; it tries again each second, and says so for every place in its queue."""
_log = logging.getLogger("bianmin.central")


class Line(H11Protocol):
    """uvicorn's protocol, that says when it begins to wait and when it ends."""

    waiting: ClassVar[WaitingLines]
    _awaited: Awaited | None = None
    _deadline: asyncio.TimerHandle | None = None
    _unread_bytes = 0

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        answering = self.app

        async def looked_after(scope: Any, receive: Any, send: Any) -> None:
            try:
                await answering(scope, receive, send)
            finally:
                self.loop.call_soon(self._look)

        self.app = looked_after

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._wait_for(None)

    def give_up(self) -> None:
        self._wait_for(None)
        self.transport.abort()

    def _look(self) -> None:
        if self._is_broken() and not self.transport.is_closing():
            self.give_up()
            return
        awaited = self._state()
        if awaited is not self._awaited:
            self._wait_for(awaited)

    def _is_broken(self) -> bool:
        """Answered otherwise than the head of the answer said: uvicorn then neither ends the connection nor goes on."""
        return self.cycle is not None and self.cycle.response_complete and self.conn.our_state is h11.ERROR

    def _state(self) -> Awaited | None:
        is_answered = self.cycle is not None and self.cycle.response_complete
        if self.flow.write_paused or (is_answered and self.transport.get_write_buffer_size()):
            return Awaited.READER  # also where the connection closes: it waits for its reader
        if self.transport.is_closing():
            return None
        if self.timeout_keep_alive_task is not None:
            return Awaited.NEXT_REQUEST
        if self.conn.their_state is h11.IDLE:
            return Awaited.HEAD
        return Awaited.UNREAD_BODY if self.conn.our_state is h11.DONE else None

    def _wait_for(self, awaited: Awaited | None) -> None:
        """The time begins anew with what is waited for, not with the bytes that come of it."""
        self._awaited = awaited
        self.waiting.leave(self)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if awaited is None:
            return
        match awaited:
            case Awaited.HEAD:
                self._deadline = self.loop.call_later(request_bodies.HEAD_TIMEOUT_S, self.give_up)
            case Awaited.UNREAD_BODY:
                self._deadline = self.loop.call_later(request_bodies.PASSED_OVER_TIMEOUT_S, self.give_up)
            case Awaited.READER:
                self._unread_bytes = unread_bytes(self.transport)
                self._deadline = self.loop.call_later(request_bodies.UNREAD_TIMEOUT_S, self._judge_reader)
            case Awaited.NEXT_REQUEST:
                pass  # that has uvicorn's own time
        self.waiting.enter(self, self.client[0] if self.client else None, awaited)

    def _judge_reader(self) -> None:
        """Who takes a little goes on, as the newest of those that wait."""
        taken = self._unread_bytes - unread_bytes(self.transport)
        awaited = self._state()
        if awaited is Awaited.READER and taken < request_bodies.READ_LEAST_BYTES:
            self.give_up()
        else:
            self._wait_for(awaited)


class LoopFaults:
    """For `loop.set_exception_handler`: connections that cannot be accepted are told once in a while, not each time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told_at: float | None = None

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if context.get("message") != ACCEPT_FAILED:
            loop.default_exception_handler(context)
            return
        now = self._clock()
        if self._told_at is None or now - self._told_at >= request_bodies.ACCEPT_TOLD_EVERY_S:
            self._told_at = now
            _log.error("cannot accept connections: %s", context.get("exception"))


def line_of(proxies: str | list[str], files: int) -> type[Line]:
    """A class for uvicorn, which makes one of it for each connection. `proxies` are those whose word is believed."""
    trusted = ProxyHeadersMiddleware(_nothing, proxies).trusted_hosts
    everybody = WaitingLines(trusted.__contains__, max(1, int(files * request_bodies.WAITING_SHARE)))

    class OfOneServer(Line):
        waiting = everybody

    return OfOneServer


async def _nothing(*_args: object) -> None:
    """What stands behind a proxy that is only asked whom it believes."""


def prepare(loop: asyncio.AbstractEventLoop, *, with_tls: bool) -> None:
    """Before a server is made in this loop."""
    loop.set_exception_handler(LoopFaults())
    if with_tls:  # uvicorn has no word for it, and asyncio waits a minute for a handshake
        hasty = partial(loop.create_server, ssl_handshake_timeout=request_bodies.HEAD_TIMEOUT_S)
        loop.create_server = hasty  # type: ignore[method-assign]
