"""kiosk hand-over make|take: what terminal and counter do with a case that goes from the one to the other."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.files import read_bytes, read_json, write_bytes
from app.commands.output import EXIT_DONE, EXIT_NEEDS_A_HAND, add_common, complain, say, settings_of
from app.domain.errors import WrongInput
from app.domain.formats import CHINA
from app.domain.freeze import Ground
from app.domain.hand_over import HandedOver, MoreToCome, NotTaken, Unfinished, WhyNot

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {
    WhyNot.DAMAGED: ("接力码不完整，或不是接力码", "重新扫一次；还不行就在窗口重新填写"),
    WhyNot.MIXED: ("这几个码不是同一张纸上的", "只扫同一张纸上的码"),
    WhyNot.STATION_UNKNOWN: ("不认识做这个码的终端", "等网络通了收发一次（kiosk sync once）再扫；等不了就重新填写"),
    WhyNot.SIGNATURE: ("接力码的签名不对，不能用", "在窗口重新填写，并告诉维护人员"),
    WhyNot.OTHER_HALL: ("这是别处大厅的接力码", "请到做这个码的大厅办理，或在这里重新填写"),
    WhyNot.ITEM_UNKNOWN: ("本机办不了码上的事项", "到办这件事的窗口扫；码没有用掉"),
    WhyNot.NOT_HERE: (
        "本机不能接收接力码",
        "接力码只在窗口和邮政网点的工作站上用；登记以后先收发一次（kiosk sync once）",
    ),
    WhyNot.TOO_LATE: ("接力码过期了", "请在窗口重新填写"),
    WhyNot.TOO_EARLY: ("接力码的时间比现在还晚", "检查本机和终端的时钟"),
    WhyNot.USED: ("这个接力码已经接过了", "每个码只能用一次；在办件里找，或重新填写"),
}


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    make = add_common(group.add_parser("make", help="把没办完的办件做成接力码"))
    make.add_argument("--item", required=True, metavar="CODE", help="事项编码")
    make.add_argument("--data", type=Path, required=True, metavar="FILE", help="已经填好的内容，JSON")
    make.add_argument("--case", metavar="ID", help="办件的 id；不写就新编一个")
    make.add_argument("--material", action="append", default=[], metavar="NAME", help="已经看过的材料，可以写多个")
    make.add_argument("--out", type=Path, metavar="PNG", help="码存成图片；不止一个时后面的叫 NAME-2.png …")
    make.add_argument("--print", action="store_true", help="打在凭条上")
    make.add_argument("--address", metavar="URL", help="用哪台凭条打印机；不写用 station.toml 里的")
    make.set_defaults(act=_make)
    take = add_common(group.add_parser("take", help="接着办：从接力码取出内容"))
    take.add_argument("--image", type=Path, action="append", default=[], metavar="PNG", help="拍下的码，可以写多个")
    take.add_argument("--code", action="append", default=[], metavar="TEXT", help="扫到的文字，可以写多个")
    take.set_defaults(act=_take)


FILL = {"hand-over": fill}


def _make(args: argparse.Namespace) -> int:
    from app.audit import audit_event
    from app.commands.submitting import case_id
    from app.composition import open_parts
    from app.domain.hand_over import GOOD_FOR

    data = read_json(args.data, "数据文件")
    if not isinstance(data, dict):
        raise WrongInput("数据要是一个 JSON 对象", "照 kiosk catalogue sample 写的样子")
    with open_parts(settings_of(args)) as parts:
        parts.require_open(Ground.LOCKED)  # otherwise it leads people on to a desk that does take them
        item = parts.catalogue.item_on(args.item, parts.now().astimezone(CHINA).date())
        new_id = case_id(args.case) if args.case else parts.new_id()
        codes = parts.hand_over.make(Unfinished(new_id, item.code, item.version, data, tuple(args.material)))
        until = (parts.now() + GOOD_FOR).astimezone(CHINA)
        parts.record(audit_event("hand_over.made", case_id=new_id, codes=len(codes)))
    pictures = _pictures(args.out, codes) if args.out else []
    document = {
        "case_id": new_id,
        "codes": list(codes),
        "pictures": [str(each) for each in pictures],
        "good_until": until.isoformat(timespec="seconds"),
    }
    if args.print:
        code = _print(args, item.name.zh_cn, until, codes)
        if code != EXIT_DONE:
            return code
    say(args, document, [*codes, *(str(each) for each in pictures)])
    return EXIT_DONE


def _pictures(first: Path, codes: Sequence[str]) -> list[Path]:
    from app.documents.qr import qr_png

    paths = [first, *(first.with_stem(f"{first.stem}-{number}") for number in range(2, len(codes) + 1))]
    for path, code in zip(paths, codes, strict=True):
        write_bytes(path, qr_png(code))
    return paths


def _print(args: argparse.Namespace, item_name: str, until: Any, codes: Sequence[str]) -> int:
    from app.commands.device import opened
    from app.commands.device_asking import cancelled
    from app.commands.device_printing import not_printed
    from app.commands.ending import waiting
    from app.documents.hand_over_slip import SlipFacts, slip_lines
    from hardware.receipt_printer.interface import Printed

    slip = slip_lines(SlipFacts(item_name, settings_of(args).station.name, until, codes), "zh_CN")
    with opened(args, "receipt_printer") as printer, waiting() as cancel:
        outcome = printer.print(slip, cancel)
    if isinstance(outcome, Printed):
        return EXIT_DONE
    return cancelled(args) if cancel.is_set() else not_printed(args, "receipt_printer", outcome.cause, outcome.begun)


def _take(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    codes = [*args.code, *_scanned(args.image)]
    if not codes:
        raise WrongInput("没有给接力码", "写 --image 图片，或 --code 文字")
    with open_parts(settings_of(args)) as parts:
        outcome = parts.hand_over.take(codes)
    match outcome:
        case HandedOver():
            say(args, _document(outcome), [f"接着办　{outcome.case.item_code}　{outcome.case.case_id}"])
            return EXIT_DONE
        case MoreToCome(missing, total):
            numbers = "、".join(str(each) for each in missing)
            what = f"这张纸上有 {total} 个码，还差第 {numbers} 个"
            return complain(args, "APP-111", what, "把同一张纸上的码都扫一次", EXIT_NEEDS_A_HAND)
        case NotTaken(why):
            raise WrongInput(*WORDS[why])


def _scanned(images: list[Path]) -> list[str]:
    """All hand-over codes in the pictures. Raises WrongInput for what is no picture, and for one without a code."""
    from hardware import LinkNotThere
    from hardware.code_scanner.pictures import decode_all

    found: list[str] = []
    for path in images:
        read_bytes(path, "图片")
        try:
            codes = decode_all(path)
        except LinkNotThere as error:
            raise WrongInput(f"{path} 不是图片", error.what_to_do) from error
        if not codes:
            raise WrongInput(f"{path} 里没有看到码", "拍清楚一点，整张码都要拍到")
        found += [each.text for each in codes]
    return found


def _document(taken: HandedOver) -> dict[str, Any]:
    return {
        "case_id": taken.case.case_id,
        "item": taken.case.item_code,
        "item_version": taken.case.item_version,
        "data": dict(taken.case.data),
        "materials": list(taken.case.materials),
        "station_id": taken.station_id,
        "made_at": taken.made_at.isoformat(),
        "good_until": taken.good_until.isoformat(),
    }
