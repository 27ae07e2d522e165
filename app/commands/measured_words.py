"""Measured values of the self-test in words, for the report: a name, and the value with its unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

KINDS = {
    "resident": "居民身份证",
    "hmt_residence_permit": "港澳台居民居住证",
    "foreign_permanent_resident_2017": "外国人永久居留身份证（2017 版）",
    "foreign_permanent_resident_2023": "外国人永久居留身份证（2023 版）",
}
SOURCES = {"mains": "市电", "battery": "电池", "unknown": "不知道"}
FORMATS = {"application/pdf": "PDF", "image/pwg-raster": "栅格页"}


def _yes_or_no(yes: str = "是", no: str = "否") -> Callable[[Any], str]:
    return lambda value: yes if value else no


def _one_of(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: words.get(str(value), str(value))


def _unit(unit: str) -> Callable[[Any], str]:
    return lambda value: f"{value} {unit}"


def _minutes(seconds: Any) -> str:
    return f"{seconds // 60} 分 {seconds % 60} 秒" if seconds >= 60 else f"{seconds} 秒"


WORDS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "sam_id": ("安全模块号", str),
    "card_kind": ("卡种", _one_of(KINDS)),
    "check_digit_valid": ("校验位", _yes_or_no("对", "不对")),
    "read_s": ("等卡和读卡", _unit("秒")),
    "sw3": ("状态字节", str),
    "symbology": ("码制", str),
    "same_as_slip": ("与自检条一致", _yes_or_no()),
    "grade": ("按的键", _unit("分")),
    "print_s": ("打印用时", _unit("秒")),
    "confirmed": ("打印机确认", _yes_or_no()),
    "model": ("型号", str),
    "format": ("收文件格式", _one_of(FORMATS)),
    "a4": ("能打 A4", _yes_or_no()),
    "a4_ready": ("纸盒里是 A4", _yes_or_no()),
    "toner_percent": ("墨粉最少", _unit("%")),
    "pages": ("打出页数", str),
    "size_px": ("画面", str),
    "pictures_per_s": ("每秒画面", _unit("张")),
    "brightness": ("亮度", lambda value: f"{value}/255"),
    "sharpness": ("清晰度", str),
    "page_found": ("找到纸", _yes_or_no()),
    "source": ("供电", _one_of(SOURCES)),
    "charge_percent": ("电量", _unit("%")),
    "runtime_s": ("电池可用", _minutes),
    "charging": ("正在充电", _yes_or_no()),
    "door_open": ("柜门", _yes_or_no("开着", "关着")),
    "tamper": ("防拆触点", _yes_or_no("动作了", "正常")),
    "person_present": ("人体感应", _yes_or_no("有人", "没人")),
    "lights": ("试过的灯", _unit("盏")),
}


def in_words(measured: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """A value without words of its own is left out of the report; `--json` has it."""
    known = [(WORDS[name], value) for name, value in measured.items() if name in WORDS]
    return tuple((name, form(value)) for (name, form), value in known)
