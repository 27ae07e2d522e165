"""The receipt printer's own keys in station.toml, where only some values will do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hardware.errors import OptionInvalid
from hardware.receipt_printer.frames import DOTS_BY_WIDTH_MM

DEVICE = "receipt_printer"
DEFAULT_WIDTH_MM = 80


def paper_width_mm(options: Mapping[str, Any]) -> int:
    """Raises OptionInvalid."""
    return int(one_of("width_mm", options.get("width_mm", DEFAULT_WIDTH_MM), tuple(DOTS_BY_WIDTH_MM)))


def one_of(name: str, value: Any, allowed: tuple[Any, ...]) -> str:
    """Raises OptionInvalid, which says what would do."""
    if value not in allowed:
        words = "、".join(str(each) for each in allowed)
        raise OptionInvalid(f"小票打印机设置 {name} = {value!r} 不能用", device=DEVICE, what_to_do=f"可用：{words}")
    return str(value)
