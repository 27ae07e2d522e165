"""kiosk case submit|import|list|show: the same use case as the screens, without them."""

from __future__ import annotations

import argparse
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.commands.output import EXIT_DONE, EXIT_WRONG_USE, add_common, read_json, say, settings_of
from app.domain.case import Case, NewAttachment, Submission, SubmittedCase
from app.domain.errors import TerminalError, WrongInput
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade

PROGRESS_EVERY = 50


def add(groups: Any) -> None:
    group = groups.add_parser("case", help="cases of this station").add_subparsers(dest="act_name", required=True)
    submit = add_common(group.add_parser("submit", help="submit one application"))
    submit.add_argument("--item", required=True, metavar="CODE")
    submit.add_argument("--data", type=Path, required=True, metavar="FILE")
    submit.add_argument("--attach", action="append", default=[], metavar="NAME=FILE")
    submit.add_argument("--evaluate", type=int, choices=range(1, 6), metavar="1..5")
    submit.add_argument("--reason", action="append", default=[], metavar="TEXT", help="why, for grades 2 and 1")
    submit.set_defaults(act=_submit)
    many = add_common(group.add_parser("import", help="many at once, one JSON document a line"))
    many.add_argument("file", type=Path, metavar="FILE.jsonl")
    many.set_defaults(act=_import)
    add_common(group.add_parser("list", help="what this station knows")).set_defaults(act=_list)
    show = add_common(group.add_parser("show", help="one case"))
    show.add_argument("id", metavar="ID")
    show.set_defaults(act=_show)


def _submit(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    grade = Grade(args.evaluate) if args.evaluate else None
    if grade is not None and grade.needs_reason and not args.reason:
        raise WrongInput("不满意要写原因", "加 --reason，说一句哪里不好")
    with open_parts(settings_of(args)) as parts:
        files = {name: Path(path) for name, path in map(_pair, args.attach)}
        saved = _save(parts, args.item, read_json(args.data, "数据文件"), files, parts.new_id())
        if grade is not None:
            parts.store.evaluate(Evaluation(saved.id, grade, EvaluationChannel.COMMAND, tuple(args.reason)))
    document = {"id": saved.id, "number": saved.number, "status": saved.status.value}
    say(args, document, [f"已存好　{saved.number}"])
    return EXIT_DONE


def _save(parts: Any, item_code: str, data: Any, files: Mapping[str, Path], case_id: str) -> SubmittedCase:
    """Check and save. Raises WrongInput, StorageProblem."""
    from app.catalogue.application import check_application

    if not isinstance(data, dict):
        raise WrongInput("数据文件里要是一个 JSON 对象", "照 kiosk catalogue sample 写的样子")
    item = parts.catalogue.item(item_code)
    attachments = tuple(_attachment(name, path) for name, path in files.items())
    check_application(item, data, attachments)
    submission = Submission(case_id, item.code, item.version, data, attachments, channel="command")
    saved: SubmittedCase = parts.store.submit(submission)
    return saved


def _pair(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise WrongInput(f"--attach 写得不对：{text}", "写成 名字=文件")
    return name, path


def _attachment(name: str, path: Path) -> NewAttachment:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongInput(f"读不了附件 {path}", "检查路径和权限") from error
    return NewAttachment(name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content)


def _import(args: argparse.Namespace) -> int:
    import json
    import sys

    from app.composition import open_parts

    try:
        lines = args.file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"读不了 {args.file}", "要 UTF-8 的 JSON 行文件") from error
    taken, refused = 0, []
    with open_parts(settings_of(args)) as parts:
        for number, line in enumerate(lines, 1):
            if number % PROGRESS_EVERY == 0 or number == len(lines):
                print(f"\r{number}/{len(lines)}", end="", file=sys.stderr, flush=True)
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                files = {name: args.file.parent / path for name, path in entry.get("attachments", {}).items()}
                _save(parts, str(entry["item"]), entry["data"], files, str(entry["id"]))
                taken += 1
            except (WrongInput, ValueError, KeyError, AttributeError, TypeError) as error:
                message = error.message if isinstance(error, TerminalError) else "不是一件完整的办件"
                refused.append({"line": number, "message": message})
    print(file=sys.stderr)
    say(
        args,
        {"taken": taken, "refused": refused},
        [f"收下 {taken} 件", *(f"第 {each['line']} 行：{each['message']}" for each in refused)],
    )
    return EXIT_WRONG_USE if refused else EXIT_DONE


def _row(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "item": case.item_code,
        "status": case.status.value,
        "submitted_at": case.submitted_at.isoformat(),
    }


def _list(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        rows = [_row(case) for case in parts.store.cases()]
    say(args, rows, [f"{row['number']:22} {row['status']:10} {row['item']}" for row in rows] or ["还没有办件"])
    return EXIT_DONE


def _show(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        case = parts.store.case(args.id)
    if case is None:
        raise WrongInput(f"没有这个办件：{args.id}", "用 kiosk case list 看编号")
    attachments = [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in case.attachments]
    document = {**_row(case), "reason": case.reason, "data": dict(case.data), "attachments": attachments}
    say(args, document, [f"{case.number}　{case.status.value}　{case.item_code}"])
    return EXIT_DONE
