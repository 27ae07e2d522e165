"""A line: the lasting way to a device, whose link is opened when needed and again after it was lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from hardware.errors import AddressInvalid, HardwareError, LinkLost, LinkNotThere
from hardware.transport.addresses import (
    Address,
    NutAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
    parse_address,
)
from hardware.transport.byte_log import LoggedLink
from hardware.transport.link import Link


def open_link(address: Address, default_baud: int) -> Link:
    """Raises LinkNotThere, or AddressInvalid for an address that carries no byte stream."""
    match address:
        case SerialAddress():
            from hardware.transport.serial_link import SerialLink

            return SerialLink(address, default_baud)
        case TcpAddress():
            from hardware.transport.tcp_link import TcpLink

            return TcpLink(address)
        case NutAddress():
            from hardware.transport.tcp_link import TcpLink

            return TcpLink(TcpAddress(address.host, address.port))
        case UsbAddress():
            from hardware.transport.usb_link import UsbLink

            return UsbLink(address)
        case _:
            raise AddressInvalid(
                f"{type(address).__name__} 不是字节链路", what_to_do="此设备须用 serial: pty: tcp: 或 usb: 地址"
            )


class Line:
    """Used by a driver as `with line.dialogue() as link:`; one dialogue at a time."""

    def __init__(self, url: str, device: str, default_baud: int = 9600, byte_log: bool = False) -> None:
        self.url = url
        self.device = device
        self._address = parse_address(url)
        self._default_baud = default_baud
        self._byte_log = byte_log
        self._lock = RLock()
        self._link: Link | None = None

    @contextmanager
    def dialogue(self) -> Iterator[Link]:
        """The link, locked; opened when it is not open. A lost link is dropped, so the next dialogue reconnects.

        Every HardwareError that passes gets this line's device and address. Raises LinkNotThere.
        """
        with self._lock:
            try:
                yield self._fresh()
            except HardwareError as error:
                error.device = error.device or self.device
                error.address = error.address or self.url
                if isinstance(error, LinkLost | LinkNotThere):
                    self._drop()
                raise

    @contextmanager
    def try_dialogue(self) -> Iterator[Link | None]:
        """As `dialogue`, but None at once while another thread is in one: for a look that must not wait its turn."""
        if not self._lock.acquire(blocking=False):
            yield None
            return
        try:
            with self.dialogue() as link:
                yield link
        finally:
            self._lock.release()

    @property
    def is_busy(self) -> bool:
        """Whether another thread is in a dialogue just now; it may have ended when this is read."""
        if not self._lock.acquire(blocking=False):
            return True
        self._lock.release()
        return False

    @property
    def is_open(self) -> bool:
        """False before the first dialogue and after the link was lost."""
        return self._link is not None

    @property
    def baud(self) -> int:
        """The rate of a serial line; without meaning for others."""
        named = self._address.baud if isinstance(self._address, SerialAddress) else None
        return named or self._default_baud

    @property
    def has_open_rate(self) -> bool:
        """A serial line whose address names no rate: the device's own has to be found."""
        return isinstance(self._address, SerialAddress) and self._address.baud is None

    def reopen(self, baud: int | None = None) -> Link:
        """Inside a dialogue: the port let go and opened anew, from now on at `baud` where the address names no rate.

        Raises LinkNotThere. The dialogue's earlier link is closed.
        """
        with self._lock:
            self._drop()
            if baud is not None and self.has_open_rate:
                self._default_baud = baud
            return self._fresh()

    def close(self) -> None:
        """Let go of the port. The next dialogue would open it again."""
        with self._lock:
            self._drop()

    def _fresh(self) -> Link:
        """What was unplugged and plugged again between two dialogues is opened anew, and nobody need know."""
        if self._link is not None:
            try:
                self._link.check()
            except LinkLost:
                self._drop()
        if self._link is None:
            self._link = self._open()
        return self._link

    def _open(self) -> Link:
        link = open_link(self._address, self._default_baud)
        return LoggedLink(link, self.device) if self._byte_log else link

    def _drop(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()
