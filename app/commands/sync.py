"""kiosk sync once|status|release: what goes to the centre, what waits and why, and sending again what was parked."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.errors import WrongInput
from app.domain.formats import moment
from app.domain.freeze import Grade, reasons_of
from app.domain.prints import OperatorAct

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.outbox import Backlog, Missing, Waiting
    from app.sync.last_failure import LastFailure

ITEMS_SHOWN = 100
STATE_WORDS = {"due": "随时可送", "resting": "等着再试", "held": "排在同一办件后面", "parked": "要人看"}
WITHOUT_LINE = STATE_WORDS | {"due": "联上就送"}
KIND_WORDS = {
    "case.submitted": "办件",
    "case.evaluated": "评价",
    "case.decided": "窗口决定",
    "notice.given": "一次性告知",
    "document.issued": "证明登记",
    "document.printed": "打印结果",
    "document.reprinted": "补打记录",
    "attachment": "附件",
}


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    add_common(group.add_parser("once", help="收发到没有该发的为止")).set_defaults(act=_once)
    add_common(group.add_parser("status", help="还有什么等着送，为什么，下次什么时候")).set_defaults(act=_status)
    release = add_common(group.add_parser("release", help="中心退回或有冲突、停下的一条（上报或附件），处理好后重新送"))
    release.add_argument("id", metavar="ID", help="kiosk sync status 列出的 id")
    release.add_argument("--operator", required=True, metavar="NUMBER", help="工作人员的工号，不写姓名")
    release.add_argument("--reason", required=True, metavar="TEXT", help="为什么可以重新送")
    release.set_defaults(act=_release)


FILL = {"sync": fill}


def _once(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        report = parts.synchronizer.once()
    lines = [f"发出 {report.sent} 件，还有 {report.waiting} 件等着"]
    if report.conflict or report.rejected:
        lines.append(f"要人看：冲突 {report.conflict} 件，退回 {report.rejected} 件")
    say(args, dataclasses.asdict(report), lines)
    return EXIT_DONE


def _status(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        backlog = parts.outbox_desk.backlog(parts.now(), ITEMS_SHOWN)
        failed = parts.last_failure()
        shut = [each for each in reasons_of(parts.freeze()) if each.grade is Grade.FROZEN]
    frozen = [{"ground": each.ground.value, "words": each.words, "what_to_do": each.what_to_do} for each in shut]
    told = [f"先不收新的：{each.words}。{each.what_to_do}" for each in shut]
    document = {**_document(backlog), "last_failure": _failure(failed), "frozen": frozen}
    say(args, document, [*told, *_lines(backlog, failed)])
    return EXIT_DONE


def _release(args: argparse.Namespace) -> int:
    from app.commands.signing_in import check_operator
    from app.composition import open_parts
    from app.domain.operators import Duty

    with open_parts(settings_of(args)) as parts:
        check_operator(parts, args.operator, Duty.RELEASE)
        if not parts.outbox_desk.release(args.id, OperatorAct(args.operator, args.reason)):
            raise WrongInput("没有这样一条停下的上报。", "用 kiosk sync status 看 id；只有“要人看”的能重新送。")
    say(args, {"id": args.id, "state": "due"}, ["下次收发时重新送"])
    return EXIT_DONE


def _document(backlog: Backlog) -> dict[str, Any]:
    return {
        "waiting": backlog.waiting,
        "conflict": backlog.conflicts,
        "counts": [{"kind": kind, "state": state.value, "count": count} for kind, state, count in backlog.counts],
        "oldest": _iso(backlog.oldest),
        "next": _iso(backlog.next_at),
        "last_answer": {"at": _iso(backlog.answered_at), "said": backlog.answer} if backlog.answered_at else None,
        "items": [_row(each) for each in backlog.items],
        "elsewhere": backlog.elsewhere,
        "missing": [dataclasses.asdict(each) for each in backlog.missing],
    }


def _failure(failed: LastFailure | None) -> dict[str, Any] | None:
    if failed is None:
        return None
    return {"since": _iso(failed.since), "at": _iso(failed.at), "code": failed.code, "said": failed.said}


def _row(item: Waiting) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "case_id": item.case_id,
        "case_number": item.case_number or None,
        "state": item.state.value,
        "since": _iso(item.since),
        "attempts": item.attempts,
        "next": _iso(item.next_at) if item.state == "resting" else None,
        "size": item.size or None,
        "why": item.why or None,
        "answer": item.answer or None,
        "answered_at": _iso(item.answered_at),
    }


def _lines(backlog: Backlog, failed: LastFailure | None) -> list[str]:
    lines = [f"等着 {backlog.waiting} 件，要人看 {backlog.conflicts} 件"]
    if failed is not None:
        lines.append(f"{moment(failed.since)} 起没送成，最近一次 {moment(failed.at)}　{failed.said}（{failed.code}）")
    if backlog.oldest is not None:
        lines.append(f"最早的从 {moment(backlog.oldest)} 起等着")
    if backlog.next_at is not None:
        lines.append(f"下次再试 {moment(backlog.next_at)}")
    if backlog.answered_at is not None:
        lines.append(f"中心最后说 {moment(backlog.answered_at)}　{backlog.answer}")
    if backlog.elsewhere:
        lines.append(f"其中 {backlog.elsewhere} 件封给了另一个中心，这个中心打不开，不会送给它；登记回那个中心才能送")
    if backlog.missing:
        lines.append("中心平台恢复备份以后可能缺少、本机已按期删除、不能再送的（请在中心逐件核对，缺的请当事人补办）：")
        lines += [f"  {_lost(each)}" for each in backlog.missing]
    words = WITHOUT_LINE if failed is not None and failed.is_the_line else STATE_WORDS
    return lines + [_line(each, words) for each in backlog.items]


def _lost(case: Missing) -> str:
    return f"{case.case_number}　上报 {case.events} 条　附件 {case.attachments} 个"


def _line(item: Waiting, words: dict[str, str]) -> str:
    case = item.case_number or item.case_id
    tries = f"　试过 {item.attempts} 次" if item.attempts else ""
    again = f"　{moment(item.next_at)} 再试" if item.state == "resting" else ""
    # Of a refused attachment the centre's whole sentence is kept beside its word.
    said = item.answer or item.why if item.kind == "attachment" and item.why else item.why
    why = f"　{said}" if said else ""
    kind = KIND_WORDS.get(item.kind, item.kind)
    return f"{item.id}　{kind}　{case}　{words[item.state.value]}　{moment(item.since)} 起{tries}{again}{why}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
