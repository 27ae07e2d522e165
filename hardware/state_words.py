"""Every state a device can be in, in a word of Chinese, for where no fault has a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.status import DeviceState

STATE_WORDS: Mapping[DeviceState, str] = {
    DeviceState.ONLINE: "正常",
    DeviceState.OFFLINE: "没有回答",
    DeviceState.POWER_OFF: "没有通电",
    DeviceState.NO_DEVICE: "没有找到",
    DeviceState.HARDWARE_ERROR: "有故障",
    DeviceState.USER_ERROR: "要人处理",
    DeviceState.BUSY: "正忙",
    DeviceState.FRAUD_ATTEMPT: "有人动手脚",
    DeviceState.POTENTIAL_FRAUD: "可能有人动手脚",
    DeviceState.STARTING: "正在启动",
}
FINE = frozenset({DeviceState.ONLINE, DeviceState.BUSY, DeviceState.STARTING})
"""Also in the middle of a job, and while it begins."""
