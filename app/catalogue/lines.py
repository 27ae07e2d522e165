"""On which line of a YAML file a key stands, so that a finding can name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.catalogue.findings import Finding, Place

NO_LINE = 0


def lines_of(path: Path) -> dict[str, int]:
    """Key path, written as `Place` writes it, to line number from 1; empty where the file is no YAML."""
    import yaml

    lines: dict[str, int] = {}
    if path.suffix == ".csv":
        return lines
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if root is not None:
            _walk(root, Place(""), lines, set())
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}
    return lines


def line_of(lines: dict[str, int], key: str) -> int:
    """The key's line, or that of the nearest thing around it: what is missing has no line of its own."""
    while key and key not in lines:
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return lines.get(key, NO_LINE)


def with_lines(findings: Sequence[Finding], folder: Path) -> list[Finding]:
    """The same findings, each with its line; `folder` is what their files are relative to."""
    lines = {each.file: lines_of(folder / each.file) for each in findings}
    return [replace(each, line=each.line or line_of(lines[each.file], each.key)) for each in findings]


def _walk(node: Any, place: Place, lines: dict[str, int], seen: set[int]) -> None:
    """Each node once: an alias leads back to a place that was seen already, perhaps to one around it."""
    import yaml

    lines.setdefault(place.key, node.start_mark.line + 1)
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = place.at(str(key.value))
            lines[inner.key] = key.start_mark.line + 1
            _walk(value, inner, lines, seen)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            _walk(value, place.at(at), lines, seen)
