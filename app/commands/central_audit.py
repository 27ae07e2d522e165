"""kiosk central audit: the stations' audit trails as the centre has seen them."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.central_data import office_of, on_data
from app.commands.output import EXIT_DONE, say
from app.domain.errors import WrongInput
from app.domain.formats import moment

WORDS = {
    "ok": "连贯",
    "gap": "缺了几天的封签",
    "fork": "分叉：同一台机器有两份，或者日志被改过",
    "rollback": "倒退：数据目录是旧的备份，或者日志被截短",
    "rejected": "有不是这台机器签的封签",
    "of_revoked": "收了停用或重新登记以前导出的介质，请看一看那些办件",
}


def fill_audit(group: Any) -> None:
    audit = on_data(group, "audit", "各终端的日志封签：有没有缺口、分叉、倒退", _audit)
    audit.add_argument("--station", default="", metavar="ID", help="只看这一台；不写看全部")
    audit.add_argument(
        "--settle", default="", metavar="TEXT", help="查清了，写明原因，以后不再提示（和 --station 一起）"
    )


def _audit(args: argparse.Namespace) -> int:
    from app.central.audit import report

    if args.settle and not args.station:
        raise WrongInput("--settle 要和 --station 一起写", "一次了结一台")
    with office_of(args) as office:
        if args.settle:
            report.settle(office.database, args.station, args.settle)
        if args.station:
            trail = report.station_trail(office.database, args.station)
            say(args, trail, [_line(trail), *(_finding(each) for each in trail["findings"])])
            return EXIT_DONE
        trails = report.every_trail(office.database)
    say(args, trails, [_line(each) for each in trails] or ["还没有登记的终端"])
    return EXIT_DONE


def _line(trail: dict[str, Any]) -> str:
    head = trail["head"]
    reached = f"到第 {head['last']} 条" if head else "还没有报过"
    return f"{trail['station']:20} {WORDS[trail['state']]}　{reached}，封签 {len(trail['seals'])} 天"


def _finding(finding: dict[str, Any]) -> str:
    settled = f"已了结：{finding['settled_because']}" if finding["settled_at"] else "没有了结"
    return f"  {moment(finding['found_at'])}　{WORDS[finding['kind']]}（{finding['place']}）　{settled}"
