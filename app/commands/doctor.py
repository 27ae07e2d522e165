"""kiosk doctor: every device, the database, the disk, the clock, the keys, the centre: state, and what to do."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, add_common, say, settings_of
from app.config import Settings
from app.domain.errors import TerminalError
from hardware import DeviceState, HardwareError, PaperState, open_device

LEAST_FREE_BYTES = 500 * 1024 * 1024
EARLIEST_TRUE_TIME = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is ok, warn or bad; `what_to_do` is empty when all is well."""

    part: str
    state: str
    words: str
    what_to_do: str = ""


def add(groups: Any) -> None:
    add_common(groups.add_parser("doctor", help="how everything is, and what to do")).set_defaults(act=_doctor)


def _doctor(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    findings = [*_devices(settings), *_database(settings), _disk(settings), _clock()]
    say(args, [asdict(each) for each in findings], [_line(each) for each in findings])
    return EXIT_NEEDS_A_HAND if any(each.state == "bad" for each in findings) else EXIT_DONE


def _line(finding: Finding) -> str:
    mark = {"ok": "✓", "warn": "！", "bad": "✗"}[finding.state]
    todo = f"　→ {finding.what_to_do}" if finding.what_to_do else ""
    return f"{mark} {finding.part}　{finding.words}{todo}"


def _devices(settings: Settings) -> list[Finding]:
    findings = [_device(settings, room) for room in settings.devices]
    return findings or [Finding("设备", "warn", "一个也没有配置", "在 station.toml 写 [devices.…]")]


def _device(settings: Settings, room: str) -> Finding:
    try:
        device = open_device(room, settings.devices[room])
    except HardwareError as error:
        return Finding(room, "bad", error.message, error.what_to_do)
    try:
        status = device.status()
    finally:
        device.close()
    if status.paper in (PaperState.OUT, PaperState.JAMMED):
        return Finding(
            room, "bad", f"{status.state.value}，{status.detail or status.paper.value}", "装纸或取出卡住的纸"
        )
    if status.state is not DeviceState.ONLINE:
        return Finding(room, "bad", f"{status.state.value} {status.detail}".strip(), "检查电源和连线")
    low = status.paper is PaperState.LOW
    return Finding(room, "warn" if low else "ok", "纸快用完" if low else "正常", "准备换纸" if low else "")


def _database(settings: Settings) -> list[Finding]:
    from app.composition import open_parts

    try:
        with open_parts(settings) as parts:
            waiting = parts.outbox.waiting()
            chain = parts.verify_audit()
            return [Finding("数据库", "ok", f"打开了，{waiting} 件等着送"), _chain(chain), _centre(parts)]
    except TerminalError as error:
        return [Finding("数据库", "bad", error.message, error.what_to_do)]


def _chain(report: Any) -> Finding:
    if report.intact:
        return Finding("日志", "ok", f"{report.records} 条，完整")
    return Finding("日志", "bad", f"{report.records} 条，断了", "保留数据目录，告诉维护人员")


def _centre(parts: Any) -> Finding:
    if parts.enroller.enrolment() is None:
        return Finding("中心", "warn", "还没登记", "用 kiosk enrol 登记")
    if parts.services.reachable():
        return Finding("中心", "ok", "连得上")
    return Finding("中心", "warn", "连不上，办件都存在本机", "检查网线和中心地址")


def _disk(settings: Settings) -> Finding:
    where = settings.data_dir
    while not where.exists():
        where = where.parent
    free = shutil.disk_usage(where).free
    words = f"还空 {free // (1024 * 1024)} MB"
    return (
        Finding("磁盘", "ok", words) if free >= LEAST_FREE_BYTES else Finding("磁盘", "bad", words, "腾出空间或换大盘")
    )


def _clock() -> Finding:
    now = datetime.now(UTC)
    if now < EARLIEST_TRUE_TIME:
        return Finding("时钟", "bad", f"{now:%Y-%m-%d}，早得不对", "对时，换主板电池")
    return Finding("时钟", "ok", f"{now.astimezone():%Y-%m-%d %H:%M}")
