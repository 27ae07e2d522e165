"""The readiness report (自检报告): what the self-test found, on A4, to be signed by hand. PDF/A-2a, unsigned."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.documents.rendering import TEMPLATES, TypstRenderer
from app.domain.errors import OurFault

TEMPLATE = "readiness-report"
GETA = "〓"
"""What stands for a character no font here has, as in print."""


class RowState(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    SKIPPED = "skipped"


STATE_WORDS: Mapping[RowState, str] = {
    RowState.OK: "正常",
    RowState.WARN: "留意",
    RowState.BAD: "要处理",
    RowState.SKIPPED: "没有试",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One part. `measured`: name and value, both ready to be read."""

    part: str
    state: RowState
    words: str
    measured: tuple[tuple[str, str], ...] = ()
    what_to_do: str = ""
    code: str = ""
    is_device: bool = True


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """What the report says. `partial`: only some devices were tried. `absent`: names of devices that this station
    does not have. `when` is local time."""

    name: str
    place: str
    number: str
    kind: str
    station_id: str
    version: str
    when: datetime
    rows: tuple[ReportRow, ...]
    absent: tuple[str, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst of all rows, in words for whoever accepts the machine."""

    state: RowState
    words: str
    detail: str


def verdict_of(facts: ReadinessFacts) -> Verdict:
    """Only a station of which every part was tried and none is bad may be put into service."""
    count = {state: sum(row.state is state for row in facts.rows) for state in RowState}
    others = [
        f"{count[state]} 项{words}"
        for state, words in ((RowState.WARN, "要留意"), (RowState.SKIPPED, "没有试"))
        if count[state]
    ]
    detail = "、".join(others)
    if count[RowState.BAD]:
        return Verdict(RowState.BAD, f"有 {count[RowState.BAD]} 项要处理", f"另有 {detail}" if detail else "")
    if facts.partial or not facts.rows:
        return Verdict(RowState.SKIPPED, "试过的部件没有问题", "、".join(["只试了一部分部件", *others]))
    if count[RowState.SKIPPED]:
        return Verdict(RowState.SKIPPED, "试过的没有问题，还没有试完", detail)
    return Verdict(RowState.WARN if detail else RowState.OK, "可以投入使用", f"有 {detail}" if detail else "")


def readiness_pdf(facts: ReadinessFacts, *, templates: Path = TEMPLATES, font_paths: tuple[Path, ...] = ()) -> bytes:
    """A character that no font here has is told as 〓. Raises OurFault without any Chinese font."""
    renderer = TypstRenderer(templates, font_paths)
    given, at = _cleaned(_given(facts)), facts.when.replace(microsecond=0)
    try:
        return renderer.render(TEMPLATE, given, "", at)
    except OurFault:
        return renderer.render(TEMPLATE, _cleaned(given, only_common=True), "", at)


def _given(facts: ReadinessFacts) -> dict[str, Any]:
    verdict = verdict_of(facts)
    return {
        "name": facts.name,
        "place": facts.place,
        "number": facts.number,
        "kind": facts.kind,
        "station_id": facts.station_id,
        "version": facts.version,
        "when": f"{facts.when:%Y-%m-%d %H:%M}",
        "absent": "、".join(facts.absent),
        "verdict": {"state": verdict.state.value, "words": verdict.words, "detail": verdict.detail},
        "sections": [
            {
                "title": title,
                "breakable": is_device,
                "rows": [_row(row) for row in facts.rows if row.is_device is is_device],
            }
            for title, is_device in (("设备", True), ("本机", False))
        ],
    }


def _row(row: ReportRow) -> dict[str, Any]:
    return {
        "part": row.part,
        "state": row.state.value,
        "state_words": STATE_WORDS[row.state],
        "words": row.words,
        "measured": [[name, value] for name, value in row.measured],
        "what_to_do": row.what_to_do,
        "code": row.code,
    }


def _cleaned(value: Any, *, only_common: bool = False) -> Any:
    """Settings and devices may hold any character; what cannot be seen is left out."""
    if isinstance(value, dict):
        return {key: _cleaned(each, only_common=only_common) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, only_common=only_common) for each in value]
    if not isinstance(value, str):
        return value
    seen = "".join(each for each in value if unicodedata.category(each)[0] != "C")
    return "".join(each if _is_common(each) else GETA for each in seen) if only_common else seen


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
