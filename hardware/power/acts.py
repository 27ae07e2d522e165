"""What a hand can do at a UPS and its server."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.acts import CABLE, Act, call, count, flag, with_number

ACTS: Mapping[str, Act] = {
    **CABLE,
    "unplug": Act(call("unplug"), "停掉 NUT 服务：systemctl stop nut-server"),
    "plug": Act(call("plug"), "启动 NUT 服务：systemctl start nut-server"),
    "unplug_after": Act(with_number("unplug_after")),
    "mains_out": Act(call("mains_out"), "拔掉 UPS 的市电插头"),
    "mains_back": Act(call("mains_back"), "插回 UPS 的市电插头"),
    "battery": Act(with_number("battery", 100), "让 UPS 一直用电池，直到报低电量"),
    "replace_battery": Act(call("flag", "RB")),
    "overload": Act(call("flag", "OVER")),
    "bypass": Act(call("flag", "BYPASS"), "在 UPS 面板上打开旁路"),
    "calibrating": Act(call("flag", "CAL"), "在 UPS 面板上启动电池自检"),
    "shutting_down": Act(call("flag", "FSD"), "运行 upsmon -c fsd"),
    "output_off": Act(call("flag", "OFF")),
    "whole_again": Act(call("whole_again"), "恢复市电，等电池充满，退出旁路"),
    "silent": Act(flag("silent"), "让 NUT 服务停住：kill -STOP 它的进程号"),
    "stale": Act(flag("stale"), "拔掉 UPS 的数据线，等 20 秒"),
    "driver_gone": Act(flag("driver_gone"), "停掉 UPS 的 NUT 驱动：upsdrvctl stop"),
    "access_denied": Act(flag("access_denied")),
    "unknown_ups": Act(flag("unknown_ups")),
    "not_nut": Act(flag("not_nut")),
    "half_a_list": Act(flag("half_a_list")),
    "endless_list": Act(flag("endless_list")),
    "restarts": Act(count("restarts")),
    "one_byte_at_a_time": Act(flag("one_byte_at_a_time")),
    "clear": Act(call("clear_faults"), "恢复 NUT 服务和 UPS 的数据线"),
}
