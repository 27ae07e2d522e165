"""The `kiosk` command: one tree, exit codes and `--json` as docs/operations/commands.md tells them.

0 done · 2 wrong use or invalid input · 3 device not there · 4 device needs a hand · 5 centre not reached, all kept
· 6 refused by the centre · 7 storage problem · 70 our fault · 128 + signal: ended by a person before it was done.
Only the group that is asked for is imported, so that every command answers quickly.
"""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from importlib import import_module

from app.commands.ending import Ended, signals_end_the_command
from app.commands.output import GROUPS_ARE_SILENT, fail, speak_every_character
from app.commands.parsing import Parser, ShowVersion

GROUPS: Mapping[str, tuple[str, str]] = {
    "run": ("run", "启动终端"),
    "demo": ("demo", "无人操作，把真实界面走一遍，留下图片"),
    "doctor": ("doctor", "检查设备、数据库、磁盘、时钟、密钥和中心，并说怎么办"),
    "device": ("device", "逐个试本机的设备"),
    "simulate": ("simulate", "模拟一个设备，说真实的字节"),
    "catalogue": ("catalogue", "事项目录"),
    "rules": ("rules", "有日期的规则：判断能不能办，检查规则文件"),
    "case": ("case", "本机的办件"),
    "print": ("prints", "打印台账：哪张纸出来了，哪张要人看，补打"),
    "custody": ("custody", "落在机器里的证件和凭条：看、了结"),
    "sync": ("sync", "和中心收发"),
    "export": ("export", "用移动介质带走要上报的办件，读回中心的回执"),
    "hand-over": ("hand_over", "接力：终端上没办完的，拿到窗口接着办"),
    "enrol": ("enrolment", "生成本机密钥并在中心登记"),
    "token": ("enrolment", "给本机做一个短期令牌，用来手工试接口"),
    "operator": ("operator", "操作员：名单，试一次登录"),
    "privacy": ("privacy", "本机保存的个人信息：应本人要求列出、清除"),
    "key": ("key", "数据库密钥怎样保管，换一种保管方式"),
    "audit": ("audit", "防篡改日志"),
    "central": ("central", "参考中心"),
}
"""What stands after `kiosk`: its module in `app.commands`, and its line in the help."""


def build_parser(arguments: Sequence[str]) -> ArgumentParser:
    """The whole tree by name, with the options of the group that `arguments` ask for."""
    parser = Parser(prog="kiosk", description="便民服务终端")
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="显示版本")
    groups = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令")
    asked = next((each for each in arguments if not each.startswith("-")), "")
    for name, (module, words) in GROUPS.items():
        group = groups.add_parser(name, help=words, description=words)
        if name == asked:
            import_module(f"app.commands.{module}").FILL[name](group)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; no traceback reaches a user.

    What serves until somebody ends it (`serves`) has done its work then; anything else was not done.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    speak_every_character(as_json)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    for name in GROUPS_ARE_SILENT:
        logging.getLogger(name).setLevel(logging.ERROR)
    args = Namespace()
    try:
        with signals_end_the_command():
            args = build_parser(arguments).parse_args(arguments)
            code: int = args.act(args)
            return code
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or 0)
    except Ended as ended:
        return 0 if getattr(args, "serves", False) else fail(ended, as_json=as_json)
    except Exception as error:  # noqa: BLE001 - the last border: every error becomes words and an exit code
        return fail(error, as_json=as_json)


if __name__ == "__main__":
    sys.exit(main())
