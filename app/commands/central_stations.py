"""kiosk central stations|revoke|command|result|operator|deliveries"""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.files import read_bytes
from app.commands.output import EXIT_DONE, say, settings_of
from app.domain.errors import WrongInput
from app.domain.formats import moment

ROLES = ("clerk", "technician", "manager", "decider")
COMMANDS = ("restart", "lock", "unlock", "send-logs")
_OUTCOMES = {"waiting": "还没回答", "done": "做了", "refused": "没有做", "unknown": "工作站不认识"}


def fill_stations(group: Any) -> None:
    on_data(group, "stations", "登记过的工作站：心跳、停用、编号段、命令", _stations)
    revoke = on_data(group, "revoke", "停用一台工作站：丢了、被偷了、换下来了", _revoke)
    revoke.add_argument("--station", required=True, metavar="ID", help="工作站的编号")
    revoke.add_argument("--reason", default="", metavar="TEXT", help="为什么停用，给以后看的人")
    command = on_data(group, "command", "让一台工作站做一件事", _command)
    command.add_argument("--station", required=True, metavar="ID", help="工作站的编号")
    command.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="、".join(COMMANDS))
    result = on_data(group, "result", "把办理结果交给工作站打印或发放", _result)
    result.add_argument("id", metavar="ID", help="办件的 id 或编号")
    result.add_argument("--file", type=Path, required=True, metavar="F", help="结果文件，例如 PDF")
    result.add_argument("--name", default="", metavar="NAME", help="结果的名字；不写用文件名")
    result.add_argument("--object-store", metavar="URL", help="附件存哪里；不写用数据目录")


def fill_deliveries(group: Any) -> None:
    shown = on_data(group, "deliveries", "还没转给市里平台的办件，为什么", _deliveries)
    shown.add_argument("--retry", metavar="KEY", help="这一个马上再试")


def fill_operators(group: Any) -> None:
    operators = group.add_parser("operator", help="操作员的名单，每次改动都发给所有工作站")
    acts = operators.add_subparsers(dest="operator_act", required=True, metavar="做什么")
    add = on_data(acts, "add", "加一个，或改姓名、角色、PIN", _operator_add)
    add.add_argument("--number", required=True, metavar="N", help="工号")
    add.add_argument("--name", required=True, metavar="NAME", help="姓名")
    add.add_argument("--role", action="append", required=True, choices=ROLES, metavar="ROLE", help="、".join(ROLES))
    add.add_argument("--pin-file", type=Path, metavar="F", help="PIN 写在这个文件里；不写就现在问")
    remove = on_data(acts, "remove", "不再让这个工号登录", _operator_remove)
    remove.add_argument("--number", required=True, metavar="N", help="工号")
    on_data(acts, "list", "名单", _operator_list)


def _stations(args: argparse.Namespace) -> int:
    from app.central.station_office import list_stations

    with office_of(args) as office:
        rows = list_stations(office.database)
    say(args, rows, [_station_line(row) for row in rows] or ["还没有工作站"])
    return EXIT_DONE


def _station_line(row: dict[str, Any]) -> str:
    if row["revoked_at"]:
        state = f"已停用 {row['revoked_because']}".strip()
    else:
        state = f"心跳 {moment(row['heartbeat_at']) if row['heartbeat_at'] else '还没有'}"
    left = sum(each["unused"] for each in row["number_blocks"] if each["state"] == "open")
    last = f"　{row['commands'][0]['name']}：{_OUTCOMES[row['commands'][0]['outcome']]}" if row["commands"] else ""
    told = row["catalogue"]
    refused = f"　事项目录 {told['version']} 用不了：{told['detail']}" if told and told["outcome"] == "refused" else ""
    return f"{row['id']:20} {row['kind']:14} {row['number_prefix']:6} 剩 {left} 号　{state}{last}{refused}"


def _revoke(args: argparse.Namespace) -> int:
    from app.central.station_office import revoke

    with office_of(args) as office:
        done = revoke(office.database, args.station, args.reason)
    lines = [f"{done['station']} 已停用，收回 {done['closed_blocks']} 个编号段"]
    lines.append("它以前导出、还没导入的介质，从现在起一般不收：有的话要先导入，再停用")
    lines.append(f"已经来不及的：kiosk central import DIR --of-revoked {done['station']} --reason 原因")
    say(args, done, lines)
    return EXIT_DONE


def _command(args: argparse.Namespace) -> int:
    from app.central.station_office import command

    with office_of(args) as office:
        told = command(office.database, args.station, args.command)
    say(args, told, [f"命令 {told['name']} 已经留给 {told['station']}"])
    return EXIT_DONE


def _result(args: argparse.Namespace) -> int:
    from app.central.objects import ObjectStore
    from app.central.results import add
    from app.central.settings import centre_home

    content = read_bytes(args.file, "结果文件")
    folder = centre_home(settings_of(args).data_dir) / "objects"
    with office_of(args) as office:
        objects = ObjectStore(folder, args.object_store or "")
        told = add(office.database, objects, office.keys, args.id, args.name or args.file.name, content)
    say(args, told, [f"{told['name']} 已经交给工作站"])
    return EXIT_DONE


def _deliveries(args: argparse.Namespace) -> int:
    from app.central.delivery_office import retry, undelivered

    with office_of(args) as office:
        if args.retry:
            retry(office.database, args.retry)
        rows = undelivered(office.database)
    say(
        args,
        rows,
        [f"{row['key']} {row['state']} 试过 {row['attempts']} 次 {row['reason']}" for row in rows] or ["都转了"],
    )
    return EXIT_DONE


def _operator_add(args: argparse.Namespace) -> int:
    from app.central import operators

    pin = secret(args.pin_file, "PIN")
    with office_of(args) as office:
        told = operators.add(office.database, args.number, args.name, args.role, pin)
    say(args, told, [_operator_line(told)])
    return EXIT_DONE


def _operator_remove(args: argparse.Namespace) -> int:
    from app.central import operators

    with office_of(args) as office:
        told = operators.remove(office.database, args.number)
    say(args, told, [_operator_line(told)])
    return EXIT_DONE


def _operator_list(args: argparse.Namespace) -> int:
    from app.central import operators

    with office_of(args) as office:
        rows = operators.listed(office.database)
    say(args, rows, [_operator_line(row) for row in rows] or ["还没有操作员"])
    return EXIT_DONE


def _operator_line(row: dict[str, Any]) -> str:
    return f"{row['number']:12} {row['name']}　{'、'.join(row['roles'])}　{'可登录' if row['active'] else '已停用'}"


def secret(file: Path | None, what: str) -> str:
    """From a file, asked for twice at a terminal, or the first line of standard input. Never an argument: those are
    seen by everybody on the machine. Raises WrongInput.
    """
    if file is not None:
        return read_bytes(file, f"{what} 文件").decode("utf-8", "replace").strip()
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    typed = getpass.getpass(f"{what}：")
    if getpass.getpass("再输一次：") != typed:
        raise WrongInput(f"两次输入的 {what} 不一样。", "重新运行这个命令。")
    return typed
