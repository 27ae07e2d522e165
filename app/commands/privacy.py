"""kiosk privacy report|erase: what this station holds of a person, told or erased at that person's request.

The identity number comes from the card on the reader, or from standard input: an argument would stand in the shell's
history and in the list of processes.
"""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Any

from app.commands.case_words import answers_in_words, item_words, status_words
from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.commands.parsing import seconds
from app.domain.case import Kept
from app.domain.errors import WrongInput
from app.domain.formats import CHINA, moment
from app.domain.privacy import DraftFileKind, HeldCase, HeldDraft

if TYPE_CHECKING:
    from datetime import datetime

    from app.composition import Parts
    from app.domain.ports import Catalogue

KEPT_WORDS = {Kept.READABLE: "本机能看到内容", Kept.SEALED: "内容封给了中心，本机打不开", Kept.ERASED: "内容已清除"}
FILE_WORDS = {DraftFileKind.PICTURE: "图片", DraftFileKind.EARLY: "提前上传的附件", DraftFileKind.FILM: "录像"}
NOTHING = "本机没有这个人的办件，也没有没提交的草稿"
PAGES_WAIT = "另一个程序正在读数据库，清除的内容在磁盘上还没有抹掉；它读完后自动抹掉"
CARD_WAIT_S = 20.0


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    report = _of_person(group.add_parser("report", help="本机保存了一个人的什么（个人信息保护法第四十五条）"))
    report.set_defaults(act=_report)
    erase = _of_person(
        group.add_parser("erase", help="清除本机保存的一个人的信息（第四十七条）；中心还没收下的，收下后清除")
    )
    erase.set_defaults(act=_erase)


FILL = {"privacy": fill}


