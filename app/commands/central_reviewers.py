"""kiosk central reviewers: people who sign in at /office."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.central_stations import secret
from app.commands.output import EXIT_DONE, say


def fill_reviewers(group: Any) -> None:
    reviewers = group.add_parser("reviewers", help="审核人：在 /office 登录，审核办件")
    acts = reviewers.add_subparsers(dest="reviewer_act", required=True, metavar="做什么")
    add = on_data(acts, "add", "加一个，或改姓名、角色、密码", _add)
    add.add_argument("--number", required=True, metavar="N", help="工号")
    add.add_argument("--name", required=True, metavar="NAME", help="姓名")
    roles = "单位的词，像 hospital、licensing；负责人写 manager；可以写几次"
    add.add_argument("--role", action="append", required=True, metavar="ROLE", help=roles)
    add.add_argument("--password-file", type=Path, metavar="F", help="密码或 PIN 写在这个文件里；不写就现在问")
    disable = on_data(acts, "disable", "不再让这个工号登录，已经登录的马上退出", _disable)
    disable.add_argument("--number", required=True, metavar="N", help="工号")
    on_data(acts, "list", "名单", _list)


def _add(args: argparse.Namespace) -> int:
    from app.central.office import accounts

    password = secret(args.password_file, "密码")
    with office_of(args) as office:
        told = accounts.add(office.database, args.number, args.name, args.role, password)
    say(args, told, [_line(told)])
    return EXIT_DONE


def _disable(args: argparse.Namespace) -> int:
    from app.central.office import accounts

    with office_of(args) as office:
        told = accounts.disable(office.database, args.number)
    say(args, told, [_line(told)])
    return EXIT_DONE


def _list(args: argparse.Namespace) -> int:
    from app.central.office import accounts

    with office_of(args) as office:
        rows = accounts.listed(office.database)
    say(args, rows, [_line(each) for each in rows] or ["还没有审核人"])
    return EXIT_DONE


def _line(reviewer: dict[str, Any]) -> str:
    state = "" if reviewer["active"] else "　已停用"
    return f"{reviewer['number']:12} {reviewer['name']}　{'、'.join(reviewer['roles'])}{state}"
