"""USB devices with a pair of bulk end-points (printers), by pyusb."""

from __future__ import annotations

import errno
import time
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any

from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.transport.addresses import UsbAddress
from hardware.transport.link import WRITE_LIMIT_S, next_wait
from hardware.transport.usb_interface import Pipes, find_pipes

if TYPE_CHECKING:
    from usb.backend import IBackend

_FLUSH_WAIT_MS = 1
_FLUSH_LIMIT_S = 0.5
_CHECK_WAIT_MS = 200
_CHUNK_BYTES = 4096
_GET_STATUS = (0x80, 0x00, 0, 0, 2)  # the standard request every device answers (USB 2.0, 9.4.5)
_TIMED_OUT = (errno.ETIMEDOUT, errno.EAGAIN)


class UsbLink:
    """Claims the printer's interface. `backend`: the way to the bus; None is the one pyusb finds on this machine.

    Opening raises LinkNotThere, also where two equal devices answer to an address without a serial number: which of
    them a receipt comes out of must not be left to chance.
    """

    def __init__(self, address: UsbAddress, backend: IBackend | None = None) -> None:
        import usb.core

        self._name = f"{address.vendor:04x}:{address.product:04x}"
        self._pending = b""
        self._detached: int | None = None
        self._device: Any = self._find(address, backend)
        try:
            pipes = self._claim()
        except (usb.core.USBError, ValueError) as cause:
            self.close()
            raise self._not_there("检查 USB 权限（udev 规则），确认没有别的程序占用") from cause
        if pipes is None:
            self.close()
            raise self._not_there("这台 USB 设备没有打印接口，检查厂商号和产品号")
        self._into, self._out = pipes.into, pipes.out

    def write(self, data: bytes, deadline: float | None = None) -> None:
        import usb.core

        end = time.monotonic() + WRITE_LIMIT_S if deadline is None else deadline
        sent, stalls = 0, 0
        while sent < len(data):
            left_ms = max(1, int((end - time.monotonic()) * 1000))
            try:
                sent += self._out.write(data[sent : sent + _CHUNK_BYTES], left_ms)
            except usb.core.USBError as cause:
                if _is_timeout(cause):
                    raise LinkSilent(f"USB 设备 {self._name} 不收数据", what_to_do="检查是否缺纸、卡住") from cause
                stalls += 1
                self._mend(self._out, cause, stalls)

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        stalls = 0
        while not self._pending:
            wait_ms = max(1, int(next_wait(deadline, cancel) * 1000))
            stalls = self._fill(max_bytes, wait_ms, stalls)
            if not self._pending and time.monotonic() >= deadline:
                raise LinkSilent(f"USB 设备 {self._name} 没有应答", what_to_do="检查设备电源")
        data, self._pending = self._pending[:max_bytes], self._pending[max_bytes:]
        return data

    def flush_input(self) -> None:
        """What a babbling device goes on sending is not waited for."""
        end = time.monotonic() + _FLUSH_LIMIT_S
        stalls = 0
        self._pending = b"?"
        while self._pending and time.monotonic() < end:
            self._pending = b""
            stalls = self._fill(_CHUNK_BYTES, _FLUSH_WAIT_MS, stalls)
        self._pending = b""

    def check(self) -> None:
        """Asks the device itself, not its printer: a device that was replugged has another handle."""
        import usb.core

        try:
            self._device.ctrl_transfer(*_GET_STATUS, timeout=_CHECK_WAIT_MS)
        except usb.core.USBError as cause:
            if not _is_timeout(cause) and cause.errno != errno.EPIPE:
                raise self._lost() from cause

    def close(self) -> None:
        """Lets go of the interface, and gives it back to the system's driver if that had it."""
        import usb.core
        import usb.util

        number, self._detached = self._detached, None
        with suppress(usb.core.USBError):
            usb.util.dispose_resources(self._device)
        if number is not None:
            with suppress(usb.core.USBError, NotImplementedError):
                self._device.attach_kernel_driver(number)
                usb.util.dispose_resources(self._device)

    # ---------------------------------------------------------------- finding and claiming

    def _find(self, address: UsbAddress, backend: IBackend | None) -> Any:
        import usb.core

        try:
            equal = list(
                usb.core.find(find_all=True, backend=backend, idVendor=address.vendor, idProduct=address.product)
            )
        except (usb.core.USBError, usb.core.NoBackendError) as cause:
            raise self._not_there("检查 libusb 是否装好") from cause
        if address.serial:
            equal = [each for each in equal if _serial_of(each) == address.serial]
        if len(equal) > 1:
            raise self._not_there("接了不止一台同型号的设备：请在地址里写明序列号，例如 usb:04b8:0202?serial=X123")
        if not equal:
            raise self._not_there("检查数据线、电源和 USB 权限（udev 规则）")
        return equal[0]

    def _claim(self) -> Pipes | None:
        import usb.core
        import usb.util

        try:
            configuration = self._device.get_active_configuration()
        except usb.core.USBError as cause:
            if cause.errno is not None:  # pyusb's own "not set" carries no number
                raise
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        pipes = find_pipes(configuration)
        if pipes is None:
            return None
        number = pipes.interface.bInterfaceNumber
        with suppress(NotImplementedError):  # only Linux has drivers to detach
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
                self._detached = number
        usb.util.claim_interface(self._device, number)
        if sum(each.bInterfaceNumber == number for each in configuration) > 1:
            pipes.interface.set_altsetting()
        return pipes

    # ---------------------------------------------------------------- transfers

    def _fill(self, max_bytes: int, wait_ms: int, stalls: int) -> int:
        """One transfer inwards; the number of stalls so far. A bulk read shorter than a packet overflows, so whole
        packets are asked for.
        """
        import usb.core

        packet = max(1, int(self._into.wMaxPacketSize))
        size = max(packet, max_bytes // packet * packet)
        try:
            self._pending = bytes(self._into.read(size, wait_ms))
        except usb.core.USBError as cause:
            if not _is_timeout(cause):
                self._mend(self._into, cause, stalls + 1)
                return stalls + 1
        return stalls

    def _mend(self, endpoint: Any, cause: OSError, stalls: int) -> None:
        """A stalled end-point is set going again, once. Raises LinkLost for everything else."""
        import usb.core

        if cause.errno != errno.EPIPE or stalls > 1:
            raise self._lost() from cause
        try:
            endpoint.clear_halt()
        except usb.core.USBError as again:
            raise self._lost() from again

    def _not_there(self, what_to_do: str) -> LinkNotThere:
        return LinkNotThere(f"没有找到 USB 设备 {self._name}", what_to_do=what_to_do)

    def _lost(self) -> LinkLost:
        return LinkLost(f"USB 设备 {self._name} 已断开", what_to_do="检查数据线；接好后会自动重连")


def _serial_of(device: Any) -> str:
    """Empty where it has none, or may not be asked."""
    import usb.core

    try:
        return str(device.serial_number or "")
    except (usb.core.USBError, ValueError):
        return ""


def _is_timeout(error: OSError) -> bool:
    import usb.core

    return isinstance(error, usb.core.USBTimeoutError) or error.errno in _TIMED_OUT
