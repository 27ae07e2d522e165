"""kiosk device …: each device by its real driver."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.our_devices import devices_to_ourselves
from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.commands.parsing import seconds
from app.domain.errors import ConfigInvalid, DataDirBusy

if TYPE_CHECKING:
    from app.config import Settings
    from hardware import DeviceSettings

CARD_TIMEOUT_S = 30.0
ASK_TIMEOUT_S = 30.0
SCAN_TIMEOUT_S = 30.0

Act = Callable[[argparse.Namespace], int]


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    add_common(group.add_parser("list", help="配置了哪些设备，现在怎样")).set_defaults(act=_list)
    _fill_asking(group)
    _fill_printing(group)
    rehearse = _device(group, "rehearse", "照故障脚本在真设备上演练一遍", _later("rehearse"))
    rehearse.add_argument("scripts", type=Path, nargs="+", metavar="FILE.yaml")


FILL = {"device": fill}


def _fill_asking(group: Any) -> None:
    card = _device(group, "read-card", "读一张身份证", _later("read_card"))
    _add_timeout(card, CARD_TIMEOUT_S)
    ask = _device(group, "ask-evaluation", "请人在评价器上评价一次", _later("ask_evaluation"))
    _add_timeout(ask, ASK_TIMEOUT_S)
    photo = _device(group, "take-photo", "拍一张，按照片规则检查", _later("take_photo"))
    photo.add_argument("--rules", default="ga482", metavar="NAME", help="照片规则，默认 ga482")
    photo.add_argument("--out", type=Path, required=True, metavar="FILE", help="合格的照片写到哪里")
    scan = _device(group, "scan-code", "扫一个条码或二维码", _later("scan_code"))
    scan.add_argument("--image", type=Path, metavar="FILE", help="不用设备，从图片里找码")
    _add_timeout(scan, SCAN_TIMEOUT_S)


def _fill_printing(group: Any) -> None:
    receipt = _device(group, "print-receipt", "打一张小票，等打印机确认", _later("print_receipt"))
    what = receipt.add_mutually_exclusive_group(required=True)
    what.add_argument("--text", type=Path, metavar="FILE", help="打这个 UTF-8 文本文件")
    what.add_argument("--sample", action="store_true", help="打样张")
    paper = _device(group, "print-document", "打一份 A4 PDF，看到打完", _later("print_document"))
    paper.add_argument("file", type=Path, metavar="FILE.pdf")


def _device(group: Any, name: str, words: str, act: Act) -> argparse.ArgumentParser:
    parser = add_common(group.add_parser(name, help=words, description=words))
    parser.add_argument("--address", metavar="URL", help="设备地址；不写用 station.toml 里的")
    parser.set_defaults(act=act)
    return parser


def _add_timeout(parser: argparse.ArgumentParser, default_s: float) -> None:
    parser.add_argument("--timeout", type=seconds, default=default_s, metavar="S", help=f"等几秒，默认 {default_s:g}")


def _later(name: str) -> Act:
    """The command of that name; its module is imported when it is used."""

    def act(args: argparse.Namespace) -> int:
        from importlib import import_module

        for module in ("device_asking", "device_printing", "device_rehearsing"):
            command: Act | None = getattr(import_module(f"app.commands.{module}"), name, None)
            if command is not None:
                return command(args)
        raise AttributeError(name)

    return act


@contextmanager
def opened(args: argparse.Namespace, room: str, **options: Any) -> Iterator[Any]:
    """The device at --address, or the configured one, which the terminal must not have; let go of afterwards.

    `options` go before the configured ones. Raises ConfigInvalid, DataDirBusy, HardwareError.
    """
    with _left_by_the_terminal(args, room), opened_here(args, room, **options) as device:
        yield device


@contextmanager
def _left_by_the_terminal(args: argparse.Namespace, room: str) -> Iterator[None]:
    settings = settings_of(args)
    configured = settings.devices.get(room)
    if configured is None or args.address not in (None, "", configured.address):
        yield  # it is no device of the terminal's
        return
    with devices_to_ourselves(settings):
        yield


@contextmanager
def opened_here(args: argparse.Namespace, room: str, **options: Any) -> Iterator[Any]:
    """As `opened`, for who has the data directory already. Raises ConfigInvalid, HardwareError."""
    from hardware import open_device

    settings = _settings(args, room)
    device = open_device(room, replace(settings, options={**settings.options, **options}))
    try:
        yield device
    finally:
        device.close()


def _settings(args: argparse.Namespace, room: str) -> DeviceSettings:
    from hardware import DeviceSettings

    configured = settings_of(args).devices.get(room)
    if args.address:
        return DeviceSettings(
            args.address, configured.driver if configured else "", configured.options if configured else {}
        )
    if configured is None:
        raise ConfigInvalid(f"没有配置 {room}", f"用 --address，或在 station.toml 写 [devices.{room}]")
    return configured


def _list(args: argparse.Namespace) -> int:
    rows = _rows(settings_of(args))
    say(args, rows, [_line(row) for row in rows] or ["没有配置设备"])
    return EXIT_DONE


def _rows(settings: Settings) -> list[dict[str, Any]]:
    if not settings.devices:
        return []
    try:
        with devices_to_ourselves(settings):
            return [_row(room, each, look(room, each)) for room, each in settings.devices.items()]
    except DataDirBusy:
        return [_row(room, each, _left_alone()) for room, each in settings.devices.items()]


def _line(row: dict[str, Any]) -> str:
    state = f"{row['state']:15} {row['paper'] or '':7}"
    return f"{row['device']:20} {state} {row['driver']:8} {row['address']}  {row['detail']}".rstrip()


def _left_alone() -> Any:
    from hardware import DeviceState, DeviceStatus

    return DeviceStatus(DeviceState.BUSY, detail="终端程序开着，这里没有看")


def _row(room: str, configured: DeviceSettings, status: Any) -> dict[str, Any]:
    """One that cannot even be opened does not hide the others."""
    from hardware.registry import DEFAULT_DRIVERS, ROOMS

    return {
        "device": room,
        "address": configured.address,
        "driver": configured.driver or DEFAULT_DRIVERS[ROOMS[room]],
        "state": status.state.value,
        "paper": status.paper.value if status.paper else None,
        "action": status.action.value if status.action else None,
        "detail": status.detail,
    }


def look(room: str, configured: DeviceSettings) -> Any:
    """The device's status; settings it cannot be opened with are one too."""
    from hardware import DeviceState, DeviceStatus, HardwareError, MendingAction, open_device

    try:
        device = open_device(room, configured)
    except HardwareError as error:
        return DeviceStatus(DeviceState.NO_DEVICE, action=MendingAction.CONFIGURATION, detail=error.message)
    try:
        return device.status()
    finally:
        device.close()
