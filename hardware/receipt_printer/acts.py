"""What a hand can do at a receipt printer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import CABLE, Act, Deed, call, with_number, with_seconds
from hardware.status import PaperState


def _noise(simulator: Any, value: str, _folder: Path) -> Deed:
    """Bytes in hexadecimal before each answer."""
    data = bytes.fromhex(value or "AA55FF")
    return lambda: simulator.add_noise(data)


ACTS: Mapping[str, Act] = {
    **CABLE,
    "silent": Act(call("go_silent"), "关掉打印机的电源，线不拔"),
    "unplug_after": Act(with_number("unplug_after")),
    "paper_out": Act(call("set_paper", PaperState.OUT), "取出纸卷"),
    "paper_low": Act(call("set_paper", PaperState.LOW), "换上快用完的纸卷"),
    "paper_jammed": Act(call("set_paper", PaperState.JAMMED), "让纸卡在出纸口"),
    "paper_out_after": Act(with_number("paper_out_after"), "装一截很短的纸"),
    "paper-full": Act(call("set_paper", PaperState.FULL), "装一卷新纸，合上盖子"),
    "cover_open": Act(call("open_cover"), "打开盖子"),
    "cover_open_after": Act(with_number("cover_open_after"), "打印时打开盖子"),
    "close-cover": Act(call("close_cover"), "合上盖子"),
    "cutter_error": Act(call("stick_cutter"), ""),
    "cutter-free": Act(call("stick_cutter", False), ""),
    "power_cut": Act(call("lose_power"), "拔掉打印机的电源"),
    "take-slip": Act(call("take_slip"), "取走出纸口的凭条"),
    "presenter_stuck": Act(call("stick_presenter"), "按住出纸口的凭条，不让它动"),
    "presenter-free": Act(call("stick_presenter", False), "松开出纸口的凭条"),
    "slow": Act(with_seconds("answer_late"), ""),
    "noise": Act(_noise, ""),
    "one_byte_at_a_time": Act(call("speak_one_byte_at_a_time"), ""),
    "tell_unasked": Act(call("tell_unasked"), ""),
    "clear": Act(call("clear_faults"), "打开打印机的电源"),
}
