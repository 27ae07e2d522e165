"""The camera driver's own keys in station.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from hardware.errors import OptionInvalid

Rotation = Literal[0, 90, 180, 270]
ROTATIONS = (0, 90, 180, 270)
DEVICE = "camera"


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """Width and height 0: as the source gives them.

    A live device is asked for `width` × `height` and may give another size; a film and a folder stay as they are.
    `rotate` is clockwise, for a camera mounted on its side. `hold_s`: how long each picture of a folder stays
    (0: a new one at every grab). `idle_close_s`: a live device nobody looks at is let go after this time.
    """

    width: int = 0
    height: int = 0
    rotate: Rotation = 0
    mirror: bool = False
    hold_s: float = 0.0
    idle_close_s: float = 15.0


def parse_options(options: Mapping[str, Any], address: str = "") -> CameraOptions:
    """Raises OptionInvalid when a key has a value it cannot have."""
    try:
        rotate = int(options.get("rotate", 0)) % 360
        parsed = CameraOptions(
            width=int(options.get("width", 0)),
            height=int(options.get("height", 0)),
            rotate=cast(Rotation, rotate),
            mirror=bool(options.get("mirror", False)),
            hold_s=float(options.get("hold_s", 0.0)),
            idle_close_s=float(options.get("idle_close_s", 15.0)),
        )
    except (TypeError, ValueError) as broken:
        raise _invalid(address, f"摄像头的设置有误：{broken}") from broken
    if rotate not in ROTATIONS:
        raise _invalid(address, f"rotate 只能是 0、90、180 或 270，现在是 {rotate}")
    if min(parsed.width, parsed.height, parsed.hold_s) < 0 or parsed.idle_close_s <= 0:
        raise _invalid(address, "width、height、hold_s 不能小于 0，idle_close_s 要大于 0")
    return parsed


def _invalid(address: str, message: str) -> OptionInvalid:
    return OptionInvalid(message, device=DEVICE, address=address, what_to_do="改 station.toml 里摄像头的设置")
