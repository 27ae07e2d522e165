"""Serial ports and pseudo-terminals, by pyserial."""

from __future__ import annotations

import time
from threading import Event

import serial

from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.transport.addresses import SerialAddress
from hardware.transport.link import WRITE_LIMIT_S, next_wait

try:
    import termios

    _TERMINAL_GONE: type[Exception] = termios.error
except ImportError:  # Windows
    _TERMINAL_GONE = OSError

_GONE = (OSError, _TERMINAL_GONE)


class SerialLink:
    """8N1, locked against a second program. Opening raises LinkNotThere."""

    def __init__(self, address: SerialAddress, default_baud: int) -> None:
        self._name = address.path
        try:
            self._port = serial.Serial(
                address.path, address.baud or default_baud, timeout=0, write_timeout=WRITE_LIMIT_S, exclusive=True
            )
        except (OSError, _TERMINAL_GONE, ValueError) as cause:
            raise LinkNotThere(
                f"串口 {address.path} 打不开", what_to_do="检查设备电源、数据线和串口名，确认没有别的程序占用"
            ) from cause

    def write(self, data: bytes, deadline: float | None = None) -> None:
        try:
            limit = WRITE_LIMIT_S if deadline is None else max(0.001, deadline - time.monotonic())
            if self._port.write_timeout != limit:
                self._port.write_timeout = limit
            self._port.write(data)
        except serial.SerialTimeoutException as cause:
            raise LinkSilent(f"串口 {self._name} 不收数据", what_to_do="检查设备是否缺纸、卡住或断电") from cause
        except _GONE as cause:
            raise self._lost() from cause

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        try:
            while True:
                wait = next_wait(deadline, cancel)
                if waiting := self._port.in_waiting:
                    return bytes(self._port.read(min(waiting, max_bytes)))
                self._port.timeout = wait
                if first := self._port.read(1):
                    return bytes(first + self._port.read(min(self._port.in_waiting, max_bytes - 1)))
                if time.monotonic() >= deadline:
                    raise LinkSilent(f"串口 {self._name} 没有应答", what_to_do="检查设备电源和波特率")
        except _GONE as cause:
            raise self._lost() from cause

    def flush_input(self) -> None:
        try:
            self._port.reset_input_buffer()
        except _GONE as cause:
            raise self._lost() from cause

    def check(self) -> None:
        try:
            _ = self._port.in_waiting
        except _GONE as cause:
            raise self._lost() from cause

    def close(self) -> None:
        self._port.close()

    def _lost(self) -> LinkLost:
        return LinkLost(f"串口 {self._name} 已断开", what_to_do="检查数据线；接好后会自动重连")
