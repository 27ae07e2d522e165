"""Files a person names on the command line: what is wrong with them is said in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.commands.output import NO_ROOM
from app.domain.errors import DiskFull, WrongInput


def read_bytes(path: Path, what: str) -> bytes:
    """Raises WrongInput."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WrongInput(f"找不到{what} {path}", "检查路径") from error
    except IsADirectoryError as error:
        raise WrongInput(f"{what} {path} 是文件夹", "写文件的路径") from error
    except OSError as error:
        raise WrongInput(f"读不了{what} {path}", "检查路径和权限") from error


def read_text(path: Path, what: str) -> str:
    """UTF-8, with or without the mark some editors put in front. Raises WrongInput."""
    try:
        return read_bytes(path, what).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInput(f"{what} {path} 不是 UTF-8", "另存为 UTF-8 编码") from None


def read_json(path: Path, what: str) -> Any:
    """Raises WrongInput; never with the content, which may be personal."""
    text = read_text(path, what)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        raise WrongInput(f"{what} {path} 不是 JSON：{place}读不下去", "用 UTF-8 的 JSON 文件") from None
    except (ValueError, RecursionError):
        raise WrongInput(f"{what} {path} 不是 JSON", "用 UTF-8 的 JSON 文件") from None


def write_bytes(path: Path, content: bytes) -> None:
    """Seen whole or not at all. Raises WrongInput, DiskFull."""
    fresh = path.with_name(path.name + ".part")
    try:
        if path.is_dir():
            raise IsADirectoryError  # noqa: TRY301 - told with the others below
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
    except IsADirectoryError as error:
        raise WrongInput(f"{path} 是文件夹", "写文件的路径") from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(f"磁盘空间不足，{path} 写不下", "清理磁盘空间后再试") from error
        raise WrongInput(f"写不了 {path}", "检查路径和权限") from error


def make_folder(path: Path) -> Path:
    """Raises WrongInput, DiskFull."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(f"磁盘空间不足，{path} 建不了", "清理磁盘空间后再试") from error
        raise WrongInput(f"建不了文件夹 {path}", "检查路径和权限") from error
    return path
