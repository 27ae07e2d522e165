"""What a hand can do at an I/O board and the contacts wired to it."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.acts import SERIAL, Act, call, count, flag

ACTS: Mapping[str, Act] = {
    **SERIAL,
    "open_door": Act(call("open_door"), "打开柜门"),
    "close_door": Act(call("close_door"), "关好柜门"),
    "tamper": Act(call("tamper"), "松开防拆触点"),
    "reset_tamper": Act(call("reset_tamper"), "按回防拆触点"),
    "person_comes": Act(call("person_comes"), "站到终端前面"),
    "person_leaves": Act(call("person_leaves"), "离开终端"),
    "door_bounces": Act(call("bounce", "door", 4)),
    "power_blip": Act(call("power_blip"), "把输入输出板断电一下再通电，数据线不拔"),
    "silent": Act(flag("silent"), "断开输入输出板的电源，数据线不拔"),
    "lost_frames": Act(count("lost_frames")),
    "torn_answers": Act(count("torn_answers")),
    "busy": Act(count("busy")),
    "exception": Act(count("exception")),
    "wrong_unit": Act(flag("wrong_unit"), "把输入输出板的站号拨成别的"),
    "echo": Act(flag("echo")),
    "clear": Act(call("clear_faults"), "恢复输入输出板的电源、接线和站号"),
}
