"""`grids.csv` of a catalogue: one grid (网格) a line, `code,division,zh_CN,en,zh_TW,words,office`.

`words` are the streets, estates and landmarks in it, with 、 between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.catalogue.csv_file import read_lines
from app.catalogue.findings import Finding
from app.domain.divisions import Divisions
from app.domain.grids import Grid, Grids
from app.domain.local_text import LocalText

FILE = "grids.csv"
HEAD = ["code", "division", "zh_CN", "en", "zh_TW", "words", "office"]
BETWEEN = "、"
_CODE = re.compile(r"[A-Za-z0-9-]{1,20}", re.ASCII)


def read_grids(folder: Path, divisions: Divisions, findings: list[Finding]) -> Grids:
    """Those of the folder; none where it has no such file."""
    lines = read_lines(folder / FILE, HEAD, findings)
    return Grids() if lines is None else Grids(_read(lines, divisions, findings))


def _read(lines: list[list[str]], divisions: Divisions, findings: list[Finding]) -> Iterator[Grid]:
    seen: set[str] = set()
    told: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines, start=2):
        if not line:
            continue
        sentence = _wrong(line, divisions, seen, told)
        if sentence:
            findings.append(Finding(FILE, "", sentence, number))
            continue
        code, division, *names, _, office = line
        words = _words(line)
        seen.add(code)
        told |= {(division, word): code for word in words}
        yield Grid(code, division, LocalText(*names), words, office)


def _words(line: list[str]) -> tuple[str, ...]:
    return tuple(each.strip() for each in line[HEAD.index("words")].split(BETWEEN) if each.strip())


def _wrong(line: list[str], divisions: Divisions, seen: set[str], told: dict[tuple[str, str], str]) -> str | None:
    if len(line) != len(HEAD):
        return f"要有 {len(HEAD)} 格，现在 {len(line)} 格"
    code, division, name, *_, office = line
    if not _CODE.fullmatch(code):
        return f"“{code}”不是网格编号：1 到 20 个字母、数字、-"
    if code in seen:
        return f"“{code}”写了两次"
    if divisions and division not in divisions:
        return f"divisions.csv 里没有“{division}”"
    if not name:
        return "缺中文名"
    if not office:
        return "缺责任单位（office）"
    twice = next((word for word in _words(line) if (division, word) in told), "")
    return f"“{twice}”在网格 {told[division, twice]} 里也有，只能属于一个" if twice else None
