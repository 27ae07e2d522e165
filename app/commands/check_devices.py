"""The devices' part of `kiosk doctor`: one look at each, in the words of its fault table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_NEEDS_A_HAND, EXIT_NO_DEVICE, EXIT_OUR_FAULT
from app.commands.time_limit import Overdue, within
from hardware import DeviceState, DeviceStatus, HardwareError, MendingAction, PaperState
from hardware.faults import Fault, fault_of, faults_of
from hardware.registry import ROOMS
from hardware.state_words import FINE, STATE_WORDS
from hardware.watch import GONE

if TYPE_CHECKING:
    from app.config import Settings
    from hardware import DeviceSettings

LOOK_LIMIT_S = 20.0
"""More than any driver of ours takes to say that nobody answers."""
DEVICES = "设备"
CABLES = "检查电源和连线"
WHAT_TO_DO = {
    MendingAction.CONFIGURATION: "检查 station.toml 里它的地址和设置",
    MendingAction.RESET: "关掉设备电源再打开",
    MendingAction.MAINTENANCE: CABLES,
    MendingAction.CLEAR: "清掉卡住的东西",
}


def check_devices(settings: Settings, rooms: Iterable[str] = ()) -> list[Finding]:
    """`rooms`: only these; each is among the configured ones."""
    chosen = tuple(rooms) or tuple(settings.devices)
    found = [_looked_at(room, settings.devices[room]) for room in chosen]
    return found or [Finding(DEVICES, Mark.WARN, "一个也没有配置", "在 station.toml 写 [devices.…]")]


def left_to_the_terminal() -> Finding:
    """All devices in one: the terminal has them and looks at them itself."""
    words = "终端程序开着，设备由它管，这里没有看"
    return Finding(DEVICES, Mark.SKIPPED, words, "到终端的维护页上看；要在这里看，先关闭终端程序")


def _looked_at(room: str, configured: DeviceSettings) -> Finding:
    try:
        return within(LOOK_LIMIT_S, lambda _: told(room, _status(room, configured)))
    except Exception as error:  # noqa: BLE001 - one device in trouble does not hide the others
        return broken(room, error)


def _status(room: str, configured: DeviceSettings) -> DeviceStatus:
    from hardware import open_device

    device = open_device(room, configured)
    try:
        status: DeviceStatus = device.status()
        return status
    finally:
        device.close()


def told(room: str, status: DeviceStatus) -> Finding:
    """A status in words."""
    fault = fault_of(ROOMS[room], status)
    if fault is not None:
        return of_fault(room, fault)
    if status.paper in (PaperState.OUT, PaperState.JAMMED):
        jammed = status.paper is PaperState.JAMMED
        return Finding(room, Mark.BAD, "卡纸" if jammed else "没有纸", "取出卡住的纸" if jammed else "装纸")
    words = STATE_WORDS[status.state]
    if status.state not in FINE:
        detail = f"（{status.detail}）" if status.detail else ""
        to_do = WHAT_TO_DO.get(status.action, CABLES) if status.action else CABLES
        return Finding(room, Mark.BAD, words + detail, to_do, _exit_code(status.state))
    if status.paper is PaperState.LOW:
        return Finding(room, Mark.WARN, "纸快用完", "准备换纸")
    return Finding(room, Mark.OK, words)


def of_fault(room: str, fault: Fault, measured: Mapping[str, Any] | None = None) -> Finding:
    mark = Mark.WARN if fault.action is None or fault.state in FINE else Mark.BAD
    return Finding(room, mark, fault.zh, fault.zh_do, _exit_code(fault.state), fault.code, measured or {})


def of_word(room: str, word: str, measured: Mapping[str, Any] | None = None) -> Finding | None:
    """None for a word that is not in the room's fault table."""
    fault = faults_of(ROOMS[room]).get(word)
    return None if fault is None else of_fault(room, fault, measured)


def broken(room: str, error: Exception) -> Finding:
    """What a driver raised, or that it came to no end. Texts of what nobody foresaw may be personal: only its kind."""
    match error:
        case HardwareError():
            what_to_do = error.what_to_do or CABLES
            return Finding(room, Mark.BAD, error.message, what_to_do, EXIT_NO_DEVICE, error.code)
        case Overdue():
            words = f"{error.limit_s:g} 秒里没有做完"
            return Finding(room, Mark.BAD, words, "关掉设备电源再打开；还不行就查驱动", EXIT_NO_DEVICE, "HW-203")
        case _:
            words = f"驱动程序出错了（{type(error).__name__}）"
            return Finding(room, Mark.BAD, words, "把这一行告诉维护人员", EXIT_OUR_FAULT, "HW-000")


def _exit_code(state: DeviceState) -> int:
    return EXIT_NO_DEVICE if state in GONE else EXIT_NEEDS_A_HAND
