"""Devices behind a TCP port."""

from __future__ import annotations

import socket
import time
from threading import Event

from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.transport.addresses import TcpAddress
from hardware.transport.link import WRITE_LIMIT_S, next_wait

CONNECT_LIMIT_S = 3.0
CHUNK_BYTES = 65536


class TcpLink:
    """Opening raises LinkNotThere."""

    def __init__(self, address: TcpAddress) -> None:
        self._name = f"{address.host}:{address.port}"
        try:
            self._socket = socket.create_connection((address.host, address.port), CONNECT_LIMIT_S)
        except OSError as cause:
            raise LinkNotThere(f"连不上 {self._name}", what_to_do="检查设备电源、网线和地址") from cause
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes, deadline: float | None = None) -> None:
        end = time.monotonic() + WRITE_LIMIT_S if deadline is None else deadline
        try:
            self._socket.settimeout(max(0.001, end - time.monotonic()))
            self._socket.sendall(data)
        except TimeoutError as cause:
            raise LinkSilent(f"{self._name} 不收数据", what_to_do="检查设备是否缺纸、卡住或断电") from cause
        except OSError as cause:
            raise self._lost() from cause

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        while True:
            wait = next_wait(deadline, cancel)
            try:
                self._socket.settimeout(wait)
                data = self._socket.recv(max_bytes)
            except (TimeoutError, BlockingIOError) as cause:
                if time.monotonic() >= deadline:
                    raise LinkSilent(f"{self._name} 没有应答", what_to_do="检查设备电源和网络") from cause
                continue
            except OSError as cause:
                raise self._lost() from cause
            if not data:
                raise self._lost()
            return data

    def flush_input(self) -> None:
        try:
            self._socket.settimeout(0)
            while self._socket.recv(CHUNK_BYTES):
                pass
        except BlockingIOError:
            return
        except OSError as cause:
            raise self._lost() from cause
        raise self._lost()

    def check(self) -> None:
        try:
            self._socket.settimeout(0)
            if not self._socket.recv(1, socket.MSG_PEEK):
                raise self._lost()
        except BlockingIOError:
            return
        except OSError as cause:
            raise self._lost() from cause

    def close(self) -> None:
        self._socket.close()

    def _lost(self) -> LinkLost:
        return LinkLost(f"与 {self._name} 的连接已断开", what_to_do="检查设备电源和网线；接好后会自动重连")
