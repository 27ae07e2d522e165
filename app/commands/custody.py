"""kiosk custody list|close: what was left behind in the machine, for whoever collects and hands it back."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.custody import BY_HAND, CustodyEnding, CustodyRecord
from app.domain.formats import moment
from app.domain.prints import OperatorAct

THING_WORDS = {"card": "证件", "receipt": "凭条"}
ENDING_WORDS = {
    CustodyEnding.OPEN: "还在机器上，要人去收",
    CustodyEnding.TAKEN: "机器看到已被拿走",
    CustodyEnding.RETRACTED: "已收进机器，要人去取",
    CustodyEnding.HANDED_OVER: "已交还",
    CustodyEnding.DESTROYED: "已销毁",
}


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    listing = add_common(group.add_parser("list", help="落在机器里的东西"))
    listing.add_argument("--open", action="store_true", help="只看还要人去收的")
    listing.set_defaults(act=_list)
    close = add_common(group.add_parser("close", help="交还或销毁后了结一条"))
    close.add_argument("id", metavar="ID", help="遗落记录的 id")
    endings = [ending.value for ending in BY_HAND]
    close.add_argument("--as", dest="ending", choices=endings, required=True, help="已交还，还是已销毁")
    close.add_argument("--operator", required=True, metavar="NUMBER", help="工作人员的工号，不写姓名")
    close.add_argument("--reason", required=True, metavar="TEXT", help="怎么核对的，交给了谁（不写姓名）")
    close.set_defaults(act=_close)


FILL = {"custody": fill}


def _list(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        records = [each for each in parts.custody.records() if each.needs_a_person or not args.open]
    say(args, [_row(each) for each in records], [_line(each) for each in records] or ["没有落下的东西"])
    return EXIT_DONE


def _close(args: argparse.Namespace) -> int:
    from app.commands.signing_in import check_operator
    from app.composition import open_parts
    from app.domain.operators import Duty

    act = OperatorAct(args.operator, args.reason)
    with open_parts(settings_of(args)) as parts:
        check_operator(parts, args.operator, Duty.PAPERS)
        record = parts.custody.close(args.id, CustodyEnding(args.ending), act)
    say(args, _row(record), [_line(record)])
    return EXIT_DONE


def _row(record: CustodyRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "thing": record.thing,
        "case_id": record.case_id or None,
        "left_at": record.left_at.isoformat(),
        "ending": record.ending.value or None,
        "ended_at": record.ended_at.isoformat() if record.ended_at else None,
        "operator": record.operator or None,
    }


def _line(record: CustodyRecord) -> str:
    when = moment(record.left_at)
    case = f"　办件 {record.case_id}" if record.case_id else ""
    return f"{record.id}　{when}　{THING_WORDS.get(record.thing, record.thing)}　{ENDING_WORDS[record.ending]}{case}"
