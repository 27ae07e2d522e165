"""kiosk case import FILE.jsonl: paper cases taken during an outage, one JSON document a line.

A line is a transaction of its own; what was taken stays taken, and running the same file again takes only what is
missing. `id` names the case: the same id with the same content is taken once, with another content it is refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import EXIT_DONE, EXIT_WRONG_USE, say, settings_of
from app.commands.submitting import application, attachments_of, case_id
from app.domain.errors import StorageProblem, WrongInput
from app.domain.freeze import Ground

if TYPE_CHECKING:
    from app.composition import Parts

SHOW_EVERY_BYTES = 64 * 1024
BAR_WIDTH = 30
HOW_TO_WRITE = '每行写成 {"id": …, "item": …, "data": {…}, "attachments": {名字: 文件}}'


@dataclass(slots=True)
class Tally:
    """`refused` holds line number and reason; never what stood in the line."""

    taken: int = 0
    already: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)


def run(args: argparse.Namespace) -> int:
    """The command. What is wrong with a line is told with its number; the other lines are taken."""
    from app.composition import open_parts

    tally = Tally()
    with open_parts(settings_of(args)) as parts:
        parts.require_open(Ground.DISK, Ground.LOCKED)  # what was taken on paper is not new: little else stops it
        try:
            for number, line in _lines(args.file):
                if line.strip():
                    _take(parts, args.file.parent, number, line, tally)
        except StorageProblem as problem:
            problem.what_to_do = f"已收下 {tally.taken} 件，不会丢。{problem.what_to_do}之后再运行一次同样的命令"
            raise
    document = {"taken": tally.taken, "already": tally.already, "refused": tally.refused}
    lines = [f"收下 {tally.taken} 件，早已收下 {tally.already} 件，没收 {len(tally.refused)} 行"]
    say(args, document, [*lines, *(f"第 {each['line']} 行：{each['message']}" for each in tally.refused)])
    return EXIT_WRONG_USE if tally.refused else EXIT_DONE


def _take(parts: Parts, folder: Path, number: int, line: bytes, tally: Tally) -> None:
    try:
        if _take_line(parts, folder, _entry(line)):
            tally.taken += 1
        else:
            tally.already += 1
    except WrongInput as error:
        tally.refused.append({"line": number, "message": error.message, "what_to_do": error.what_to_do})


def _entry(line: bytes) -> Mapping[str, Any]:
    """Raises WrongInput."""
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise WrongInput("不是 UTF-8 的 JSON", HOW_TO_WRITE) from None
    if not isinstance(entry, dict):
        raise WrongInput("不是 JSON 对象", HOW_TO_WRITE)
    for name in ("id", "item"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise WrongInput(f"缺少 {name}，或不是文字", HOW_TO_WRITE)
    files = entry.get("attachments") or {}
    if not isinstance(files, dict) or not all(isinstance(path, str) and path for path in files.values()):
        raise WrongInput("attachments 要写成 名字: 文件", HOW_TO_WRITE)
    return {**entry, "attachments": files}


def _take_line(parts: Parts, folder: Path, entry: Mapping[str, Any]) -> bool:
    """True when it was taken now, False when it had been. Raises WrongInput, StorageProblem."""
    files = {name: folder / path for name, path in entry["attachments"].items()}
    new_id = case_id(entry["id"])
    attachments = attachments_of(files)
    last = parts.catalogue.last_in_force  # it was taken on paper some days ago
    submission = application(parts, entry["item"], entry.get("data"), attachments, new_id, last)
    there = parts.store.case(new_id)
    if there is None:
        parts.store.submit(submission)
        return True
    if not parts.store.holds(submission):
        raise WrongInput("这个 id 已经收过，内容不一样", "核对是不是写错了 id；真是另一件就换一个 id")
    return False


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered from 1, split at line feeds only: a JSON text may hold every other kind of line end."""
    try:
        with path.open("rb") as file:
            bar = Bar(path.stat().st_size)
            for number, line in enumerate(file, 1):
                yield number, line
                bar.moved_on(len(line))
            bar.end()
    except OSError as error:
        raise WrongInput(f"读不了 {path}", "检查路径和权限，要 UTF-8 的 JSON 行文件") from error


class Bar:
    """How far it is, on standard error, where a person looks at it."""

    def __init__(self, total_bytes: int) -> None:
        self._is_seen = sys.stderr.isatty()
        self._total = max(1, total_bytes)
        self._done = 0
        self._shown = 0

    def moved_on(self, count: int) -> None:
        self._done += count
        if self._is_seen and (self._done - self._shown >= SHOW_EVERY_BYTES or self._done >= self._total):
            self._shown = self._done
            full = BAR_WIDTH * self._done // self._total
            share = 100 * self._done // self._total
            print(f"\r[{'#' * full}{'.' * (BAR_WIDTH - full)}] {share} %", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._is_seen and self._shown:
            print(file=sys.stderr)
