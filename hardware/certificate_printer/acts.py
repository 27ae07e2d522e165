"""What a hand can do at an A4 printer."""

from __future__ import annotations

from collections.abc import Mapping

from hardware.acts import CABLE, Act, Make, call, with_number, with_seconds


def _with_word(method: str, default: str) -> Make:
    """simulator.method(word)"""
    return lambda simulator, value, _folder: lambda: getattr(simulator, method)(value or default)


ACTS: Mapping[str, Act] = {
    **CABLE,
    "media_empty": Act(call("media_empty"), "把纸盒里的纸全取出来"),
    "media_empty_after": Act(with_number("media_empty_after"), "纸盒里只留这么多张纸"),
    "media_low": Act(call("media_low"), "纸盒里只留几张纸"),
    "paper-full": Act(call("media_empty", False), "装满 A4 纸"),
    "load_paper": Act(_with_word("load_paper", "iso_a5_148x210mm"), "纸盒里换成这种纸，并在面板上选好"),
    "media_jam": Act(call("jam"), "让纸卡在机内"),
    "clear-jam": Act(call("jam", False), "取出卡住的纸，合上所有盖子"),
    "cover_open": Act(call("open_cover"), "打开前盖"),
    "close-cover": Act(call("close_cover"), "合上前盖"),
    "toner_low": Act(call("toner_low"), ""),
    "toner_percent": Act(with_number("toner_percent"), ""),
    "toner_empty": Act(call("toner_empty"), "取出墨粉盒"),
    "toner-full": Act(call("toner_empty", False), "装好墨粉盒"),
    "trouble": Act(_with_word("trouble", "other")),
    "warn": Act(_with_word("warn", "media-low")),
    "bin_sensor": Act(call("bin_sensor")),
    "take-papers": Act(call("take_papers"), "取走出纸口里的纸"),
    "format_refused": Act(call("refuse_format")),
    "format-taken": Act(call("refuse_format", False)),
    "raster_only": Act(call("raster_only")),
    "print_job_only": Act(call("print_job_only")),
    "refuse_cancel": Act(call("refuse_cancel")),
    "vanish_with_next_job": Act(call("vanish_with_next_job")),
    "slow": Act(with_seconds("slow")),
    "http_error": Act(with_number("http_error", 503)),
    "garbage": Act(call("garbage")),
    "half_answers": Act(call("half_answers")),
    "silent": Act(call("silent")),
    "lose_answers": Act(with_number("lose_answers")),
    "unplug_after": Act(with_number("unplug_after")),
    "power_loss": Act(call("power_loss"), "拔掉打印机的电源线，等它完全断电"),
    "mend": Act(call("mend_all"), "把打印机恢复正常：装好纸和墨粉、合上盖子、插好线"),
}
"""A4 printer over IPP."""
