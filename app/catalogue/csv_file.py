"""One CSV file of a catalogue as its lines; what is wrong with the file as a whole is said, never raised."""

from __future__ import annotations

import csv
from pathlib import Path

from app.catalogue.findings import Finding


def read_lines(path: Path, head: list[str], findings: list[Finding]) -> list[list[str]] | None:
    """What stands below the head, the first of them line 2; None where there is no such file, or none to be read."""
    line = 0
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except FileNotFoundError:
        return None
    except OSError as error:
        sentence = f"打不开这个文件（{error.strerror}）"
    except UnicodeDecodeError:
        sentence = "文件要存成 UTF-8"
    except csv.Error as error:
        sentence = f"不合 CSV 写法：{error}"
    else:
        if lines and lines[0] == head:
            return lines[1:]
        sentence, line = f"第一行要写 {','.join(head)}", 1
    findings.append(Finding(path.name, "", sentence, line))
    return None
