"""What a hand can do at an A4 printer."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.acts import CABLE, Act, call, with_number, with_seconds

ACTS: Mapping[str, Act] = {
    **CABLE,
    "media_empty": Act(call("media_empty"), "把纸盒里的纸全取出来"),
    "media_empty_after": Act(with_number("media_empty_after"), "纸盒里只留这么多张纸"),
    "media_low": Act(call("media_low"), "纸盒里只留几张纸"),
    "paper-full": Act(call("media_empty", False), "装满 A4 纸"),
    "media_jam": Act(call("jam"), "让纸卡在机内"),
    "clear-jam": Act(call("jam", False), "取出卡住的纸，合上所有盖子"),
    "cover_open": Act(call("open_cover"), "打开前盖"),
    "close-cover": Act(call("close_cover"), "合上前盖"),
    "toner_low": Act(call("toner_low"), ""),
    "toner_empty": Act(call("toner_empty"), "取出墨粉盒"),
    "toner-full": Act(call("toner_empty", False), "装好墨粉盒"),
    "format_refused": Act(call("refuse_format")),
    "format-taken": Act(call("refuse_format", False)),
    "vanish_with_next_job": Act(call("vanish_with_next_job")),
    "slow": Act(with_seconds("slow")),
}
