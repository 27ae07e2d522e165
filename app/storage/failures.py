"""What the disk and the operating system say, told as StorageProblem and its kinds, in sentences for a person."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import DataDirBusy, DataDirReadOnly, DiskFull, StorageProblem, TerminalError

# Below this the disk counts as full even where the system only says that a write went wrong.
NEARLY_NOTHING_BYTES = 1 << 20
_MB = 1 << 20

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def disk_full() -> DiskFull:
    return DiskFull("磁盘空间不足，无法保存。", "请清理磁盘空间后再试；已经保存的办件不受影响。")


def no_room_to_send(needed: int, room: int) -> DiskFull:
    """Both in bytes; `room` with all of the reserve."""
    return DiskFull(
        f"磁盘空间不够，附件送不出去：送之前要加密成一份，要 {-(-needed // _MB)} MB，只有 {room // _MB} MB。",
        "请清理磁盘空间，或用 kiosk export 把它带出去；已经保存的办件不受影响。",
    )


def read_only() -> DataDirReadOnly:
    return DataDirReadOnly("数据目录不能写入。", "请检查数据目录的权限，以及磁盘是否被设成了只读。")


def busy() -> DataDirBusy:
    return DataDirBusy("数据目录正被另一个程序占用。", "请稍后再试；一直这样时请关闭其他使用同一数据目录的程序。")


def disk_broken() -> StorageProblem:
    return StorageProblem("磁盘读写出错。", "请检查磁盘和接线；在修好之前不要继续办理业务。")


def has_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free >= NEARLY_NOTHING_BYTES
    except OSError:
        return True


def problem_of_file(error: OSError) -> TerminalError:
    """`error` told for a person; no path and no content in it."""
    if error.errno in _FULL:
        return disk_full()
    if error.errno in _READ_ONLY:
        return read_only()
    if error.errno == errno.EDEADLK:  # Windows has waited for a lock, and gave up
        return busy()
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StorageProblem("数据目录里缺少文件。", "请不要手工改动数据目录；从备份恢复后再试。")
    return disk_broken()


@contextmanager
def file_failures(folder: Path) -> Iterator[None]:
    """Turns every OSError of the block into a StorageProblem."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EIO and not has_room(folder):
            raise disk_full() from error
        raise problem_of_file(error) from error
