"""How every command speaks: one JSON document or a few lines on standard output, errors with an exit code."""

from __future__ import annotations

import argparse
import errno
import io
import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.ending import Ended
from app.domain.errors import DiskFull, FormInvalid, OurFault, TerminalError
from app.domain.fault_trail import fault_trail
from hardware import errors as hardware_errors

if TYPE_CHECKING:
    from app.config import Settings

EXIT_DONE = 0
EXIT_WRONG_USE = 2
EXIT_NO_DEVICE = 3
EXIT_NEEDS_A_HAND = 4
EXIT_STORAGE = 7
EXIT_OUR_FAULT = 70
GROUPS_ARE_SILENT = ("httpx", "httpcore", "uvicorn.error", "alembic", "pyhanko", "fontTools")
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


class OutputLost(OSError):
    """The result could not be written to standard output."""


_log = logging.getLogger(__name__)


def speak_every_character(as_json: bool) -> None:
    """A terminal that lacks a character shows its number instead of ending the command; JSON is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_document = as_json and stream is sys.stdout
            stream.reconfigure(encoding="utf-8" if is_document else stream.encoding, errors="backslashreplace")


def add_common(parser: argparse.ArgumentParser, *, json_output: bool = True) -> argparse.ArgumentParser:
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="本机的数据目录（也可设 KIOSK_DATA_DIR）")
    parser.add_argument("--config", type=Path, metavar="FILE", help="用哪个 station.toml（也可设 KIOSK_CONFIG）")
    if json_output:
        parser.add_argument("--json", action="store_true", help="标准输出上只给一个 JSON 文档")
    return parser


def settings_of(args: argparse.Namespace) -> Settings:
    from app.config import load_settings

    return load_settings(args.data_dir, args.config)


def say(args: argparse.Namespace, result: Any, lines: Iterable[str]) -> None:
    """The result as JSON where it was asked for, otherwise the lines for a person."""
    if getattr(args, "json", False):
        put(_document(result))
        return
    for line in lines:
        put(line)


def fail(error: BaseException, *, as_json: bool) -> int:
    """Words and exit code of an error; what nobody foresaw is our fault and says so."""
    code, message, what_to_do, exit_code = _described(error)
    more = {"field": error.field} if isinstance(error, FormInvalid) else {}
    return _told(code, message, what_to_do, exit_code, as_json and not isinstance(error, OutputLost), **more)


def complain(args: argparse.Namespace, code: str, message: str, what_to_do: str, exit_code: int) -> int:
    """An expected outcome that is not the wished one: said like an error, and its exit code."""
    return _told(code, message, what_to_do, exit_code, getattr(args, "json", False))


def _told(code: str, message: str, what_to_do: str, exit_code: int, as_json: bool, **more: str) -> int:
    if as_json:
        try:
            put(_document({"error": {"code": code, "message": message, "what_to_do": what_to_do, **more}}))
        except OutputLost:
            return _told(code, message, what_to_do, exit_code, as_json=False)
        return exit_code
    print(f"{message}（{code}）", file=sys.stderr)
    if what_to_do:
        print(what_to_do, file=sys.stderr)
    return exit_code


def _document(result: Any) -> str:
    return json.dumps(result, ensure_ascii=False, indent=2, default=str)


def put(text: str) -> None:
    """One piece to standard output. A reader that has gone away changes nothing of what was done.

    Raises OutputLost where the words could not be written, say to a file on a full disk.
    """
    try:
        print(text, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to fail at the end
        if not isinstance(error, BrokenPipeError):
            raise OutputLost(error.errno, error.strerror) from error


def _described(error: BaseException) -> tuple[str, str, str, int]:
    match error:
        case TerminalError():
            return error.code, error.message, error.what_to_do, error.exit_code
        case hardware_errors.AddressInvalid() | hardware_errors.DriverUnknown() | hardware_errors.OptionInvalid():
            return error.code, error.message, error.what_to_do, EXIT_WRONG_USE
        case hardware_errors.DeviceRefused():
            return error.code, error.message, error.what_to_do, EXIT_NEEDS_A_HAND
        case hardware_errors.Cancelled():
            return error.code, "已取消", "需要时再试一次", EXIT_NEEDS_A_HAND
        case hardware_errors.HardwareError():
            return error.code, error.message, error.what_to_do, EXIT_NO_DEVICE
        case OutputLost():
            return "APP-705", "结果写不出去；做了的不会丢", "检查标准输出写到了哪里", EXIT_STORAGE
        case Ended():
            return "APP-130", "没做完就被中止了", "需要时再运行一次", error.exit_code
        case OSError(errno=number) if number in NO_ROOM:
            return DiskFull.code, "磁盘空间不足，写不下去", "清理磁盘空间后再试", EXIT_STORAGE
        case _:
            _log.debug("unforeseen: %s", fault_trail(error))
            where = _place(error)
            return OurFault.code, f"程序出错了：{type(error).__name__} {where}", "把这一行发给维护人员", EXIT_OUR_FAULT


def _place(error: BaseException) -> str:
    """File and line only: messages of unforeseen errors may hold personal data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
