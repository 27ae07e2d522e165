"""Which rooms there are, which driver each begins with, and how a driver is found by its name.

Our own drivers stand in a table, so that finding them costs nothing; another name is looked for among the entry
points of the group `bianmin.drivers`, each called `<room>.<driver>` and leading to
`open_driver(address: str, options: Mapping[str, Any])`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from hardware.device_settings import DeviceSettings
from hardware.errors import AddressInvalid, DriverUnknown, HardwareError, OptionInvalid
from hardware.faults import SERVED_BY
from hardware.status import DeviceStatus
from hardware.transport.addresses import SimulatedAddress, parse_address

DRIVER_GROUP = "bianmin.drivers"

DEFAULT_DRIVERS: Mapping[str, str] = {
    "id_card_reader": "sdt",
    "evaluation_keypad": "bianmin",
    "receipt_printer": "escpos",
    "certificate_printer": "ipp",
    "camera": "opencv",
    "code_scanner": "serial",
    "speaker": "alsa",
    "power": "nut",
    "io_board": "modbus",
}

ROOMS: Mapping[str, str] = {room: room for room in DEFAULT_DRIVERS} | SERVED_BY
"""The section of station.toml to the room whose drivers serve it."""


class Device(Protocol):
    """What every device can."""

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...


OpenDriver = Callable[[str, Mapping[str, Any]], Device]


def open_device(kind: str, settings: DeviceSettings) -> Any:
    """The device of `kind` (a key of ROOMS), its port untouched: an absent device is a status.

    Raises DriverUnknown, AddressInvalid for an address and OptionInvalid for an option the driver cannot use.
    """
    if isinstance(parse_address(settings.address), SimulatedAddress):
        raise AddressInvalid(
            "simulated: 须先启动模拟设备",
            device=kind,
            address=settings.address,
            what_to_do="用 kiosk run --simulate 启动",
        )
    open_driver = find_driver(kind, settings.driver)
    try:
        return open_driver(settings.address, settings.options)
    except HardwareError as error:
        error.device = error.device or kind
        error.address = error.address or settings.address
        raise
    except (TypeError, ValueError) as cause:
        raise OptionInvalid(
            f"{kind} 的设置无效：{cause}",
            device=kind,
            address=settings.address,
            what_to_do="检查 station.toml 中此设备的各项",
        ) from cause


def find_driver(kind: str, name: str = "") -> OpenDriver:
    """The driver called `name`; the room's own where no name is given. Raises DriverUnknown."""
    room = ROOMS.get(kind)
    if room is None:
        raise DriverUnknown(f"没有 {kind} 这种设备", device=kind, what_to_do=f"可用：{'、'.join(ROOMS)}")
    name = name or DEFAULT_DRIVERS[room]
    if name == DEFAULT_DRIVERS[room]:
        return cast(OpenDriver, import_module(f"hardware.{room}.driver").open_driver)
    return _entry_point(kind, room, name)


def _entry_point(kind: str, room: str, name: str) -> OpenDriver:
    from importlib.metadata import entry_points

    installed = {point.name: point for point in entry_points(group=DRIVER_GROUP)}
    point = installed.get(f"{room}.{name}")
    if point is not None:
        return cast(OpenDriver, point.load())
    known = {DEFAULT_DRIVERS[room]} | {
        driver for owner, _, driver in (full.partition(".") for full in installed) if owner == room
    }
    raise DriverUnknown(
        f"{kind} 没有名为 {name} 的驱动",
        device=kind,
        what_to_do=f"可用：{'、'.join(sorted(known))}；或安装提供它的软件包",
    )
