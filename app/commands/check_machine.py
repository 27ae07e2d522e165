"""The disk's and the clock's part of `kiosk doctor`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_STORAGE

LEAST_FREE_BYTES = 100 * 1024 * 1024
COMFORTABLE_FREE_BYTES = 1024 * 1024 * 1024
EARLIEST_TRUE_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_MIB = 1024 * 1024


def check_disk(data_dir: Path) -> Finding:
    where = data_dir.absolute()
    while not where.exists():
        where = where.parent
    free = shutil.disk_usage(where).free
    words = f"还空 {free // _MIB} MB"
    if free < LEAST_FREE_BYTES:
        return Finding("磁盘", Mark.BAD, words, "腾出空间或换大盘", EXIT_STORAGE)
    if free < COMFORTABLE_FREE_BYTES:
        return Finding("磁盘", Mark.WARN, words, "准备腾出空间")
    return Finding("磁盘", Mark.OK, words)


def check_clock() -> Finding:
    now = datetime.now(UTC)
    if now < EARLIEST_TRUE_TIME:
        return Finding("时钟", Mark.BAD, f"{now:%Y-%m-%d}，早得不对", "对时，换主板电池")
    return Finding("时钟", Mark.OK, f"{now.astimezone():%Y-%m-%d %H:%M %z}")
