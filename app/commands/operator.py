"""kiosk operator sign-in|list: who may work at this station, as the centre last said."""

from __future__ import annotations

import argparse

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.operators import Role

ROLE_WORDS = {Role.CLERK: "窗口人员", Role.TECHNICIAN: "技术员", Role.MANAGER: "负责人", Role.DECIDER: "审批岗"}


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    enter = add_common(group.add_parser("sign-in", help="试一次登录；PIN 在这里问，或从标准输入读一行"))
    enter.add_argument("--number", required=True, metavar="N", help="工号")
    enter.set_defaults(act=_sign_in)
    add_common(group.add_parser("list", help="中心给的名单")).set_defaults(act=_list)


FILL = {"operator": fill}


def _sign_in(args: argparse.Namespace) -> int:
    from app.commands.signing_in import pin, signed_in
    from app.composition import open_parts
    from app.domain.operators import NoList

    with open_parts(settings_of(args)) as parts:
        if not parts.operators.has_list():
            signed_in(NoList())  # before a PIN is typed in vain
        who = signed_in(parts.operators.sign_in(args.number, pin()))
    roles = [each.value for each in who.roles]
    say(args, {"number": who.number, "name": who.name, "roles": roles}, [f"{who.name}　{_words(who.roles)}"])
    return EXIT_DONE


def _list(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        everyone = parts.operators.operators()
    rows = [
        {"number": each.number, "name": each.name, "roles": [role.value for role in each.roles], "active": each.active}
        for each in everyone
    ]
    lines = [f"{each.number:12} {each.name}　{_words(each.roles) if each.active else '已停用'}" for each in everyone]
    say(args, rows, lines or ["还没有名单"])
    return EXIT_DONE


def _words(roles: tuple[Role, ...]) -> str:
    return "、".join(ROLE_WORDS[each] for each in roles)
