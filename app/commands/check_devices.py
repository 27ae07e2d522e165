"""The devices' part of `kiosk doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands.device import look
from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_NEEDS_A_HAND, EXIT_NO_DEVICE
from hardware import DeviceState, DeviceStatus, MendingAction, PaperState

if TYPE_CHECKING:
    from app.config import Settings

WHAT_TO_DO = {
    MendingAction.CONFIGURATION: "检查 station.toml 里它的地址和设置",
    MendingAction.RESET: "关掉设备电源再打开",
    MendingAction.MAINTENANCE: "检查电源和连线",
    MendingAction.CLEAR: "清掉卡住的东西",
}
STATE_WORDS = {
    DeviceState.OFFLINE: "没有回答",
    DeviceState.POWER_OFF: "没有通电",
    DeviceState.NO_DEVICE: "没有找到",
    DeviceState.HARDWARE_ERROR: "有故障",
    DeviceState.USER_ERROR: "要人处理",
    DeviceState.BUSY: "正忙",
    DeviceState.STARTING: "正在启动",
}
FINE = (DeviceState.ONLINE, DeviceState.BUSY, DeviceState.STARTING)


def check_devices(settings: Settings) -> list[Finding]:
    found = [_told(room, look(room, configured)) for room, configured in settings.devices.items()]
    return found or [Finding("设备", Mark.WARN, "一个也没有配置", "在 station.toml 写 [devices.…]")]


def _told(room: str, status: DeviceStatus) -> Finding:
    if status.paper in (PaperState.OUT, PaperState.JAMMED):
        jammed = status.paper is PaperState.JAMMED
        return Finding(room, Mark.BAD, "卡纸" if jammed else "没有纸", "取出卡住的纸" if jammed else "装纸")
    if status.state not in FINE:
        words = STATE_WORDS.get(status.state, status.state.value)
        detail = f"（{status.detail}）" if status.detail else ""
        to_do = WHAT_TO_DO.get(status.action, "检查电源和连线") if status.action else "检查电源和连线"
        hand = status.state in (DeviceState.USER_ERROR, DeviceState.HARDWARE_ERROR)
        return Finding(room, Mark.BAD, words + detail, to_do, EXIT_NEEDS_A_HAND if hand else EXIT_NO_DEVICE)
    if status.paper is PaperState.LOW:
        return Finding(room, Mark.WARN, "纸快用完", "准备换纸")
    return Finding(room, Mark.OK, STATE_WORDS.get(status.state, "正常"))
