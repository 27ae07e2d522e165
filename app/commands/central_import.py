"""kiosk central import DIR [--of-revoked STATION --reason TEXT]"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.commands.central_data import database_url
from app.commands.output import EXIT_DONE, EXIT_WRONG_USE, say, settings_of
from app.domain.errors import WrongInput

if TYPE_CHECKING:
    from app.central.medium.importing import Imported

WORDS = {
    "missing": "文件不在，可能没有导完",
    "unreadable": "文件读不出来",
    "sha256": "内容和清单不一样",
    "signature": "签名不对：被改过，或不是这台工作站导出的",
    "station_unknown": "中心没有登记这台工作站",
    "station_revoked": "这台工作站已被停用；查清是停用以前导出的，用 --of-revoked 工作站编号 --reason 原因 再导入",
    "earlier_enrolment": "是这台工作站重新登记以前导出的：请在工作站上重新导出；那台机器或硬盘已经没有了，"
    "用 --of-revoked 工作站编号 --reason 原因 再导入",
    "key_unknown": "是更早的一次登记导出的，中心没有留那次登记的公钥，验不了签名",
    "kind_unknown": "是中心不认识的内容",
}
"""Of the stable words those that a person can do something about."""


def import_medium(args: argparse.Namespace) -> int:
    from app.catalogue import load_catalogue
    from app.central.medium.ended import vouched
    from app.central.medium.importing import import_medium as really_import
    from app.central.settings import CentralSettings

    settings = settings_of(args)
    centre = CentralSettings(
        settings.data_dir, load_catalogue(settings.catalogue_dir), database_url(args), args.object_store or ""
    )
    if args.reason and not args.of_revoked:
        raise WrongInput("--reason 要和 --of-revoked 一起写。", "一般的介质不用写原因。")
    of_revoked = vouched(args.of_revoked, args.reason) if args.of_revoked else None
    done = really_import(centre, args.folder, args.answers, of_revoked)
    say(args, _document(done), _lines(done))
    return EXIT_WRONG_USE if done.refused or done.damaged else EXIT_DONE


def _document(done: Imported) -> dict[str, Any]:
    return {
        "packages": done.packages,
        **{verdict.value: count for verdict, count in done.verdicts.items()},
        "attachments": done.attachments,
        "refused": [{"package": name, "reason": reason} for name, reason in done.refused],
        "damaged": [{"part": name, "reason": reason} for name, reason in done.damaged],
    }


def _lines(done: Imported) -> list[str]:
    counts = {verdict.value: count for verdict, count in done.verdicts.items()}
    lines = [
        f"收了 {done.packages} 个包：新收 {counts['accepted']} 条，早已收下 {counts['duplicate']} 条，"
        f"冲突 {counts['conflict']} 条，退回 {counts['rejected']} 条，附件 {done.attachments} 个"
    ]
    if not done.packages and not done.refused:
        lines = ["介质上没有要收的包"]
    if done.packages:
        lines.append("回执写在介质上了：把它拿回终端，再运行一次 kiosk export，终端读了回执才算报完")
    lines += [f"没收 {name}：{WORDS.get(why, why)}" for name, why in (*done.refused, *done.damaged)]
    return lines
