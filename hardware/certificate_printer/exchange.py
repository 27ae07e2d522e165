"""One IPP request over HTTP and its answer; every failure becomes an error of the drawn tree."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING, cast

from hardware.certificate_printer.deadline_socket import CancelledExchange, DeadlineSocket
from hardware.certificate_printer.frames import Message, decode, encode
from hardware.errors import (
    Cancelled,
    DeviceRefused,
    FrameDamaged,
    HardwareError,
    LinkLost,
    LinkNotThere,
    LinkSilent,
)
from hardware.transport.addresses import IppAddress

if TYPE_CHECKING:
    from http.client import HTTPConnection
    from socket import socket

DEVICE = "certificate_printer"
CONNECT_LIMIT_S = 3.0
_ANSWER_LIMIT_BYTES = 4_000_000


class Exchange:
    """A connection per request: printers close idle ones as they please. `ca_file` is for `ipps:` addresses."""

    def __init__(self, address: IppAddress, url: str, ca_file: str = "") -> None:
        self._address = address
        self._url = url
        self._ca_file = ca_file

    def ask(self, message: Message, limit_s: float, cancel: Event | None = None) -> Message:
        """The whole exchange within `limit_s`, however slowly the bytes come.

        Raises LinkNotThere (nothing was sent), LinkLost, LinkSilent, FrameDamaged, DeviceRefused, Cancelled.
        """
        until = time.monotonic() + limit_s
        connection = self._connected(min(limit_s, CONNECT_LIMIT_S))
        try:
            connection.sock = cast("socket", DeadlineSocket(connection.sock, until, cancel))
            answer = self._asked(connection, encode(message))
        finally:
            connection.close()
        if answer.request_id != message.request_id:
            raise FrameDamaged("打印机答非所问", device=DEVICE, address=self._url, what_to_do="检查打印机固件")
        return answer

    def _connected(self, limit_s: float) -> HTTPConnection:
        from http.client import HTTPConnection, HTTPSConnection

        host, port = self._address.host, self._address.port
        if self._address.secure:
            import ssl

            context = ssl.create_default_context(cafile=self._ca_file or None)
            connection: HTTPConnection = HTTPSConnection(host, port, timeout=limit_s, context=context)
        else:
            connection = HTTPConnection(host, port, timeout=limit_s)
        try:
            connection.connect()
        except OSError as cause:
            raise LinkNotThere(
                f"连不上 {host}:{port}", device=DEVICE, address=self._url, what_to_do="检查打印机电源、网线和地址"
            ) from cause
        return connection

    def _asked(self, connection: HTTPConnection, body: bytes) -> Message:
        from http.client import HTTPException

        try:
            connection.request("POST", self._address.path, body, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            answer = response.read(_ANSWER_LIMIT_BYTES)
        except TimeoutError as cause:
            raise LinkSilent("打印机没有应答", device=DEVICE, address=self._url, what_to_do="检查打印机电源") from cause
        except CancelledExchange as cause:
            raise Cancelled("打印已取消", device=DEVICE, address=self._url) from cause
        except (OSError, HTTPException) as cause:
            raise LinkLost("与打印机的连接断开", device=DEVICE, address=self._url, what_to_do="检查网线") from cause
        if response.status != 200:
            raise DeviceRefused(
                f"打印机以 HTTP {response.status} 拒绝", device=DEVICE, address=self._url, what_to_do="检查地址中的路径"
            )
        if response.length:
            raise LinkLost("打印机的应答没有说完", device=DEVICE, address=self._url, what_to_do="检查网线")
        return decode(answer)


def cause_of_error(error: HardwareError) -> str:
    """The fault word of an exchange that failed."""
    match error:
        case LinkNotThere():
            return "not_there"
        case FrameDamaged():
            return "wrong_answer"
        case DeviceRefused():
            return "refused"
        case _:
            return "no_answer"
