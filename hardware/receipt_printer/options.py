"""The receipt printer's own keys in station.toml, where only some values will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hardware.errors import OptionInvalid
from hardware.receipt_printer.frames import DOTS_BY_WIDTH_MM, Paper
from hardware.receipt_printer.presenter import PresenterWords

DEVICE = "receipt_printer"
DEFAULT_WIDTH_MM = 80


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. `answer_limit_s` for a status, `confirm_limit_s` for the end of the mechanical work, `wait_for_hand_s`
    for somebody who puts in paper or closes the cover (0: nobody is waited for).
    """

    answer_limit_s: float = 2.0
    confirm_limit_s: float = 20.0
    wait_for_hand_s: float = 0.0
    look_every_s: float = 0.25
    look_for_hand_every_s: float = 0.5


@dataclass(frozen=True, slots=True)
class Options:
    """All of them. `presenter` None: the printer has none."""

    paper: Paper = field(default_factory=Paper)
    timing: Timing = field(default_factory=Timing)
    confirm_by: str = "end"
    fonts: tuple[str, ...] = ()
    byte_log: bool = False
    presenter: PresenterWords | None = None


def read_options(options: Mapping[str, Any]) -> Options:
    """Raises OptionInvalid, ValueError, TypeError."""
    defaults = Timing()
    return Options(
        Paper(paper_width_mm(options), one_of("charset", options.get("charset", "gbk"), ("gbk", "gb2312"))),
        Timing(*(_seconds(options, name, getattr(defaults, name)) for name in _LIMITS)),
        one_of("confirm_by", options.get("confirm_by", "end"), ("end", "status")),
        tuple(str(each) for each in options.get("fonts", ())),
        bool(options.get("byte_log", False)),
        _presenter(options) if has_presenter(options) else None,
    )


_LIMITS = ("answer_limit_s", "confirm_limit_s", "wait_for_hand_s")


def paper_width_mm(options: Mapping[str, Any]) -> int:
    """Raises OptionInvalid."""
    return int(one_of("width_mm", options.get("width_mm", DEFAULT_WIDTH_MM), tuple(DOTS_BY_WIDTH_MM)))


def has_presenter(options: Mapping[str, Any]) -> bool:
    return bool(options.get("presenter", False))


def one_of(name: str, value: Any, allowed: tuple[Any, ...]) -> str:
    """Raises OptionInvalid, which says what would do."""
    if value not in allowed:
        raise _invalid(name, value, "、".join(str(each) for each in allowed))
    return str(value)


def _seconds(options: Mapping[str, Any], name: str, default: float) -> float:
    value = float(options.get(name, default))
    if not 0 <= value < float("inf"):
        raise _invalid(name, value, "不小于 0 的秒数")
    return value


def _presenter(options: Mapping[str, Any]) -> PresenterWords:
    """Bytes are written in hexadecimal, as in the printer's manual."""
    defaults = PresenterWords()
    return PresenterWords(
        ask=_bytes(options, "presenter_ask", defaults.ask),
        reply=_bytes(options, "presenter_reply", defaults.reply),
        reply_bytes=int(options.get("presenter_reply_bytes", defaults.reply_bytes)),
        sensor_byte=int(options.get("presenter_sensor_byte", defaults.sensor_byte)),
        sensor_bit=int(options.get("presenter_sensor_bit", defaults.sensor_bit)),
        present=_bytes(options, "presenter_present", defaults.present),
        retract=_bytes(options, "presenter_retract", defaults.retract),
    )


def _bytes(options: Mapping[str, Any], name: str, default: bytes) -> bytes:
    value = options.get(name)
    if value is None:
        return default
    try:
        return bytes.fromhex(str(value))
    except ValueError as cause:
        raise _invalid(name, value, "十六进制字节，例如 10 04 14") from cause


def _invalid(name: str, value: Any, would_do: str) -> OptionInvalid:
    return OptionInvalid(f"凭条打印机设置 {name} = {value!r} 不能用", device=DEVICE, what_to_do=f"可用：{would_do}")
