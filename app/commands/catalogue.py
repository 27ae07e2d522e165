"""kiosk catalogue list|show|validate|sample"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import EXIT_DONE, EXIT_WRONG_USE, NO_ROOM, add_common, say, settings_of
from app.domain.errors import DiskFull, WrongInput
from app.domain.formats import china_today

if TYPE_CHECKING:
    from app.domain.service_item import ServiceItem


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    listed = add_common(group.add_parser("list", help="今天能办的事项"))
    listed.add_argument("--all", action="store_true", help="各个版本都列出来，带日期：已停的、还没开始的")
    listed.set_defaults(act=_list)
    show = add_common(group.add_parser("show", help="一个事项"))
    show.add_argument("code", metavar="CODE", help="事项编码")
    show.set_defaults(act=_show)
    check = add_common(group.add_parser("validate", help="检查目录文件"))
    check.add_argument("path", metavar="PATH", nargs="?", type=Path, help="目录文件夹；不写用本机的")
    check.set_defaults(act=_validate)
    sample = add_common(group.add_parser("sample", help="写一份虚构的人的有效申请"))
    sample.add_argument("code", metavar="CODE", help="事项编码")
    sample.add_argument("--out", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
    sample.add_argument("--seed", type=int, default=1, metavar="N", help="每个数是另一个人")
    sample.add_argument("--agent", action="store_true", help="写一份别人代办的申请；不能代办的事项退出 2")
    sample.set_defaults(act=_sample)


FILL = {"catalogue": fill}


def _catalogue(args: argparse.Namespace) -> Any:
    from app.composition.catalogue_in_use import catalogue_in_use

    return catalogue_in_use(settings_of(args))


def _list(args: argparse.Namespace) -> int:
    catalogue = _catalogue(args)
    items: list[ServiceItem] = list(catalogue.items() if args.all else catalogue.in_force(china_today()))
    rows = [
        {
            "code": each.code,
            "name": each.name.zh_cn,
            "field": each.field,
            "stations": [kind.value for kind in each.stations],
        }
        for each in items
    ]
    if not args.all:
        say(args, rows, (f"{row['code']:32} {row['name']}" for row in rows))
        return EXIT_DONE
    lives = [_life(each) for each in items]
    say(
        args,
        [row | life for row, life in zip(rows, lives, strict=True)],
        (f"{each.code:32} {each.version:8} {_life_words(each)}　{each.name.zh_cn}" for each in items),
    )
    return EXIT_DONE


def _life(item: ServiceItem) -> dict[str, Any]:
    return {
        "version": item.version,
        "effective_from": item.effective_from.isoformat(),
        "effective_to": item.effective_to.isoformat() if item.effective_to else None,
        "replaced_by": item.replaced_by,
        "moved_to": item.moved_to.zh_cn if item.moved_to else None,
        "in_force": item.applies(china_today()),
    }


def _life_words(item: ServiceItem) -> str:
    until = f"到 {item.effective_to}" if item.effective_to else "起"
    instead = f"，改办 {item.replaced_by}" if item.replaced_by else ""
    instead += f"，改到{item.moved_to.zh_cn}办" if item.moved_to else ""
    return f"{item.effective_from} {until}{instead}"


def _show(args: argparse.Namespace) -> int:
    item: ServiceItem = _shown(args)
    document = dataclasses.asdict(item)
    lines = [
        f"{item.name.zh_cn}（{item.code}，{item.version} 版）",
        f"受理：{item.office.zh_cn}　承诺 {item.promised_days} 个工作日，法定 {item.legal_days} 个",
        f"步骤：{' → '.join(step.value for step in item.steps)}",
        f"材料：{'、'.join(each.name.zh_cn for each in item.materials) or '不用交'}",
        f"代办：{'可以' if item.agency else '要本人来办'}",
    ]
    say(args, document, lines)
    return EXIT_DONE


def _shown(args: argparse.Namespace) -> ServiceItem:
    """Of today, else the last or the coming one."""
    catalogue = _catalogue(args)
    newest: ServiceItem = catalogue.item(args.code)
    return next((each for each in catalogue.in_force(china_today()) if each.code == args.code), newest)


def _validate(args: argparse.Namespace) -> int:
    from app.catalogue import validate
    from app.catalogue.lines import with_lines
    from app.catalogue.loader import SHIPPED
    from app.composition.catalogue_in_use import folder_in_use

    settings = settings_of(args)
    folder = args.path or folder_in_use(settings) or settings.catalogue_dir or SHIPPED
    findings = with_lines(validate(folder), folder)
    rows = [dataclasses.asdict(each) for each in findings]
    say(args, rows, [str(each) for each in findings] or ["目录没有问题"])
    return EXIT_WRONG_USE if findings else EXIT_DONE


def _sample(args: argparse.Namespace) -> int:
    from app.catalogue.samples import write_sample

    catalogue = _catalogue(args)
    item = catalogue.item_on(args.code, china_today())
    try:
        written = write_sample(item, args.out, args.seed, by_agent=args.agent, after=catalogue.working_day_after)
    except WrongInput as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in NO_ROOM:
            raise DiskFull(f"磁盘空间不足，样例写不下 {args.out}", "清理磁盘空间后再试") from error
        raise
    say(args, written, [str(written["data"]), *map(str, written["attachments"].values())])
    return EXIT_DONE
