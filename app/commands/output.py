"""How every command speaks: one JSON document or a few lines on standard output, errors with an exit code."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.config import Settings, load_settings
from app.domain.errors import OurFault, TerminalError
from hardware import errors as hardware_errors

EXIT_DONE = 0
EXIT_WRONG_USE = 2
EXIT_NO_DEVICE = 3
EXIT_NEEDS_A_HAND = 4
EXIT_OUR_FAULT = 70
GROUPS_ARE_SILENT = ("httpx", "httpcore", "uvicorn.error", "alembic", "pyhanko", "fontTools")

_log = logging.getLogger(__name__)


def add_common(parser: argparse.ArgumentParser, *, json_output: bool = True) -> argparse.ArgumentParser:
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where this station keeps its data")
    parser.add_argument("--config", type=Path, metavar="FILE", help="station.toml to use")
    if json_output:
        parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    return parser


def settings_of(args: argparse.Namespace) -> Settings:
    return load_settings(args.data_dir, args.config)


def say(args: argparse.Namespace, result: Any, lines: Iterable[str]) -> None:
    """The result as JSON where it was asked for, otherwise the lines for a person."""
    if getattr(args, "json", False):
        print(json.dumps(result, ensure_ascii=False, indent=2, default=str), flush=True)
        return
    for line in lines:
        print(line, flush=True)


def fail(error: Exception, *, as_json: bool) -> int:
    """Words and exit code of an error; what nobody foresaw is our fault and says so."""
    code, message, what_to_do, exit_code = _described(error)
    if as_json:
        document = {"error": {"code": code, "message": message, "what_to_do": what_to_do}}
        print(json.dumps(document, ensure_ascii=False, indent=2), flush=True)
    else:
        print(f"{message}（{code}）", file=sys.stderr)
        if what_to_do:
            print(what_to_do, file=sys.stderr)
    return exit_code


def _described(error: Exception) -> tuple[str, str, str, int]:
    match error:
        case TerminalError():
            return error.code, error.message, error.what_to_do, error.exit_code
        case hardware_errors.AddressInvalid() | hardware_errors.DriverUnknown():
            return error.code, error.message, error.what_to_do, EXIT_WRONG_USE
        case hardware_errors.DeviceRefused():
            return error.code, error.message, error.what_to_do, EXIT_NEEDS_A_HAND
        case hardware_errors.HardwareError():
            return error.code, error.message, error.what_to_do, EXIT_NO_DEVICE
        case _:
            _log.debug("unforeseen", exc_info=error)
            where = _place(error)
            return OurFault.code, f"程序出错了：{type(error).__name__} {where}", "把这一行发给维护人员", EXIT_OUR_FAULT


def _place(error: Exception) -> str:
    """File and line only: messages of unforeseen errors may hold personal data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


def read_json(path: Path, what: str) -> Any:
    """Raises WrongInput in words."""
    from app.domain.errors import WrongInput

    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WrongInput(f"找不到{what} {path}", "检查路径") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WrongInput(f"{what} {path} 不是 JSON", "用 UTF-8 的 JSON 文件") from error
    except OSError as error:
        raise WrongInput(f"读不了{what} {path}", "检查文件的权限") from error
