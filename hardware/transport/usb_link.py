"""USB devices with a pair of bulk end-points (printers), by pyusb."""

from __future__ import annotations

import errno
import time
from threading import Event
from typing import Any

from hardware.errors import LinkLost, LinkNotThere, LinkSilent
from hardware.transport.addresses import UsbAddress
from hardware.transport.link import WRITE_LIMIT_S, next_wait

_FLUSH_WAIT_MS = 1
_CHUNK_BYTES = 4096


class UsbLink:
    """Claims the first interface that has bulk end-points both ways. Opening raises LinkNotThere."""

    def __init__(self, address: UsbAddress) -> None:
        import usb.core

        self._name = f"{address.vendor:04x}:{address.product:04x}"
        keys: dict[str, Any] = {"idVendor": address.vendor, "idProduct": address.product}
        if address.serial:
            keys["serial_number"] = address.serial
        try:
            self._device: Any = usb.core.find(**keys)
            found = None if self._device is None else _claim(self._device)
        except (usb.core.USBError, usb.core.NoBackendError, ValueError) as cause:
            raise self._not_there() from cause
        if found is None:
            raise self._not_there()
        self._into, self._out = found

    def write(self, data: bytes, deadline: float | None = None) -> None:
        import usb.core

        end = time.monotonic() + WRITE_LIMIT_S if deadline is None else deadline
        sent = 0
        try:
            while sent < len(data):
                left_ms = max(1, int((end - time.monotonic()) * 1000))
                sent += self._out.write(data[sent : sent + _CHUNK_BYTES], left_ms)
        except usb.core.USBTimeoutError as cause:
            raise LinkSilent(f"USB 设备 {self._name} 不收数据", what_to_do="检查是否缺纸、卡住") from cause
        except usb.core.USBError as cause:
            raise self._lost() from cause

    def read(self, max_bytes: int, deadline: float, cancel: Event | None = None) -> bytes:
        import usb.core

        # A bulk read shorter than the packet overflows: ask for whole packets.
        packet = int(self._into.wMaxPacketSize)
        size = max(packet, max_bytes // packet * packet)
        while True:
            wait_ms = max(1, int(next_wait(deadline, cancel) * 1000))
            try:
                if data := bytes(self._into.read(size, wait_ms)):
                    return data
            except usb.core.USBTimeoutError:
                pass
            except usb.core.USBError as cause:
                if cause.errno != errno.ETIMEDOUT:
                    raise self._lost() from cause
            if time.monotonic() >= deadline:
                raise LinkSilent(f"USB 设备 {self._name} 没有应答", what_to_do="检查设备电源")

    def flush_input(self) -> None:
        import usb.core

        try:
            while self._into.read(_CHUNK_BYTES, _FLUSH_WAIT_MS):
                pass
        except usb.core.USBTimeoutError:
            return
        except usb.core.USBError as cause:
            raise self._lost() from cause

    def check(self) -> None:
        """A USB device is seen to be gone only by the next transfer."""

    def close(self) -> None:
        import usb.util

        usb.util.dispose_resources(self._device)

    def _not_there(self) -> LinkNotThere:
        return LinkNotThere(f"没有找到 USB 设备 {self._name}", what_to_do="检查数据线、电源和 USB 权限（udev 规则）")

    def _lost(self) -> LinkLost:
        return LinkLost(f"USB 设备 {self._name} 已断开", what_to_do="检查数据线；接好后会自动重连")


def _claim(device: Any) -> tuple[Any, Any] | None:
    import usb.util

    for interface in device.get_active_configuration():
        bulk = [e for e in interface if usb.util.endpoint_type(e.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK]
        inward = [e for e in bulk if usb.util.endpoint_direction(e.bEndpointAddress) == usb.util.ENDPOINT_IN]
        outward = [e for e in bulk if usb.util.endpoint_direction(e.bEndpointAddress) == usb.util.ENDPOINT_OUT]
        if inward and outward:
            number = interface.bInterfaceNumber
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
            usb.util.claim_interface(device, number)
            return inward[0], outward[0]
    return None
