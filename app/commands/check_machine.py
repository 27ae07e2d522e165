"""The disk's and the clock's part of `kiosk doctor`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_STORAGE
from app.domain.formats import CHINA
from app.domain.freeze import MIB, FreezeLimits
from app.storage.layout import Layout
from app.storage.reserve import Reserve

EARLIEST_TRUE_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def check_disk(data_dir: Path, limits: FreezeLimits) -> Finding:
    where = data_dir.absolute()
    while not where.exists():
        where = where.parent
    free = shutil.disk_usage(where).free
    reserve = Reserve(Layout(data_dir).reserve)
    words = f"还空 {free // MIB} MB"
    if reserve.is_cut:
        return Finding("磁盘", Mark.BAD, f"{words}，保留的空间已经动用", "马上腾出空间或换大盘", EXIT_STORAGE)
    if free < limits.disk_stop_mb * MIB:
        return Finding("磁盘", Mark.BAD, words, "腾出空间或换大盘", EXIT_STORAGE)
    if free < limits.disk_warn_mb * MIB:
        return Finding("磁盘", Mark.WARN, words, "准备腾出空间")
    return Finding("磁盘", Mark.OK, words)


def check_clock() -> Finding:
    now = datetime.now(UTC)
    if now < EARLIEST_TRUE_TIME:
        return Finding("时钟", Mark.BAD, f"{now:%Y-%m-%d}，早得不对", "对时，换主板电池")
    return Finding("时钟", Mark.OK, f"{now.astimezone(CHINA):%Y-%m-%d %H:%M %z}")
