"""`divisions.csv` of a catalogue: one place a line, `code,zh_CN,en,zh_TW`, in the order in which they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.catalogue.csv_file import read_lines
from app.catalogue.findings import Finding
from app.domain.divisions import Division, Divisions
from app.domain.local_text import LocalText

FILE = "divisions.csv"
HEAD = ["code", "zh_CN", "en", "zh_TW"]
_CODE = re.compile(r"\d{6}(\d{3})?", re.ASCII)


def read_divisions(folder: Path, findings: list[Finding]) -> Divisions:
    """Those of the folder; none where it has no such file, as long as no item asks for one."""
    lines = read_lines(folder / FILE, HEAD, findings)
    return Divisions() if lines is None else Divisions(_read(lines, findings))


def _read(lines: list[list[str]], findings: list[Finding]) -> Iterator[Division]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        sentence = _wrong(line, seen) if line else None
        if sentence:
            findings.append(Finding(FILE, "", sentence, number))
        elif line:
            seen.add(line[0])
            yield Division(line[0], LocalText(*line[1:]))


def _wrong(line: list[str], seen: set[str]) -> str | None:
    if len(line) != len(HEAD):
        return f"要有 {len(HEAD)} 格，现在 {len(line)} 格"
    code, name = line[:2]
    if not _CODE.fullmatch(code):
        return f"“{code}”不是代码：县以上 6 位（GB/T 2260），乡镇 9 位"
    if not name:
        return "缺中文名"
    return f"“{code}”写了两次" if code in seen else None
