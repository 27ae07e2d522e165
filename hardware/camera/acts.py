"""What a hand can do at a camera."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hardware.acts import CABLE, Act, Deed, call, with_seconds


def _show(simulator: Any, value: str, folder: Path) -> Deed:
    pictures = folder / value
    if not pictures.exists():
        raise ValueError(f"找不到图片 {value}")
    return lambda: simulator.show(pictures)


ACTS: Mapping[str, Act] = {
    **CABLE,
    "show": Act(_show, "站到镜头前"),
    "test_card": Act(call("show_test_card"), "镜头前放一张测试卡"),
    "cover": Act(call("cover"), "用手遮住镜头"),
    "covered": Act(call("cover"), "用手遮住镜头"),
    "uncover": Act(call("restore"), "手从镜头前拿开"),
    "pause": Act(call("pause")),
    "resume": Act(call("resume")),
    "slow": Act(with_seconds("slow")),
    "corrupt": Act(call("corrupt")),
    "tear": Act(call("tear")),
    "restore": Act(call("restore")),
}
