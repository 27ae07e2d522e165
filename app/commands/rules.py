"""kiosk rules check|list|validate"""

from __future__ import annotations

import argparse
import dataclasses
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.files import read_json
from app.commands.output import EXIT_DONE, EXIT_WRONG_USE, add_common, say, settings_of
from app.domain.formats import china_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.catalogue.rules import Answer, VersionLine
    from app.catalogue.rules import licence as licences
    from app.catalogue.rules import points as scores

VERDICTS = {"may": "可以办", "may_not": "不能办", "unknown": "还判断不了"}
VALIDITIES = {"6y": "6 年", "10y": "10 年", "long_term": "长期"}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def fill(parser: argparse.ArgumentParser) -> None:
    group = parser.add_subparsers(dest="act_name", required=True, metavar="命令")
    check = add_common(group.add_parser("check", help="按某一天生效的规则，判断能不能办，为什么"))
    check.add_argument("pack", metavar="PACK", help="规则的名称，比如 driving-licence-renewal、newcomer-points")
    check.add_argument("--facts", type=Path, required=True, metavar="FILE", help="写着已知情况的 JSON 文件")
    check.add_argument("--on", type=_day, metavar="DATE", help="按哪一天判断，比如 2026-03-18；不写是今天")
    check.set_defaults(act=_check)
    add_common(group.add_parser("list", help="各版规则，和依据不清楚的地方")).set_defaults(act=_list)
    validate = add_common(group.add_parser("validate", help="检查规则文件"))
    validate.add_argument("path", metavar="PATH", nargs="?", type=Path, help="规则文件夹；不写用本机的")
    validate.set_defaults(act=_validate)


FILL = {"rules": fill}


def _check(args: argparse.Namespace) -> int:
    from app.catalogue.rules import check

    facts = read_json(args.facts, "情况文件")
    answer = check(args.pack, facts, args.on or china_today(), settings_of(args).rules_dir)
    say(args, answer.as_json(), _answer_lines(answer))
    return EXIT_DONE


def _list(args: argparse.Namespace) -> int:
    from app.catalogue.rules import versions

    found = versions(settings_of(args).rules_dir)
    say(args, [each.as_json() for each in found], (line for each in found for line in _version_lines(each)))
    return EXIT_DONE


def _validate(args: argparse.Namespace) -> int:
    from app.catalogue.rules import validate

    findings = validate(args.path or settings_of(args).rules_dir)
    rows = [dataclasses.asdict(each) for each in findings]
    say(args, rows, [str(each) for each in findings] or ["规则没有问题"])
    return EXIT_WRONG_USE if findings else EXIT_DONE


def _answer_lines(answer: Answer) -> Iterator[str]:
    from app.catalogue.rules import points

    return _score_lines(answer) if isinstance(answer, points.Answer) else _licence_lines(answer)


def _score_lines(answer: scores.Answer) -> Iterator[str]:
    from app.domain.points import points_text

    yield f"{VERDICTS[answer.verdict]}（{answer.pack_version} 版规则）"
    for reason in answer.reasons:
        yield f"· {reason.text}（{' '.join(filter(None, (reason.rule, reason.fact)))}）"
    score = answer.score
    if score is None:
        return
    yield f"{score.class_name.zh_cn}　{points_text(score.total)} 分，有效到 {score.valid_until}"
    for line in score.lines:
        told = line.counted_from.zh_cn
        sign = "+" if line.points >= 0 else ""
        yield f"　{sign}{points_text(line.points)}　{line.text.zh_cn}{f'（{told}）' if told else ''}"
    for hint in score.hints:
        yield f"还能多：{hint.text.zh_cn}"
    for use in score.uses:
        yield f"{'能用' if use.is_open else '不能用'}：{use.name.zh_cn}{'' if use.is_open else f'（{use.text.zh_cn}）'}"


def _licence_lines(answer: licences.Answer) -> Iterator[str]:
    yield f"{VERDICTS[answer.verdict]}（{answer.pack_version} 版规则）"
    for reason in answer.reasons:
        yield f"· {reason.text}（{' '.join(filter(None, (reason.rule, reason.fact)))}）"
    yield f"准驾车型：{'、'.join(answer.allowed_classes) or '—'}"
    yield f"换发有效期：{VALIDITIES[answer.new_validity] if answer.new_validity else '—'}"
    yield f"可以办的第一天：{answer.first_day or '—'}"


def _version_lines(line: VersionLine) -> Iterator[str]:
    head = line.head
    until = f"，到 {head.effective_to}" if head.effective_to else ""
    yield f"{head.pack}　{head.version}　{head.effective_from} 起{until}"
    for doubt in line.doubts:
        yield f"　　待核实 {doubt.key or '整份'}：{doubt.text}"


def _day(text: str) -> date:
    """Raises ArgumentTypeError."""
    from app.catalogue.rules.calendar_days import FIRST_DAY, LAST_DAY

    try:
        day = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，写成 2026-03-18 这样")
    return day
