"""The camera driver's own keys in station.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from hardware.errors import OptionInvalid

Rotation = Literal[0, 90, 180, 270]
ROTATIONS = (0, 90, 180, 270)
DEVICE = "camera"
PIXELS = ("", "MJPG", "YUYV")


@dataclass(frozen=True, slots=True)
class CameraOptions:
    """Width and height 0: as the source gives them.

    A live device is asked for `width` × `height`, `pixels` (MJPG, YUYV; empty: MJPG for wide pictures) and
    `frames_per_s` and may give others; a film and a folder stay as they are. `autofocus`, `focus` and `exposure` (in
    the camera's own units) are left to the camera where they are None; a fixed one ends the automatic.
    `rotate` is clockwise, for a camera mounted on its side. `hold_s`: how long each picture of a folder stays
    (0: a new one at every grab). `idle_close_s`: a live device nobody looks at is let go after this time.
    """

    width: int = 0
    height: int = 0
    rotate: Rotation = 0
    mirror: bool = False
    hold_s: float = 0.0
    idle_close_s: float = 15.0
    pixels: str = ""
    frames_per_s: float = 0.0
    autofocus: bool | None = None
    focus: float | None = None
    exposure: float | None = None


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
            pixels=str(options.get("pixels", "")).upper(),
            frames_per_s=float(options.get("frames_per_s", 0.0)),
            autofocus=None if options.get("autofocus") is None else bool(options["autofocus"]),
            focus=_number(options, "focus"),
            exposure=_number(options, "exposure"),
        )
    except (TypeError, ValueError) as broken:
        raise _invalid(address, f"摄像头的设置有误：{broken}") from broken
    if problem := _problem(parsed):
        raise _invalid(address, problem)
    return parsed


def _number(options: Mapping[str, Any], key: str) -> float | None:
    value = options.get(key)
    return None if value is None else float(value)


def _problem(options: CameraOptions) -> str:
    if options.rotate not in ROTATIONS:
        return f"rotate 只能是 0、90、180 或 270，现在是 {options.rotate}"
    if options.pixels not in PIXELS:
        return f"pixels 只能是 MJPG 或 YUYV，现在是 {options.pixels}"
    if min(options.width, options.height, options.hold_s, options.frames_per_s) < 0 or options.idle_close_s <= 0:
        return "width、height、hold_s、frames_per_s 不能小于 0，idle_close_s 要大于 0"
    return ""


def _invalid(address: str, message: str) -> OptionInvalid:
    return OptionInvalid(message, device=DEVICE, address=address, what_to_do="改 station.toml 里摄像头的设置")
