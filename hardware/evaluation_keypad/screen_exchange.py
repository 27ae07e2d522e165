"""One HTTP request to a program on this machine and its answer (RFC 9112), with a deadline for the whole of it."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, IncompleteRead, RemoteDisconnected
from threading import Event
from typing import Any, cast

from hardware.errors import FrameDamaged, LinkLost
from hardware.transport.addresses import HttpAddress, TcpAddress
from hardware.transport.link import Link
from hardware.transport.tcp_link import TcpLink

LARGEST_ANSWER_BYTES = 65536


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    body: bytes = field(repr=False)


def exchange(
    address: HttpAddress, method: str, path: str, body: bytes, limit_s: float, cancel: Event | None = None
) -> HttpAnswer:
    """A connection of its own for each. Raises LinkNotThere, LinkLost, LinkSilent, FrameDamaged, Cancelled."""
    deadline = time.monotonic() + limit_s
    link = TcpLink(TcpAddress(address.host, address.port))
    try:
        link.write(_request(address, method, path, body), deadline)
        return _read(link, method, deadline, cancel)
    finally:
        link.close()


def _request(address: HttpAddress, method: str, path: str, body: bytes) -> bytes:
    head = (
        f"{method} {address.path}{path} HTTP/1.1\r\n"
        f"Host: {address.host}:{address.port}\r\n"
        "Accept: application/json\r\n"
        "Content-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii", "replace") + body


def _read(link: Link, method: str, deadline: float, cancel: Event | None) -> HttpAnswer:
    source = _Bytes(link, deadline, cancel)
    # HTTPResponse only asks its socket for a file.
    response = HTTPResponse(cast(Any, _Socket(source)), method=method)
    try:
        response.begin()
        is_torn = source.has_ended  # HTTPResponse takes a torn head for a whole one
        answer = HttpAnswer(response.status, b"" if is_torn else response.read())
    except (RemoteDisconnected, IncompleteRead) as cause:
        raise _torn() from cause
    except (HTTPException, ValueError) as cause:
        raise FrameDamaged("评价屏的应答不是 HTTP", what_to_do="检查地址和端口是不是评价屏的") from cause
    finally:
        response.close()
    if is_torn:
        raise _torn()
    return answer


def _torn() -> LinkLost:
    return LinkLost("评价屏答到一半断开了", what_to_do="检查评价屏的程序是否在运行")


class _Socket:
    """Just enough of a socket for HTTPResponse."""

    def __init__(self, source: _Bytes) -> None:
        self._source = source

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(self._source)


class _Bytes(io.RawIOBase):
    """The bytes of a link as a file that ends where the other side hangs up."""

    def __init__(self, link: Link, deadline: float, cancel: Event | None) -> None:
        self._link, self._deadline, self._cancel = link, deadline, cancel
        self._left = LARGEST_ANSWER_BYTES
        self.has_ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._left <= 0:
            raise FrameDamaged("评价屏的应答太长", what_to_do="检查地址和端口是不是评价屏的")
        try:
            data = self._link.read(min(len(buffer), self._left), self._deadline, self._cancel)
        except LinkLost:
            self.has_ended = True
            return 0
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)
