"""What a hand can do at a speaker."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.acts import CABLE, Act, call, with_number

ACTS: Mapping[str, Act] = {
    **CABLE,
    "silent": Act(call("hang")),
    "pace": Act(with_number("pace", 32000)),
    "unplug_after": Act(with_number("unplug_after"), "正在说话时拔掉声卡"),
    "clear": Act(call("clear")),
}
