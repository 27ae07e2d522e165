"""kiosk print list|show|settle|reprint: the print ledger, for whoever answers for the papers of this station."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.errors import DataDirBusy, WrongInput
from app.domain.formats import CHINA
from app.domain.prints import OperatorAct, PaperKind, PrintJob, PrintState

if TYPE_CHECKING:
    from app.composition import Parts
    from app.config import Settings

EVERY_JOB = 10_000_000
PAPER_WORDS = {
    "receipt": "凭条",
    "certificate": "证明",
    "notice": "一次性告知",
    "ticket": "排队号",
    "hand_over": "接力码",
}
STATE_WORDS = {
    PrintState.QUEUED: "排队",
    PrintState.SENT: "正在打印",
    PrintState.UNKNOWN: "结果不明，要人看",
    PrintState.PRESENTED: "打印机确认出来了",
    PrintState.TAKEN: "取走了",
    PrintState.RETRACTED: "打印机收回了",
    PrintState.FAILED: "没打出来",
}


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    listing = add_common(group.add_parser("list", help="打印台账：每张纸怎么样了"))
    listing.add_argument("--unsettled", action="store_true", help="只看还没有结果的，结果不明的要人看")
    listing.set_defaults(act=_list)
    show = add_common(group.add_parser("show", help="一个打印任务"))
    show.add_argument("id", metavar="ID", help="打印任务的 id")
    show.set_defaults(act=_show)
    settle = _by_operator(group.add_parser("settle", help="看过出纸口后，说明一次结果不明的打印"))
    settle.add_argument("--as", dest="seen", choices=("presented", "failed"), required=True, help="纸出来了，还是没有")
    settle.set_defaults(act=_settle)
    again = _by_operator(group.add_parser("reprint", help="补打一张，编号不变；终端程序要先关闭"))
    again.add_argument("--address", metavar="URL", help="打印机地址；不写用 station.toml 里的")
    again.set_defaults(act=_reprint)


FILL = {"print": fill}


def _by_operator(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    add_common(parser)
    parser.add_argument("id", metavar="ID", help="打印任务的 id")
    parser.add_argument("--operator", required=True, metavar="NUMBER", help="工作人员的工号，不写姓名")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="原因")
    return parser


def take_stock(settings: Settings, parts: Parts) -> None:
    """What a killed terminal left behind. While one runs it has done that itself, and what it prints is its own."""
    from app.storage import lock_data_dir

    with suppress(DataDirBusy), lock_data_dir(settings.data_dir):
        parts.prints.take_stock()


def known(parts: Parts, job_id: str) -> PrintJob:
    job = parts.prints.job(job_id)
    if job is None:
        raise WrongInput("没有这个打印任务", "用 kiosk print list 看 id")
    return job


def _list(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    settings = settings_of(args)
    with open_parts(settings) as parts:
        take_stock(settings, parts)
        jobs = parts.prints.jobs(EVERY_JOB, unsettled=args.unsettled)
    say(args, [row(job) for job in jobs], [line(job) for job in jobs] or ["没有打印任务"])
    return EXIT_DONE


def _show(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    settings = settings_of(args)
    with open_parts(settings) as parts:
        take_stock(settings, parts)
        job = known(parts, args.id)
        others = [row(each) for each in parts.prints.jobs_of(job.paper, job.number)]
        kept = job.paper is PaperKind.CERTIFICATE and parts.prints.pdf(job.number) is not None
    document = {**row(job), "paper_kept": kept, "attempts": others}
    reasons = [f"补打：{job.operator} {job.reason}"] if job.operator else []
    reasons += [f"说明：{job.settled_by} {job.settled_because}"] if job.settled_by else []
    say(args, document, [line(job), *reasons])
    return EXIT_DONE


def _settle(args: argparse.Namespace) -> int:
    from app.commands.signing_in import check_operator
    from app.composition import open_parts
    from app.domain.operators import Duty

    settings = settings_of(args)
    with open_parts(settings) as parts:
        take_stock(settings, parts)
        known(parts, args.id)
        check_operator(parts, args.operator, Duty.PAPERS)
        job = parts.prints.settle(args.id, PrintState(args.seen), OperatorAct(args.operator, args.reason))
    say(args, row(job), [line(job)])
    return EXIT_DONE


def _reprint(args: argparse.Namespace) -> int:
    from app.commands.reprinting import reprint

    return reprint(args)


def row(job: PrintJob) -> dict[str, Any]:
    return {
        "id": job.id,
        "case_id": job.case_id,
        "paper": job.paper.value,
        "number": job.number,
        "attempt": job.attempt,
        "state": job.state.value,
        "needs_a_person": job.needs_a_person,
        "cause": job.cause,
        "begun": job.begun,
        "reference": job.reference,
        "queued_at": job.queued_at.isoformat(),
        "sent_at": job.sent_at.isoformat() if job.sent_at else None,
        "ended_at": job.ended_at.isoformat() if job.ended_at else None,
        "operator": job.operator,
        "reason": job.reason,
        "settled_by": job.settled_by,
        "settled_because": job.settled_because,
    }


def line(job: PrintJob) -> str:
    paper, when = PAPER_WORDS[job.paper.value], job.queued_at.astimezone(CHINA)
    cause = f"（{job.cause}）" if job.cause and not job.settled_by else ""
    return f"{job.id}  {when:%Y-%m-%d %H:%M}  {paper} {job.number} 第 {job.attempt} 次  {STATE_WORDS[job.state]}{cause}"
