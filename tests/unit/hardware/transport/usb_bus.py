"""A USB bus for pyusb: real descriptors, bulk end-points, and a device behind them that can be pulled at any byte."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from hardware.transport.addresses import UsbAddress, parse_address
from hardware.transport.line import Line
from hardware.transport.usb_link import UsbLink

BULK, INTERRUPT = 2, 3
PRINTER, VENDOR, STORAGE, HID = 7, 0xFF, 8, 3
PACKET_BYTES = 64
_SERIAL_INDEX = 3
_GET_DESCRIPTOR, _STRING = 6, 3


@dataclass(frozen=True)
class Interface:
    """One alternate setting of an interface; end-points are (address, transfer type)."""

    number: int = 0
    alternate: int = 0
    kind: int = PRINTER
    protocol: int = 2
    endpoints: tuple[tuple[int, int], ...] = ((0x81, BULK), (0x02, BULK))


@dataclass
class UsbDevice:
    """`receive` hears what is written; `send` queues what can be read. Faults are plain attributes."""

    vendor: int = 0x04B8
    product: int = 0x0202
    serial: str = ""
    interfaces: tuple[Interface, ...] = (Interface(),)
    receive: Callable[[bytes], None] = lambda _: None
    configured: bool = True
    kernel_driver: bool = False
    no_kernel_drivers: bool = False
    may_open: bool = True
    takes_bytes: int = 4096
    stalls: list[int] = field(default_factory=list)
    stalls_for_good: bool = False
    bytes_to_unplug: int | None = None
    plugged: bool = True
    life: int = 0
    claimed_by: dict[int, Any] = field(default_factory=dict)
    alternates: dict[int, int] = field(default_factory=dict)
    writes: list[int] = field(default_factory=list)
    cleared: list[int] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def send(self, data: bytes) -> None:
        with self.changed:
            self.waiting += self.spend(data)
            self.changed.notify_all()

    def unplug(self) -> None:
        with self.changed:
            self.plugged = False
            self.claimed_by.clear()
            self.alternates.clear()
            self.waiting.clear()
            self.changed.notify_all()

    def plug(self) -> None:
        with self.changed:
            self.bytes_to_unplug = None
            self.plugged = True
            self.life += 1

    def spend(self, data: bytes) -> bytes:
        """What goes through before the cable is pulled."""
        if self.bytes_to_unplug is None:
            return data
        data = data[: self.bytes_to_unplug]
        self.bytes_to_unplug -= len(data)
        if self.bytes_to_unplug == 0:
            self.bytes_to_unplug = None
            self.unplug()
        return data


@dataclass(eq=False)
class Handle:
    device: UsbDevice
    life: int

    def check(self) -> UsbDevice:
        if not self.device.plugged or self.life != self.device.life:
            raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
        return self.device


class UsbBus(IBackend):
    def __init__(self, *devices: UsbDevice) -> None:
        super().__init__()
        self.devices = list(devices)
        self.open_handles: list[Handle] = []

    # ---------------------------------------------------------------- descriptors

    def enumerate_devices(self):
        return iter([device for device in self.devices if device.plugged])

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x0200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.vendor, idProduct=dev.product, bcdDevice=0x0100, iManufacturer=0,
            iProduct=0, iSerialNumber=_SERIAL_INDEX if dev.serial else 0, bNumConfigurations=1,
            bus=1, address=self.devices.index(dev) + 1, port_number=None, port_numbers=None, speed=None,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        if config > 0:
            raise IndexError(config)
        numbers = {each.number for each in dev.interfaces}
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=len(numbers), bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        found = self._setting(dev, intf, alt)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=found.number, bAlternateSetting=found.alternate,
            bNumEndpoints=len(found.endpoints), bInterfaceClass=found.kind, bInterfaceSubClass=1,
            bInterfaceProtocol=found.protocol, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        address, kind = self._setting(dev, intf, alt).endpoints[ep]
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=kind, wMaxPacketSize=PACKET_BYTES,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def _setting(self, device, index, alternate):
        number = sorted({each.number for each in device.interfaces})[index]
        settings = [each for each in device.interfaces if each.number == number]
        return settings[alternate]

    # ---------------------------------------------------------------- opening

    def open_device(self, dev):
        if not dev.plugged:
            raise USBError("No such device", -4, errno.ENODEV)
        if not dev.may_open:
            raise USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        handle = Handle(dev, dev.life)
        self.open_handles.append(handle)
        return handle

    def close_device(self, dev_handle):
        self.open_handles.remove(dev_handle)

    def get_configuration(self, dev_handle):
        return 1 if dev_handle.check().configured else 0

    def set_configuration(self, dev_handle, config_value):
        dev_handle.check().configured = True

    def claim_interface(self, dev_handle, intf):
        device = dev_handle.check()
        if device.kernel_driver or device.claimed_by.get(intf, dev_handle) is not dev_handle:
            raise USBError("Resource busy", -6, errno.EBUSY)
        device.claimed_by[intf] = dev_handle

    def release_interface(self, dev_handle, intf):
        dev_handle.check().claimed_by.pop(intf, None)

    def set_interface_altsetting(self, dev_handle, intf, altsetting):
        dev_handle.check().alternates[intf] = altsetting

    def is_kernel_driver_active(self, dev_handle, intf):
        if dev_handle.check().no_kernel_drivers:
            raise NotImplementedError("Operation not supported or unimplemented on this platform")
        return dev_handle.device.kernel_driver

    def detach_kernel_driver(self, dev_handle, intf):
        dev_handle.check().kernel_driver = False

    def attach_kernel_driver(self, dev_handle, intf):
        dev_handle.check().kernel_driver = True

    def clear_halt(self, dev_handle, ep):
        dev_handle.check().cleared.append(ep)

    # ---------------------------------------------------------------- transfers

    def ctrl_transfer(self, dev_handle, request_type, request, value, index, data, timeout):
        device = dev_handle.check()
        answer = b"\x01\x00"
        if request == _GET_DESCRIPTOR and value >> 8 == _STRING:
            text = b"\x09\x04" if value & 0xFF == 0 else device.serial.encode("utf-16-le")
            answer = bytes((2 + len(text), _STRING)) + text
        answer = answer[: len(data)]
        data[: len(answer)] = type(data)("B", answer)
        return len(answer)

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        device = self._ready(dev_handle, ep, intf)
        accepted = bytes(data[: device.takes_bytes])
        if not accepted:
            time.sleep(timeout / 1000)
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        device.writes.append(len(accepted))
        heard = device.spend(accepted)
        device.receive(heard)
        dev_handle.check()
        return len(accepted)

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        device = self._ready(dev_handle, ep, intf)
        with device.changed:
            device.changed.wait_for(lambda: device.waiting or not device.plugged, timeout / 1000)
            dev_handle.check()
            if not device.waiting:
                raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
            if len(buff) < min(PACKET_BYTES, len(device.waiting)):
                raise USBError("Overflow", -8, errno.EOVERFLOW)
            count = min(len(buff) // PACKET_BYTES * PACKET_BYTES or len(buff), len(device.waiting))
            buff[:count] = type(buff)("B", bytes(device.waiting[:count]))
            del device.waiting[:count]
            return count

    def _ready(self, handle, endpoint, number):
        device = handle.check()
        if device.claimed_by.get(number) is not handle:
            raise USBError("Entity not found", -5, errno.ENOENT)
        setting = next(
            each
            for each in device.interfaces
            if (each.number, each.alternate) == (number, device.alternates.get(number, 0))
        )
        if endpoint not in [address for address, _ in setting.endpoints]:
            raise USBError("Entity not found", -5, errno.ENOENT)
        if endpoint in device.stalls:
            if not device.stalls_for_good:
                device.stalls.remove(endpoint)
            raise USBError("Pipe error", -9, errno.EPIPE)
        return device


class UsbFarEnd:
    """The far end of a simulator that hangs on the bus; everything happens in the caller's thread, one at a time."""

    address = "usb:04b8:0202"

    def __init__(self, receive: Callable[[bytes], None], device: UsbDevice) -> None:
        self._lock = threading.RLock()
        self._receive = receive
        self.device = device
        device.receive = self._hear

    def start(self) -> None:
        self.device.plugged = True

    def close(self) -> None:
        self.device.unplug()

    def call(self, action: Callable[[], Any]) -> Any:
        with self._lock:
            return action()

    def send(self, data: bytes) -> None:
        self.device.send(data)

    def unplug(self) -> None:
        self.device.unplug()

    def plug(self) -> None:
        self.device.bytes_to_unplug = None
        if not self.device.plugged:
            self.device.plug()

    def unplug_after(self, count: int) -> None:
        self.device.bytes_to_unplug = count

    @property
    def plugged(self) -> bool:
        return self.device.plugged

    def _hear(self, data: bytes) -> None:
        with self._lock:
            if data:
                self._receive(data)


class UsbLine(Line):
    """A line whose address is looked for on this bus."""

    def __init__(self, bus: UsbBus, url: str = UsbFarEnd.address, device: str = "") -> None:
        super().__init__(url, device)
        self._bus = bus

    def _open(self) -> UsbLink:
        address = parse_address(self.url)
        assert isinstance(address, UsbAddress)
        return UsbLink(address, self._bus)
