"""The command line in the technician's language; what is typed wrongly is WrongInput, as every other wrong input."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from app.domain.errors import WrongInput

PACKAGE = "bianmin-terminal"
_SENTENCES = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1 不能写 \2，可以写：\3"),
    (r"argument (.+?): expected .*argument.*", r"\1 后面要有值"),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 的值 \2 不对"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 和 \2 不能一起写"),
    (r"one of the arguments (.+) is required", r"\1 要写一个"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
"""argparse's own words and ours."""


class Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises WrongInput where argparse would print and end the program. Options are written out in full."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": Help, "allow_abbrev": False, **settings, "add_help": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        raise WrongInput(f"命令写得不对：{in_chinese(message)}", f"用 {self.prog} --help 看写法")


class ShowVersion(argparse.Action):
    """`--version`, asked of the installed package only when somebody wants to know."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version(PACKAGE)
        except PackageNotFoundError:
            number = "（未安装，从源码运行）"
        print(f"kiosk {number}", flush=True)
        parser.exit()


def in_chinese(message: str) -> str:
    """A sentence of argparse's; one it was never taught stays as it is."""
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            return found.expand(words)
    return message


def seconds(text: str) -> float:
    """A time-out that can be waited for. Raises ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text} 不是秒数")
    return value


def port(text: str) -> int:
    """A TCP port; 0 is a free one. Raises ArgumentTypeError."""
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} 不是端口号，写 0 到 65535")
    return int(text)