def _of_person(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    add_common(parser)
    parser.add_argument("--card", action="store_true", help="读卡器上的身份证；不写就在这里问，或从标准输入读一行")
    parser.add_argument("--address", metavar="URL", help="读卡器地址；不写用 station.toml 里的")
    parser.add_argument("--timeout", type=seconds, default=CARD_WAIT_S, metavar="S", help="等卡多少秒")
    parser.add_argument("--operator", required=True, metavar="NUMBER", help="核对了本人的工作人员的工号，不写姓名")
    return parser


def _report(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        held = parts.personal.held_of(_asked(args, parts), args.operator)
        lines = [line for each in held.cases for line in _lines(each, parts.catalogue)]
        lines += [line for each in held.drafts for line in _draft_lines(each, parts.catalogue)]
    document = {
        "cases": [_row(each) for each in held.cases],
        "drafts": [_draft_row(each) for each in held.drafts],
        "told": "本机按证件号码的密钥散列查找办件，不另存证件号码；中心平台的信息请向中心查询",
    }
    say(args, document, lines or [NOTHING])
    return EXIT_DONE


def _erase(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        erased = parts.personal.erase(_asked(args, parts), args.operator)
    lines = [f"清除了 {erased.cases} 件"]
    if erased.waiting:
        lines.append(f"还有 {erased.waiting} 件中心没有收下，收下后自动清除")
    if erased.drafts:
        lines.append(f"清除了 {erased.drafts} 份没提交的草稿")
    if erased.pages_wait:
        lines.append(PAGES_WAIT)
    document = {
        "erased": erased.cases,
        "waiting": erased.waiting,
        "drafts": erased.drafts,
        "pages_wait": erased.pages_wait,
    }
    say(args, document, lines)
    return EXIT_DONE


def _asked(args: argparse.Namespace, parts: Parts) -> str:
    """The identity number. Raises OperatorRefused, WrongInput, HardwareError."""
    from app.commands.signing_in import check_operator
    from app.domain.operators import Duty

    if args.card:
        number = _from_card(args)
        check_operator(parts, args.operator, Duty.PAPERS)
        return number
    check_operator(parts, args.operator, Duty.PAPERS)
    number = getpass("证件号码：") if sys.stdin.isatty() else sys.stdin.readline()
    if not number.strip():
        raise WrongInput("没有给出证件号码。", "从标准输入给一行，或把证件放在读卡器上用 --card。")
    return number.strip()


def _from_card(args: argparse.Namespace) -> str:
    from app.commands.device import opened
    from app.commands.ending import waiting
    from hardware.id_card_reader.interface import CardRead

    with opened(args, "id_card_reader") as reader, waiting() as cancel:
        outcome = reader.read(args.timeout, cancel)
    if not isinstance(outcome, CardRead) or not outcome.id_number:
        raise WrongInput("没有读到证件。", "把证件平放在读卡区，再运行一次。")
    return outcome.id_number


def _row(case: HeldCase) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "item": case.item_code,
        "status": case.status,
        "reason": case.reason,
        "submitted_at": _moment(case.submitted_at),
        "channel": case.channel,
        "kept": case.kept.value,
        "data": dict(case.data) if case.kept is Kept.READABLE else None,
        "at_centre": case.at_centre,
        "erase_at": _moment(case.erase_at),
        "files": [
            {"name": each.name, "media_type": each.media_type, "size": each.size, "here": each.here,
             "opens_here": each.opens_here}
            for each in case.files
        ],
        "evaluation": None if case.grade is None else {"grade": case.grade, "text": case.evaluation_text},
        "documents": list(case.documents),
        "papers_kept": case.papers_kept,
        "print_jobs": case.print_jobs,
        "left_behind": case.left_behind,
        "as_agent": case.as_agent,
    }  # fmt: skip


def _lines(case: HeldCase, catalogue: Catalogue) -> list[str]:
    """Field by field: a person reads it at the counter."""
    until = f"，保存到 {case.erase_at.astimezone(CHINA):%Y-%m-%d}" if case.erase_at else ""
    item, status = item_words(catalogue, case.item_code), status_words(case.status)
    lines = [
        f"{case.number}　{item}　{moment(case.submitted_at)}　{status}",
        f"　{KEPT_WORDS[case.kept]}{until}；{'中心已收下' if case.at_centre else '中心还没收下'}",
    ]
    if case.as_agent:
        lines.append("　替别人代办：只列代办人自己的信息")
    lines += [f"　{label}：{value}" for label, value in answers_in_words(catalogue, case.item_code, case.data)]
    lines += [f"　附件 {each.name}（{each.size} 字节）：{_where(each.here, each.opens_here)}" for each in case.files]
    if case.grade is not None:
        lines.append(f"　评价：{case.grade} {case.evaluation_text}".rstrip())
    lines += [f"　证明 {number}" for number in case.documents]
    return lines


def _draft_row(draft: HeldDraft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "item": draft.item_code,
        "kept_at": _moment(draft.kept_at),
        "keep_until": _moment(draft.keep_until),
        "held": draft.is_held,
        "data": dict(draft.data),
        "files": [{"kind": each.kind.value, "name": each.name, "size": each.size} for each in draft.files],
        "as_agent": draft.as_agent,
    }


def _draft_lines(draft: HeldDraft, catalogue: Catalogue) -> list[str]:
    state = "已挂起" if draft.is_held else "没办完"
    lines = [
        f"草稿　{item_words(catalogue, draft.item_code)}　{moment(draft.kept_at)}　{state}",
        f"　没有提交；连同附件和录像保存到 {moment(draft.keep_until)}",
    ]
    if draft.as_agent:
        lines.append("　替别人代办：只列代办人自己的信息")
    lines += [f"　{label}：{value}" for label, value in answers_in_words(catalogue, draft.item_code, draft.data)]
    return lines + [f"　{FILE_WORDS[each.kind]} {each.name}（{each.size} 字节）" for each in draft.files]


def _where(here: bool, opens_here: bool) -> str:
    if not here:
        return "不在本机"
    return "在本机，本机能打开" if opens_here else "在本机，只有中心能打开"


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
