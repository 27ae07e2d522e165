"""Where the passphrase of the database key comes from: a file, the system's credentials, or whoever sits here.

KIOSK_PASSPHRASE_FILE                              a file of one line
$CREDENTIALS_DIRECTORY/bianmin-passphrase          systemd's LoadCredential=
the terminal                                       asked without showing it
"""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import WrongInput, WrongKey

if TYPE_CHECKING:
    from app.config import Settings

FILE_VARIABLE = "KIOSK_PASSPHRASE_FILE"
CREDENTIALS_VARIABLE = "CREDENTIALS_DIRECTORY"
CREDENTIAL = "bianmin-passphrase"

_typed: list[str] = []
"""What was typed, so that one program asks once."""


def passphrase(is_new: bool) -> str:
    """Raises WrongKey where nobody can be asked, WrongInput where the two of a new one differ."""
    path = _file()
    if path is not None:
        return passphrase_in(path)
    if not sys.stdin.isatty():
        raise WrongKey(
            "打开数据库要口令，这里没有人可以问。", f"在命令行窗口里运行，或用 {FILE_VARIABLE} 指出口令文件。"
        )
    if not _typed:
        _typed.append(new_passphrase() if is_new else getpass("数据库口令："))
    return _typed[0]


def ask_beforehand(settings: Settings) -> None:
    """Before a window covers the terminal in which somebody could be asked. Raises WrongKey, WrongInput."""
    from app.storage import KeyKind
    from app.storage.key_change import look_at_key

    kept = look_at_key(settings.data_dir)
    if (kept.kind if kept else settings.storage.key) == KeyKind.PASSPHRASE:
        passphrase(kept is None)


def new_passphrase() -> str:
    """Asked twice. Raises WrongInput."""
    if not sys.stdin.isatty():
        raise WrongInput("这里没有人可以问新的口令。", "在命令行窗口里运行，或用文件给出。")
    first = getpass("新的数据库口令：")
    if getpass("再输入一次：") != first:
        raise WrongInput("两次输入的口令不一样。", "再运行一次。")
    return first


def passphrase_in(path: Path) -> str:
    """One line; its end, and the mark that Windows puts in front, do not belong to it. Raises WrongKey."""
    try:
        return path.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise WrongKey("读不了口令文件。", "检查文件是否在、本用户能不能读、是不是 UTF-8。") from None


def file_named() -> Path | None:
    """The file in the variable, whose rights are its owner's care; the system looks after its credentials itself."""
    return Path(os.environ[FILE_VARIABLE]) if os.environ.get(FILE_VARIABLE) else None


def _file() -> Path | None:
    if (named := file_named()) is not None:
        return named
    credential = Path(os.environ.get(CREDENTIALS_VARIABLE, "")) / CREDENTIAL
    return credential if os.environ.get(CREDENTIALS_VARIABLE) and credential.is_file() else None
