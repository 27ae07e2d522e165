"""kiosk case submit|import|list|show: the same use case as the screens, without them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.files import read_json
from app.commands.output import EXIT_DONE, add_common, say, settings_of
from app.domain.case import Kept
from app.domain.errors import StorageProblem, WrongInput

if TYPE_CHECKING:
    from app.composition import Parts
    from app.domain.case import Case, SubmittedCase
    from app.domain.evaluation import Grade

EVERY_CASE = 10_000_000
"""A number to ask for that no disk of a station holds."""
KEPT_WORDS: dict[Kept, tuple[str, ...]] = {
    Kept.READABLE: (),
    Kept.SEALED: ("内容已封给中心，本机打不开",),
    Kept.ERASED: ("过了保存期限，内容已从本机清除",),
}
REASON_NOT_TOLD = "未注明原因"
"""A number to ask for that no disk of a station holds."""


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    submit = add_common(group.add_parser("submit", help="提交一份申请"))
    submit.add_argument("--item", required=True, metavar="CODE", help="事项编码")
    submit.add_argument("--data", type=Path, required=True, metavar="FILE", help="申请的数据，JSON")
    submit.add_argument("--attach", action="append", default=[], metavar="NAME=FILE", help="附件，可以写多个")
    submit.add_argument("--evaluate", type=int, choices=range(1, 6), metavar="1..5", help="同时评价，5 是非常满意")
    submit.add_argument("--reason", action="append", default=[], metavar="TEXT", help="不满意（2、1）的原因")
    submit.set_defaults(act=_submit)
    many = add_common(group.add_parser("import", help="一次录入多件，每行一个 JSON 文档"))
    many.add_argument("file", type=Path, metavar="FILE.jsonl", help='每行 {"id", "item", "data", "attachments"}')
    many.set_defaults(act=_import)
    add_common(group.add_parser("list", help="本机知道的办件")).set_defaults(act=_list)
    show = add_common(group.add_parser("show", help="一个办件"))
    show.add_argument("id", metavar="ID", help="办件的 id 或编号")
    show.set_defaults(act=_show)


def _submit(args: argparse.Namespace) -> int:
    from app.commands.submitting import save
    from app.composition import open_parts
    from app.domain.evaluation import Grade

    grade = Grade(args.evaluate) if args.evaluate else None
    files = _named_files(args.attach)
    data = read_json(args.data, "数据文件")
    with open_parts(settings_of(args)) as parts:
        saved = save(parts, args.item, data, files)
        if grade is not None:
            _evaluate(parts, saved, grade, _reasons(grade, args.reason))
    document = {"id": saved.id, "number": saved.number, "status": saved.status.value}
    say(args, document, [f"已存好　{saved.number}"])
    return EXIT_DONE


def _reasons(grade: Grade, given: list[str]) -> tuple[str, ...]:
    """A bad grade carries at least one reason (GB/T 39734); where none was told, that is what is recorded."""
    reasons = tuple(each.strip() for each in given if each.strip())
    return reasons or ((REASON_NOT_TOLD,) if grade.needs_reason else ())


def _evaluate(parts: Parts, saved: SubmittedCase, grade: Grade, reasons: tuple[str, ...]) -> None:
    from app.domain.evaluation import Evaluation, EvaluationChannel

    try:
        parts.store.evaluate(Evaluation(saved.id, grade, EvaluationChannel.COMMAND, reasons))
    except StorageProblem as problem:
        problem.what_to_do = f"办件 {saved.number} 已存好，不用再提交；评价没存上。{problem.what_to_do}"
        raise


def _named_files(pairs: list[str]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for text in pairs:
        name, equals, path = text.partition("=")
        if not (name and equals and path):
            raise WrongInput(f"--attach 写得不对：{text}", "写成 名字=文件")
        if name in files:
            raise WrongInput(f"附件 {name} 写了两次", "每个名字只写一次")
        files[name] = Path(path)
    return files


def _import(args: argparse.Namespace) -> int:
    from app.commands.case_import import run

    return run(args)


def _row(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "item": case.item_code,
        "status": case.status.value,
        "submitted_at": case.submitted_at.isoformat(),
        "former_numbers": list(case.former_numbers),
    }


def _line(number: str, status: str, item: str, parts: Parts) -> str:
    from app.commands.case_words import item_words, status_words

    return f"{number}　{status_words(status)}　{item_words(parts.catalogue, item)}"


def _list(args: argparse.Namespace) -> int:
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        rows = [_row(case) for case in parts.store.cases(EVERY_CASE)]
        lines = [_line(row["number"], row["status"], row["item"], parts) for row in rows]
    say(args, rows, lines or ["还没有办件"])
    return EXIT_DONE


def _show(args: argparse.Namespace) -> int:
    from app.commands.submitting import case_id
    from app.composition import open_parts

    with open_parts(settings_of(args)) as parts:
        case = parts.store.case(case_id(args.id))
        if case is None:
            case = _by_number(parts.store.cases(EVERY_CASE), args.id)
        if case is None:
            raise WrongInput(f"没有这个办件：{args.id}", "用 kiosk case list 看编号")
        lines = [_line(case.number, case.status.value, case.item_code, parts), *KEPT_WORDS[case.kept]]
    attachments = [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in case.attachments]
    data = dict(case.data) if case.kept is Kept.READABLE else None
    document = {**_row(case), "reason": case.reason, "kept": case.kept.value, "data": data, "attachments": attachments}
    say(args, document, [*lines, *([f"原因：{case.reason}"] if case.reason else [])])
    return EXIT_DONE


def _by_number(cases: Sequence[Case], number: str) -> Case | None:
    """What is called so now comes before what was called so."""
    now = next((each for each in cases if each.number == number), None)
    return now or next((each for each in cases if number in each.former_numbers), None)


FILL = {"case": fill}
